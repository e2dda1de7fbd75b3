import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { COLOR_OPTION } from '../show-options.ts';
import { parseCount } from './record-options.ts';

const OUTPUTS = ['csv', 'html', 'md', 'junit', 'gradescope', 'classroom', 'json', 'parquet'] as const;
type OutputName = (typeof OUTPUTS)[number];

/** `capnote grade DIR -r rubric.yml`, and `capnote grade merge PART...`. Nothing is decided here. */
export function addGrade(program: Command, context: Context): void {
	program
		.command('grade')
		.argument('<folder...>', 'a folder with a folder for each student; or: merge PART...')
		.description('grade a folder of reports and captures by a rubric')
		.requiredOption('-r, --rubric <file>', 'the rubric (capnote rubric init writes one)')
		.addOption(
			new Option('-f, --format <name>', 'what to print').choices(['table', 'csv', 'json']).default('table' as const),
		)
		.option('--json', 'the same as --format json')
		.option('-o, --output <folder>', 'write the grade book to this folder; with --shard, the part to this file')
		.option('--force', 'replace files that exist')
		.option('--write <names>', `what to write: ${OUTPUTS.join(',')} (csv,html,md,json unless given)`, parseOutputs)
		.addOption(new Option('--lang <language>', 'language of the sentences').choices(['en', 'id']))
		.addOption(COLOR_OPTION)
		.option('--compare', 'look for submissions that are alike, also if the rubric does not say so')
		.option(
			'--jobs <number>',
			'how many submissions are graded at a time (one for each core, unless given)',
			parseCount,
		)
		.option('--cache <folder>', 'where results are kept for the next time')
		.option('--no-cache', 'grade everything anew, and keep nothing')
		.option('--bom', 'CSV begins with a byte order mark, for Excel')
		.addOption(new Option('--delimiter <sign>', 'between the cells of CSV').choices([',', ';']).default(',' as const))
		.option('--packets', 'keep every packet: a row each in packets.parquet')
		.option('--watch', 'grade again whenever the folder changes')
		.option('--shard <part>', 'grade only a part, such as 2/4, and write it for capnote grade merge')
		.option('--queue <url>', 'let capnote worker do the work, through Redis or Valkey: redis://host:6379')
		.addOption(
			new Option('--fail-on <what>', 'exit status 1').choices(['pass', 'refuted', 'none']).default('pass' as const),
		)
		.option('--strict', 'exit status 1 for a damaged or missing capture too')
		.option('--quiet', 'nothing but the result')
		.action(async ([first = '', ...more], options) => {
			const asked = { ...options, cache: options.cache ?? true };
			if (first === 'merge') {
				const { mergeParts } = await import('../grade/shards.ts');
				context.exitWith(await mergeParts(context, more, asked));
			} else if (options.watch) {
				const { watchFolder } = await import('../grade/watch-folder.ts');
				context.exitWith(await watchFolder(context, first, asked));
			} else {
				const { runGrade } = await import('../grade/run-grade.ts');
				context.exitWith(await runGrade(context, first, asked));
			}
		});
}

function parseOutputs(text: string): readonly OutputName[] {
	return text.split(',').map((name) => {
		const known = OUTPUTS.find((output) => output === name);
		if (known === undefined) throw new InvalidArgumentError(`Known are ${OUTPUTS.join(', ')}.`);
		return known;
	});
}

import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { CapnoteError } from '../../errors.ts';
import { CHECK_FORMAT_NAMES, DELIMITER_NAMES, FAIL_ON_NAMES } from '../check-options.ts';
import type { Context } from '../context.ts';
import { addSomeShowOptions } from '../show-options.ts';

/** `capnote check REPORT.md [CAPTURE...]`: each statement of a report against the captures. */
export function addCheck(program: Command, context: Context): void {
	const command = program
		.command('check')
		.argument('[report]', "a student's report in Markdown or plain text, or - for standard input")
		.argument('[capture...]', 'captures, and folders of them; without one, only what the report itself settles')
		.description('check what a report says of packets: confirmed, refuted or not checkable, with packet numbers')
		.addOption(
			new Option('-f, --format <name>', 'text, unless the output file ends in .html').choices(CHECK_FORMAT_NAMES),
		)
		.addOption(new Option('--lang <language>', 'language of the verdicts').choices(['en', 'id', 'both'] as const))
		.option('--map <part=capture>', 'which capture a part of the report is about, by its heading; repeatable', mapped)
		.option('--host <name=who>', 'who a name is: client, server or an address; repeatable', mapped)
		.addOption(
			new Option('--fail-on <what>', 'what makes the exit status 1').choices(FAIL_ON_NAMES).default('refuted' as const),
		)
		.option('--self', 'for the student who wrote it: what to look at again, hints first')
		.option('--explain-patterns', 'say how to write sentences that can be checked, in both languages')
		.addOption(
			new Option('--delimiter <name>', 'what separates the cells of CSV')
				.choices(DELIMITER_NAMES)
				.default('comma' as const),
		)
		.option('--bom', 'begin CSV with a byte order mark, for Excel');
	addSomeShowOptions(command, ['json', 'output', 'force', 'color', 'profile', 'quiet', 'strict']).action(
		async (report, captures, options) => {
			if (options.explainPatterns) {
				const { showPatterns } = await import('../show-patterns.ts');
				await showPatterns(context, options);
				return;
			}
			if (report === undefined) throw new CapnoteError('wrong-use', { problem: 'no-report' });
			const { showCheck } = await import('../show-check.ts');
			context.exitWith(await showCheck(context, report, captures, { ...options, version: program.version() ?? '' }));
		},
	);
}

/** `PART=CAPTURE`, added to those before; the capture is what stands behind the last `=`. */
function mapped(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
	const at = text.lastIndexOf('=');
	if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Write it as NAME=VALUE.');
	return new Map([...before, [text.slice(0, at).trim(), text.slice(at + 1).trim()]]);
}

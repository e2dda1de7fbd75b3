import { type Command, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { addSomeShowOptions } from '../show-options.ts';
import { parseCount } from './record-options.ts';

/** `capnote ladder FILE`: a connection as a ladder diagram. */
export function addLadder(program: Command, context: Context): void {
	const command = program
		.command('ladder')
		.argument('<file>', 'a capture, or - for standard input')
		.description('draw a connection as a ladder diagram: client left, server right, time down')
		.addOption(
			new Option('-f, --format <name>', 'text, unless the output file ends in .svg or .mmd').choices([
				'text',
				'svg',
				'mermaid',
			] as const),
		)
		.option('--connection <number>', 'which connection; needed for a picture if there are several', parseCount)
		.option('--events <file>', "the programs' calls on the lifelines: a file of program events beside the capture")
		.option('--expand', 'a row for every segment; else exchanges like the first share one')
		.addOption(
			new Option('--style <name>', 'teach also says what each packet means')
				.choices(['plain', 'teach'] as const)
				.default('plain' as const),
		);
	addSomeShowOptions(command, ['output', 'force', 'lang', 'color']).action(async (file, options) => {
		const { showLadder } = await import('../show-ladder.ts');
		await showLadder(context, file, options);
	});
}

import { type Command, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { addSomeShowOptions } from '../show-options.ts';

/** `capnote expect SPEC...`: packet tests. */
export function addExpect(program: Command, context: Context): void {
	const command = program
		.command('expect')
		.argument('[spec...]', 'specifications in YAML; each names its capture')
		.description('test captures: says of each thing that a specification requires whether the capture shows it')
		.option('--init <capture>', 'write a specification that this capture meets, to be edited')
		.option('--update', 'put what was found in the place of what was expected')
		.option('--capture <file>', 'test this capture instead of the one that the specification names')
		.addOption(
			new Option('-f, --format <name>', 'how to show it')
				.choices(['text', 'json', 'junit'] as const)
				.default('text' as const),
		);
	addSomeShowOptions(command, ['json', 'output', 'force', 'lang', 'color', 'quiet']).action(async (specs, options) => {
		const { runExpect } = await import('../run-expect.ts');
		context.exitWith(await runExpect(context, specs, options));
	});
}

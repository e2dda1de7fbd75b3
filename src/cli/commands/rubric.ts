import { type Command, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';

/** `capnote rubric lint FILE`, `capnote rubric init`. */
export function addRubric(program: Command, context: Context): void {
	const rubric = program.command('rubric').description('write and check rubrics for capnote grade');
	rubric
		.command('lint')
		.argument('<file>', 'a rubric')
		.description('say what is wrong with a rubric, and what it gives at most')
		.addOption(new Option('--lang <language>', 'language of the sentences').choices(['en', 'id']))
		.action(async (file, options) => {
			const { lintRubric } = await import('../grade/lint-rubric.ts');
			context.exitWith(await lintRubric(context, file, options.lang));
		});
	rubric
		.command('init')
		.description('write a rubric that works, with every key explained')
		.option('-o, --output <file>', 'write to a file instead of the terminal')
		.option('--force', 'replace the file if it exists')
		.action(async ({ output, force }) => {
			const { RUBRIC_TEMPLATE } = await import('../grade/rubric-template.ts');
			if (output === undefined) context.out.write(RUBRIC_TEMPLATE);
			else await context.files.write(output, RUBRIC_TEMPLATE, force === true);
		});
}

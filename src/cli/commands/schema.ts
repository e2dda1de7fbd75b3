import { Argument, type Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';

/** `capnote schema NAME`: the JSON Schema of what a command prints with `-f json`. */
export function addSchema(program: Command, context: Context): void {
	program
		.command('schema')
		.addArgument(new Argument('<command>', 'whose output').choices(['analyze', 'report'] as const))
		.description('print the JSON Schema of what a command prints with -f json')
		.action(async (name) => {
			const { jsonSchemaText } = await import('../../render/json-schema/schemas.ts');
			context.out.write(jsonSchemaText(name));
		});
}

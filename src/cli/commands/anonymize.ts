import { type Command, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { addSomeShowOptions } from '../show-options.ts';

/** `capnote anonymize FILE -o FILE`: a copy that can be given away. */
export function addAnonymize(program: Command, context: Context): void {
	const command = program
		.command('anonymize')
		.argument('<file>', 'a capture, or - for standard input')
		.description('write a copy of a capture with other addresses, and other words in its payloads')
		.requiredOption(
			'-o, --output <file>',
			'where to write it: pcapng, or pcap if the name ends in .pcap; - is standard output',
		)
		.addOption(
			new Option(
				'--payload <what>',
				'what becomes of payloads: other words of the same length, as they are, or left out',
			)
				.choices(['replace', 'keep', 'drop'] as const)
				.default('replace' as const),
		)
		.option('--map <file>', 'also write which address became which, as JSON');
	addSomeShowOptions(command, ['force', 'lang', 'quiet']).action(async (file, options) => {
		const { anonymizeFile } = await import('../anonymize-file.ts');
		await anonymizeFile(context, file, options);
	});
}

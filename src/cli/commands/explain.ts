import type { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { addSomeShowOptions } from '../show-options.ts';
import { parseCount } from './record-options.ts';

/** `capnote explain FILE N`: one packet in depth. */
export function addExplain(program: Command, context: Context): void {
	const command = program
		.command('explain')
		.argument('<file>', 'a capture, or - for standard input')
		.argument('<packet>', 'the number of the packet, as in Wireshark', parseCount)
		.description('explain one packet: its numbers and why they are so, what belongs to it, each of its bytes');
	addSomeShowOptions(command, ['output', 'force', 'lang', 'color', 'profile', 'labProfile']).action(
		async (file, number, options) => {
			const { showExplanation } = await import('../show-explanation.ts');
			await showExplanation(context, file, number, options);
		},
	);
}

import type { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { addShowOptions } from '../show-options.ts';

/** `capnote analyze FILE`: read, analyse, render. Nothing is decided here. */
export function addAnalyze(program: Command, context: Context): void {
	const command = program
		.command('analyze')
		.argument('<file>', 'a capture, or - for standard input')
		.description('annotate every packet of a capture');
	addShowOptions(command)
		.option('--verify', 'read the file a second time through pcap-parser and compare every packet')
		.action(async (file, options) => {
			const { showCapture } = await import('../show-capture.ts');
			context.exitWith(await showCapture(context, file, options));
		});
}

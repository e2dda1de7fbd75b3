import type { Command } from '@commander-js/extra-typings';
import { CapnoteError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { addShowOptions } from '../show-options.ts';
import { parseCount } from './record-options.ts';

/** `capnote analyze FILE...`: read, analyse, render. Nothing is decided here. */
export function addAnalyze(program: Command, context: Context): void {
	const command = program
		.command('analyze')
		.argument('<file...>', 'a capture, or - for standard input; several, and folders, with --summary or --connections')
		.description('annotate every packet of a capture');
	addShowOptions(command)
		.option(
			'--columns <names>',
			'these columns, in this order: number,flags,meaning; tsv, csv and jsonl have their own',
		)
		.option('--rows <numbers>', 'only these packets: 1-3,15-17; for table, md, html, latex and text')
		.option('--connection <number>', 'only the packets of this connection; for the same formats', parseCount)
		.option('--events <file>', 'show the calls of the programs beside the packets (written by capnote lab)')
		.option('--raw-seq', 'sequence numbers as they are in the header, not relative; for the same formats')
		.option('--summary', 'a line for each capture, with its connections; for any number and size of captures')
		.option('--connections', 'a line for each connection; for any number and size of captures')
		.option('--jobs <number>', 'how many captures are summarized at a time (as many as pay, unless given)')
		.option('--verify', 'read the file a second time through pcap-parser and compare every packet')
		.action(async (files, options) => {
			if (options.summary || options.connections) {
				if (options.events !== undefined) throw new CapnoteError('wrong-use', { problem: 'events-of-a-view' });
				const { showSummaries } = await import('../show-summaries.ts');
				const view = options.connections ? 'connections' : 'captures';
				context.exitWith(await showSummaries(context, files, view, options));
				return;
			}
			const [file, another] = files;
			if (file === undefined || another !== undefined)
				throw new CapnoteError('wrong-use', { problem: 'several-captures' });
			const { showCapture } = await import('../show-capture.ts');
			context.exitWith(await showCapture(context, file, options));
		});
}

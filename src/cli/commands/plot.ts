import { type Command, Option } from '@commander-js/extra-typings';
import { PLOT_KINDS } from '../../i18n/plot-words.ts';
import type { Context } from '../context.ts';
import { addSomeShowOptions } from '../show-options.ts';
import { parseCount } from './record-options.ts';

/** `capnote plot FILE`: the course of a long transfer as a picture. */
export function addPlot(program: Command, context: Context): void {
	const command = program
		.command('plot')
		.argument('<file>', 'a capture, or - for standard input')
		.description('plot a long transfer as SVG: sequence numbers, throughput or round-trip times over time')
		.addOption(
			new Option('--kind <name>', 'what is plotted over time').choices(PLOT_KINDS).default('sequence' as const),
		)
		.option('--connection <number>', 'which connection; the one with most bytes unless given', parseCount)
		.addOption(
			new Option('--side <name>', 'whose bytes; of who sent more unless given').choices(['client', 'server'] as const),
		);
	addSomeShowOptions(command, ['output', 'force', 'lang']).action(async (file, options) => {
		const { showPlot } = await import('../show-plot.ts');
		await showPlot(context, file, options);
	});
}

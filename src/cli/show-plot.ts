import { CapnoteError } from '../errors.ts';
import type { PlotKind } from '../i18n/plot-words.ts';
import type { Analysis } from '../tcp/analysis.ts';
import type { Side } from '../tcp/segment-batch.ts';
import { type TransferSeries, transferSeries } from '../tcp/transfer-series.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { ShowOptions } from './show-options.ts';

/** What is to be plotted. */
interface PlotOptions extends Pick<ShowOptions, 'output' | 'force' | 'lang'> {
	readonly kind: PlotKind;
	readonly connection?: number | undefined;
	readonly side?: Side | undefined;
}

/**
 * Draws a plot of one connection.
 *
 * @throws CapnoteError `not-in-capture`, `nothing-to-plot`, or as `analyzeFile` and `Files.write` do.
 */
export async function showPlot(context: Context, path: string, options: PlotOptions): Promise<void> {
	const words = await context.words(options.lang ?? defaultLanguage(context.environment));
	const { analysis } = await analyzeFile(context, path, {});
	const series = transferSeries(analysis, chooseConnection(analysis, options.connection), options.side);
	if (isNothing(series, options.kind)) {
		throw new CapnoteError('nothing-to-plot', { kind: options.kind, connection: series.connection.connection });
	}
	const { plotSvg } = await import('../render/plot/plot-svg.ts');
	const svg = plotSvg(series, options.kind, words);
	if (options.output === undefined) context.out.write(svg);
	else await context.files.write(options.output, svg, options.force === true);
}

function chooseConnection({ connectionCount: count, connections }: Analysis, asked: number | undefined): number {
	if (asked === undefined ? count > 0 : asked <= count) return asked ?? largest(connections);
	throw new CapnoteError('not-in-capture', { what: 'connection', asked: `${asked ?? 1}`, count });
}

function largest(connections: Analysis['connections']): number {
	let best = { connection: 1, bytes: -1 };
	for (const { connection, clientBytes, serverBytes } of connections) {
		if (clientBytes + serverBytes > best.bytes) best = { connection, bytes: clientBytes + serverBytes };
	}
	return best.connection;
}

function isNothing({ sent, rate, roundTrips }: TransferSeries, kind: PlotKind): boolean {
	return { sequence: sent, throughput: rate, rtt: roundTrips }[kind].length === 0;
}

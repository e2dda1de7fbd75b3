import type { TransferSeries } from '../tcp/transfer-series.ts';

/** What a plot shows over time: sequence numbers, bytes per second, or round-trip times. */
export const PLOT_KINDS = ['sequence', 'throughput', 'rtt'] as const;
export type PlotKind = (typeof PLOT_KINDS)[number];

/** The words in a plot. */
export interface PlotWords {
	readonly title: { readonly [K in PlotKind]: (series: TransferSeries) => string };
	/** For who cannot see it: what it shows and what is to be seen. */
	readonly description: { readonly [K in PlotKind]: (series: TransferSeries) => string };
	/** What each kind shows, in two or three words. */
	readonly kinds: { readonly [K in PlotKind]: string };
	/** Opens the same in numbers. */
	readonly table: string;
	readonly time: string;
	readonly value: { readonly [K in PlotKind]: string };
	readonly marks: { readonly [M in 'sent' | 'again' | 'acknowledged' | 'window']: string };
}

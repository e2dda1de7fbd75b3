import type { PlotKind } from '../../i18n/plot-words.ts';
import type { TransferSeries } from '../../tcp/transfer-series.ts';

/** A line or a cloud of points: places in seconds, values, and the packets that they are of. */
export interface PlotLine {
	readonly mark: 'sent' | 'again' | 'acknowledged' | 'window' | 'value';
	readonly x: readonly number[];
	readonly y: readonly number[];
	/** None for what is not of one packet. */
	readonly packets: readonly number[];
}

const SECOND = 1e9;
const MILLISECOND = 1e6;

/** What is drawn in a plot of each kind, one line after the other. */
export const PLOT_LINES: { readonly [K in PlotKind]: (series: TransferSeries) => readonly PlotLine[] } = {
	sequence({ sent, acknowledged }) {
		const windows = acknowledged.filter((one): one is typeof one & { windowEnd: number } => one.windowEnd !== null);
		const again = sent.filter((one) => one.again);
		return [
			{ ...places(windows), mark: 'window', y: windows.map(({ windowEnd }) => windowEnd) },
			{ ...places(acknowledged), mark: 'acknowledged', y: acknowledged.map(({ to }) => to) },
			{ ...places(sent), mark: 'sent', y: sent.map(({ to }) => to) },
			{ ...places(again), mark: 'again', y: again.map(({ to }) => to) },
		];
	},
	throughput: ({ rate }) => [
		{
			mark: 'value',
			x: rate.map(({ fromNs, toNs }) => Number(fromNs + toNs) / 2 / SECOND),
			y: rate.map(({ fromNs, toNs, bytes }) => (bytes * SECOND) / Number(toNs - fromNs)),
			packets: [],
		},
	],
	rtt: ({ roundTrips }) => [
		{ ...places(roundTrips), mark: 'value', y: roundTrips.map(({ rttNs }) => Number(rttNs) / MILLISECOND) },
	],
};

function places(of: readonly { readonly ns: bigint; readonly packet: number }[]): Pick<PlotLine, 'x' | 'packets'> {
	return { x: of.map(({ ns }) => Number(ns) / SECOND), packets: of.map(({ packet }) => packet) };
}

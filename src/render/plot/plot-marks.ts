import * as Plot from '@observablehq/plot';
import type { PlotKind, PlotWords } from '../../i18n/plot-words.ts';
import type { TransferSeries } from '../../tcp/transfer-series.ts';
import { COLORS } from '../ladder/svg-style.ts';

/** More signs than this make a picture slow and no clearer; then every n-th is drawn, and all that were sent again. */
const MOST_SIGNS = 4000;
const SECOND = 1e9;
const MILLISECOND = 1e6;

/** What is drawn in a plot of this kind. */
export function plotMarks(series: TransferSeries, kind: PlotKind, words: PlotWords): Plot.Markish[] {
	return MARKS[kind](series, words);
}

const MARKS: { readonly [K in PlotKind]: (series: TransferSeries, words: PlotWords) => Plot.Markish[] } = {
	sequence: sequenceMarks,
	throughput: ({ rate, side }) => [
		Plot.ruleY([0], { stroke: COLORS.faint }),
		Plot.rectY(rate, {
			x1: ({ fromNs }) => Number(fromNs) / SECOND,
			x2: ({ toNs }) => Number(toNs) / SECOND,
			y: ({ fromNs, toNs, bytes }) => (bytes * SECOND) / Number(toNs - fromNs),
			fill: COLORS[side],
			fillOpacity: 0.75,
			inset: 0.5,
		}),
	],
	rtt: ({ roundTrips, side }) => [
		Plot.ruleY([0], { stroke: COLORS.faint }),
		Plot.dot(thinned(roundTrips), {
			x: ({ ns }) => Number(ns) / SECOND,
			y: ({ rttNs }) => Number(rttNs) / MILLISECOND,
			stroke: COLORS[side],
			r: 2.5,
		}),
	],
};

/** The time–sequence graph of Stevens, with the lines that tcptrace draws below and above. */
function sequenceMarks({ sent, acknowledged, side }: TransferSeries, words: PlotWords): Plot.Markish[] {
	const seconds = ({ ns }: { readonly ns: bigint }): number => Number(ns) / SECOND;
	const acks = thinned(acknowledged);
	const windows = acks.filter(({ windowEnd }) => windowEnd !== null);
	const again = sent.filter((one) => one.again);
	const lastAck = acks.at(-1);
	const lastWindow = windows.at(-1);
	const lastSent = sent.at(-1);
	const name = { dx: 6, textAnchor: 'start', fontSize: 11 } as const;
	return [
		Plot.line(windows, {
			x: seconds,
			y: 'windowEnd',
			curve: 'step-after',
			stroke: COLORS.faint,
			strokeDasharray: '5 3',
		}),
		Plot.line(acks, { x: seconds, y: 'to', curve: 'step-after', stroke: COLORS.line, strokeWidth: 1.2 }),
		Plot.ruleX(thinned(sent), { x: seconds, y1: 'from', y2: 'to', stroke: COLORS[side], strokeWidth: 2.5 }),
		Plot.dot(again, { x: seconds, y: 'from', symbol: 'times', stroke: COLORS.line, strokeWidth: 2, r: 5 }),
		Plot.ruleX([0], { stroke: COLORS.faint }),
		Plot.text(lastSent ? [lastSent] : [], { x: seconds, y: 'to', text: () => words.marks.sent, fontSize: 11, dy: -9 }),
		Plot.text(lastAck ? [lastAck] : [], { x: seconds, y: 'to', text: () => words.marks.acknowledged, ...name }),
		Plot.text(lastWindow ? [lastWindow] : [], { x: seconds, y: 'windowEnd', text: () => words.marks.window, ...name }),
		Plot.text(again.slice(0, 1), { x: seconds, y: 'from', text: () => words.marks.again, ...name, dx: 9, dy: 9 }),
	];
}

function thinned<T>(items: readonly T[]): T[] {
	const step = Math.ceil(items.length / MOST_SIGNS);
	return items.filter((_, i) => i % step === 0 || i === items.length - 1);
}

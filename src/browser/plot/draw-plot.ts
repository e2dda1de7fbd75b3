import UPlot from 'uplot';
import type { PlotKind } from '../../i18n/plot-words.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { PlotLine } from './plot-data.ts';

/** A plot in the page. */
export interface DrawnPlot {
	readonly resize: (width: number) => void;
	/** Draws it again, in the colours that the page has now. */
	readonly redraw: () => void;
	readonly remove: () => void;
}

interface ToDraw {
	readonly kind: PlotKind;
	readonly side: Side;
	readonly lines: readonly PlotLine[];
	readonly language: 'en' | 'id';
	readonly titles: { readonly x: string; readonly y: string };
	readonly width: number;
	readonly onPacket: (packet: number) => void;
}

const HEIGHT = 320;
const DASH = [5, 3];

/** Draws a plot into an element. What it shows is told beside it: a canvas has no text. */
export function drawPlot(
	place: HTMLElement,
	{ kind, side, lines, language, titles, width, onPacket }: ToDraw,
): DrawnPlot {
	const data = UPlot.join(lines.map(({ x, y }) => [[...x], [...y]]));
	const first = data[0][0];
	const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
	const axis = (label: string, size?: number): UPlot.Axis => ({
		...(size === undefined ? {} : { size }),
		label,
		stroke: () => colorOf('--quiet'),
		grid: { stroke: () => colorOf('--line'), width: 1 },
		ticks: { stroke: () => colorOf('--line-strong'), width: 1 },
		values: (_plot, ticks) => ticks.map((tick) => number.format(tick)),
	});
	const options: UPlot.Options = {
		...{ width, height: HEIGHT },
		legend: { show: false },
		cursor: { y: false, points: { show: false }, drag: { x: true, y: false } },
		scales: {
			x: { time: false, range: (_plot, low, high) => (low === first ? [0, high * 1.02] : [low, high]) },
			y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.06 : 1] },
		},
		axes: [axis(titles.x), axis(titles.y, 84)],
		series: [{}, ...lines.map((line) => seriesOf(line, kind, side))],
	};
	const plot = new UPlot(options, data, place);
	plot.over.addEventListener('click', () => {
		const packet = packetAt(lines, data[0][plot.cursor.idx ?? -1]);
		if (packet !== undefined) onPacket(packet);
	});
	return {
		resize: (to) => plot.setSize({ width: to, height: HEIGHT }),
		redraw: () => plot.redraw(false, true),
		remove: () => plot.destroy(),
	};
}

/** Lines differ in their strokes and points in their sizes, not in colour alone. */
function seriesOf({ mark }: PlotLine, kind: PlotKind, side: Side): UPlot.Series {
	const own = () => colorOf(`--${side}`);
	const ink = () => colorOf('--ink');
	if (mark === 'window') return { stroke: () => colorOf('--quiet'), dash: DASH, width: 1, ...stepped() };
	if (mark === 'acknowledged') return { stroke: ink, width: 1.2, ...stepped() };
	if (kind === 'throughput') return { stroke: own, fill: own, width: 0, paths: bars(), points: { show: false } };
	const size = mark === 'again' ? 9 : 4;
	const stroke = mark === 'again' ? ink : own;
	return {
		stroke,
		paths: () => null,
		points: { show: true, size, width: 1.5, stroke, fill: mark === 'again' ? 'transparent' : own },
	};
}

function stepped(): Pick<UPlot.Series, 'paths' | 'points' | 'spanGaps'> {
	const paths = UPlot.paths.stepped?.({ align: 1 });
	return { ...(paths ? { paths } : {}), points: { show: false }, spanGaps: true };
}

function bars(): NonNullable<UPlot.Series['paths']> {
	return UPlot.paths.bars?.({ size: [0.9] }) ?? (() => null);
}

function packetAt(lines: readonly PlotLine[], x: number | null | undefined): number | undefined {
	for (const line of lines) {
		const packet = line.packets[line.x.indexOf(x ?? -1)];
		if (packet !== undefined) return packet;
	}
	return undefined;
}

function colorOf(name: string): string {
	return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

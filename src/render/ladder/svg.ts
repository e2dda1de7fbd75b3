import { endpointText } from '../../decode/endpoint-text.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { StateBand } from '../../tcp/timeline/row.ts';
import { secondsText } from '../../units.ts';
import { element, type SvgNode, svgMarkup } from '../svg-node.ts';
import { textWidth } from '../wrap.ts';
import { type Ladder, spanText } from './ladder-text.ts';
import { arrow } from './svg-arrow.ts';
import { extentOf, isBroken, LINE, layoutRows, type PlacedRow, STATE_WIDTH, type SvgLayout, X } from './svg-layout.ts';
import { svgLegend } from './svg-legend.ts';
import { BOLD, LIFELINE, line, MIDDLE, MIDDLED, RIGHT, text, WORDS_AT } from './svg-shapes.ts';
import { COLORS, defs } from './svg-style.ts';

const FONTS = 'system-ui, Segoe UI, Helvetica Neue, DejaVu Sans, sans-serif';

/**
 * The ladder as a picture: client left, time down. It needs no colour to be read, no font of ours, and nothing from
 * outside; a payload in it is text and nothing else.
 *
 * @param id Begins all names in the picture, so that several can stand in one page.
 */
export function svgLadder(ladder: Ladder, id = 'ladder'): string {
	return `${svgMarkup(ladderNode(ladder, id), '\n')}\n`;
}

/** The same as data; the group of a packet says its number in `data-packet`. */
export function ladderNode(ladder: Ladder, id: string): SvgNode {
	const { timeline, words } = ladder;
	const layout = layoutRows(ladder);
	const description = `${words.connection(timeline.connection).join('; ')}.`;
	const { height } = layout;
	return element(
		'svg',
		{
			...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${X.width} ${height}`, width: X.width, height },
			...{ lang: words.language, role: 'img', 'aria-labelledby': `${id}-title ${id}-description` },
			...{ 'font-family': FONTS, 'font-size': 12, fill: COLORS.ink },
		},
		element('title', { id: `${id}-title` }, words.ladder.title(timeline.connection)),
		element('desc', { id: `${id}-description` }, description),
		defs(id),
		element('rect', { width: X.width, height, fill: COLORS.paper }),
		...head(ladder),
		...states(ladder, layout, 'client'),
		...states(ladder, layout, 'server'),
		...brackets(ladder, layout),
		lifelines(layout),
		...layout.rows.map((placed) => rowNode(placed, ladder, id)),
		svgLegend(words, layout.last, id),
	);
}

function head({ timeline, words }: Ladder): readonly SvgNode[] {
	const { connection } = timeline;
	const ends = (['client', 'server'] as const).flatMap((side) => {
		const { address, port } = connection[side];
		const at = X[side];
		return [
			text(at, 62, words.sides[side], { ...MIDDLED, ...BOLD }),
			text(at, 79, endpointText(address, port), MIDDLED),
			text(side === 'client' ? X.clientState : X.serverState + STATE_WIDTH, 62, words.ladder.state(side), {
				...{ 'font-size': 11, fill: COLORS.quiet },
				...(side === 'client' ? {} : RIGHT),
			}),
		];
	});
	return [
		text(12, 24, words.ladder.title(connection), { 'font-size': 14, ...BOLD }),
		text(X.time, 79, words.table.time, { ...RIGHT, 'font-size': 11, fill: COLORS.quiet }),
		...ends,
	];
}

/** The states of a side as a band beside its lifeline. */
function states({ timeline, words }: Ladder, layout: SvgLayout, side: Side): readonly SvgNode[] {
	const x = side === 'client' ? X.clientState : X.serverState;
	return timeline.states[side].map((band, i) => {
		const { top, bottom } = extentOf(layout, band);
		const end = timeline.states[side][i + 1] ? extentOf(layout, timeline.states[side][i + 1] ?? band).top : bottom;
		const look = band.state === null ? { 'font-style': 'italic', fill: COLORS.quiet } : {};
		const passed = band.through.length * THROUGH_HEIGHT;
		return element(
			'g',
			{},
			...band.through.flatMap((state, at) => [
				stateBox({ state }, x, top + at * THROUGH_HEIGHT, THROUGH_HEIGHT, i + 1),
				text(x + STATE_WIDTH / 2, top + at * THROUGH_HEIGHT + 15, state, { ...MIDDLED, 'font-size': 11 }),
			]),
			stateBox(band, x, top + passed, end - top - passed, i),
			text(x + STATE_WIDTH / 2, top + passed + 17, band.state ?? words.ladder.notSeen, {
				...{ ...MIDDLED, 'font-size': 11, ...look },
			}),
		);
	});
}

/** Of a state that is only passed through. */
const THROUGH_HEIGHT = 22;

function stateBox({ state }: Pick<StateBand, 'state'>, x: number, y: number, height: number, i: number): SvgNode {
	const look =
		state === null
			? { fill: 'none', stroke: COLORS.faint, 'stroke-dasharray': '2 3' }
			: { fill: i % 2 === 0 ? COLORS.bandLight : COLORS.bandDark, stroke: COLORS.faint };
	return element('rect', { x, y: y + 1, width: STATE_WIDTH, height: Math.max(1, height - 2), ...look });
}

function brackets({ timeline, words }: Ladder, layout: SvgLayout): readonly SvgNode[] {
	return timeline.spans.flatMap((span) => {
		const { top, bottom } = extentOf(layout, span);
		const middle = (top + bottom) / 2;
		return [
			line(`M${X.bracket} ${top + 3}h-6V${bottom - 3}h6`, { fill: 'none', stroke: COLORS.line }),
			text(X.bracket - 10, middle + 4, spanText(span, words), { ...RIGHT, ...BOLD, 'font-size': 11 }),
		];
	});
}

/** Both lifelines, left out where the recording or the time is. */
function lifelines(layout: SvgLayout): SvgNode {
	const parts: { top: number; bottom: number }[] = [];
	let top: number | undefined = layout.first - 8;
	for (const placed of layout.rows) {
		if (isBroken(placed.row)) {
			if (top !== undefined) parts.push({ top, bottom: placed.top });
			top = undefined;
		} else top ??= placed.top;
	}
	if (top !== undefined) parts.push({ top, bottom: layout.last });
	const d = parts.flatMap((part) => [X.client, X.server].map((x) => `M${x} ${part.top}V${part.bottom}`)).join('');
	return line(d, LIFELINE);
}

function rowNode(placed: PlacedRow, ladder: Ladder, id: string): SvgNode {
	const { row, top, ns } = placed;
	const time = ns === null ? [] : [text(X.time, top + WORDS_AT + 4, secondsText(ns), { ...RIGHT, 'font-size': 11 })];
	if (row.kind === 'packet')
		return element('g', { 'data-packet': row.packet.packet.number }, ...time, ...arrow(placed, row, ladder, id));
	if (row.kind === 'call') return element('g', {}, ...time, ...call(placed, row.call.side));
	const box = row.kind === 'outside' || row.kind === 'missing' ? [hatched(placed, id)] : [];
	const ends = row.kind === 'pause' ? [breaks(placed)] : [];
	return element('g', {}, ...time, ...box, ...ends, ...words(placed, row.kind));
}

/** The words of a row that is no packet, in the middle. */
function words({ lines, top, bottom, row }: PlacedRow, kind: string): readonly SvgNode[] {
	const first = (top + bottom) / 2 + 4 - ((lines.length - 1) * LINE) / 2;
	const isOnHatch = row.kind === 'outside' || row.kind === 'missing';
	const widest = Math.max(...lines.map(textWidth)) * 6.6 + 16;
	const paper = element('rect', {
		...{ x: MIDDLE - widest / 2, y: first - 13, width: widest, height: lines.length * LINE + 4 },
		fill: COLORS.paper,
	});
	const style = kind === 'exchanges' || kind === 'segments' ? BOLD : { 'font-style': 'italic' };
	return [
		...(isOnHatch ? [paper] : []),
		...lines.map((each, i) => text(MIDDLE, first + i * LINE, each, { ...MIDDLED, ...style })),
	];
}

function hatched({ top, bottom }: PlacedRow, id: string): SvgNode {
	const x = X.client - 1;
	return element('rect', {
		...{ x, y: top + 3, width: X.server + 1 - x, height: bottom - top - 6 },
		...{ fill: `url(#${id}-hatch)`, stroke: COLORS.line, 'stroke-dasharray': '4 3' },
	});
}

/** A break in both lifelines. */
function breaks({ top, bottom }: PlacedRow): SvgNode {
	const middle = (top + bottom) / 2;
	const d = [X.client, X.server]
		.flatMap((x) => [
			`M${x} ${top}V${middle - 4}M${x} ${middle + 4}V${bottom}`,
			`M${x - 7} ${middle - 1}l14 -6M${x - 7} ${middle + 7}l14 -6`,
		])
		.join('');
	return line(d, LIFELINE);
}

/** What a program did, as a mark on its lifeline. */
function call({ lines, top, bottom }: PlacedRow, side: Side): readonly SvgNode[] {
	const y = (top + bottom) / 2;
	const away = side === 'client' ? 1 : -1;
	const anchor = side === 'client' ? {} : RIGHT;
	return [
		line(`M${X[side]} ${y - 5}l5 5l-5 5l-5 -5z`, { fill: COLORS.paper, ...LIFELINE }),
		...lines.map((each, i) => text(X[side] + away * 12, y + 4 + i * LINE, each, { 'font-size': 11, ...anchor })),
	];
}

import { endpointText } from '../../decode/endpoint-text.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { SegmentWeight, StateBand } from '../../tcp/timeline/row.ts';
import { secondsText } from '../../units.ts';
import { escapeMarkup } from '../markup.ts';
import { shorten, textWidth } from '../wrap.ts';
import { arrowText, type Ladder, type PacketRow, spanText } from './ladder-text.ts';
import {
	extentOf,
	isBroken,
	LANE_LETTERS,
	LINE,
	layoutRows,
	type PlacedRow,
	STATE_WIDTH,
	type SvgLayout,
	X,
} from './svg-layout.ts';
import { svgLegend } from './svg-legend.ts';
import { COLORS, defs, stroke } from './svg-style.ts';

const MIDDLE = (X.client + X.server) / 2;
/** An arrow falls by so many pixels, as time passes on the way. */
const FALL = 6;
/** From the top of a row to the words on its arrow, and to the arrow's start. */
const WORDS_AT = 14;
const ARROW_AT = 20;

/**
 * The ladder as a picture: client left, time down. It needs no colour to be read, no font of ours, and nothing from
 * outside; a payload in it is text and nothing else.
 *
 * @param id Begins all names in the picture, so that several can stand in one page.
 */
export function svgLadder(ladder: Ladder, id = 'ladder'): string {
	const { timeline, words } = ladder;
	const layout = layoutRows(ladder);
	const title = words.ladder.title(timeline.connection);
	const description = `${words.connection(timeline.connection).join('; ')}.`;
	const { height } = layout;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${X.width} ${height}" width="${X.width}" height="${height}" lang="${words.language}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif" font-size="12" fill="#1a1a1a">`,
		`<title id="${id}-title">${escapeMarkup(title)}</title>`,
		`<desc id="${id}-description">${escapeMarkup(description)}</desc>`,
		defs(id),
		`<rect width="${X.width}" height="${height}" fill="#ffffff"/>`,
		...head(ladder),
		...states(ladder, layout, 'client'),
		...states(ladder, layout, 'server'),
		...brackets(ladder, layout),
		...lifelines(layout),
		...layout.rows.map((placed) => rowSvg(placed, ladder, id)),
		svgLegend(words, layout.last, id),
		'</svg>\n',
	].join('\n');
}

function head({ timeline, words }: Ladder): readonly string[] {
	const { connection } = timeline;
	const ends = (['client', 'server'] as const).flatMap((side) => {
		const { address, port } = connection[side];
		const at = X[side];
		return [
			text(at, 62, words.sides[side], 'text-anchor="middle" font-weight="bold"'),
			text(at, 79, endpointText(address, port), 'text-anchor="middle"'),
			text(
				side === 'client' ? X.clientState : X.serverState + STATE_WIDTH,
				62,
				words.ladder.state(side),
				`font-size="11" fill="${COLORS.quiet}"${side === 'client' ? '' : ' text-anchor="end"'}`,
			),
		];
	});
	return [
		text(12, 24, words.ladder.title(connection), 'font-size="14" font-weight="bold"'),
		text(X.time, 79, words.table.time, `text-anchor="end" font-size="11" fill="${COLORS.quiet}"`),
		...ends,
	];
}

/** The states of a side as a band beside its lifeline. */
function states({ timeline, words }: Ladder, layout: SvgLayout, side: Side): readonly string[] {
	const x = side === 'client' ? X.clientState : X.serverState;
	return timeline.states[side].map((band, i) => {
		const { top, bottom } = extentOf(layout, band);
		const end = timeline.states[side][i + 1] ? extentOf(layout, timeline.states[side][i + 1] ?? band).top : bottom;
		return `<g>${stateBox(band, x, top, end - top, i)}${text(
			x + STATE_WIDTH / 2,
			top + 17,
			band.state ?? words.ladder.notSeen,
			`text-anchor="middle" font-size="11"${band.state === null ? ` font-style="italic" fill="${COLORS.quiet}"` : ''}`,
		)}</g>`;
	});
}

function stateBox({ state }: StateBand, x: number, y: number, height: number, i: number): string {
	const look =
		state === null
			? `fill="none" stroke="${COLORS.faint}" stroke-dasharray="2 3"`
			: `fill="${i % 2 === 0 ? COLORS.bandLight : COLORS.bandDark}" stroke="${COLORS.faint}"`;
	return `<rect x="${x}" y="${y + 1}" width="${STATE_WIDTH}" height="${Math.max(1, height - 2)}" ${look}/>`;
}

function brackets({ timeline, words }: Ladder, layout: SvgLayout): readonly string[] {
	return timeline.spans.map((span) => {
		const { top, bottom } = extentOf(layout, span);
		const middle = (top + bottom) / 2;
		return [
			`<path d="M${X.bracket} ${top + 3}h-6V${bottom - 3}h6" fill="none" stroke="${COLORS.line}"/>`,
			text(X.bracket - 10, middle + 4, spanText(span, words), 'text-anchor="end" font-weight="bold" font-size="11"'),
		].join('');
	});
}

/** Both lifelines, left out where the recording or the time is. */
function lifelines(layout: SvgLayout): readonly string[] {
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
	return [`<path d="${d}" stroke="${COLORS.line}" stroke-width="1.5"/>`];
}

function rowSvg(placed: PlacedRow, ladder: Ladder, id: string): string {
	const { row, top, ns } = placed;
	const time = ns === null ? '' : text(X.time, top + WORDS_AT + 4, secondsText(ns), 'text-anchor="end" font-size="11"');
	if (row.kind === 'packet')
		return `<g data-packet="${row.packet.packet.number}">${time}${arrow(placed, row, ladder, id)}</g>`;
	if (row.kind === 'call') return `<g>${time}${call(placed, row.call.side)}</g>`;
	const box = row.kind === 'outside' || row.kind === 'missing' ? hatched(placed, id) : '';
	const ends = row.kind === 'pause' ? breaks(placed) : '';
	return `<g>${time}${box}${ends}${words(placed, row.kind)}</g>`;
}

/** The words of a row that is no packet, in the middle. */
function words({ lines, top, bottom, row }: PlacedRow, kind: string): string {
	const first = (top + bottom) / 2 + 4 - ((lines.length - 1) * LINE) / 2;
	const isOnHatch = row.kind === 'outside' || row.kind === 'missing';
	const widest = Math.max(...lines.map(textWidth)) * 6.6 + 16;
	const paper = isOnHatch
		? `<rect x="${MIDDLE - widest / 2}" y="${first - 13}" width="${widest}" height="${lines.length * LINE + 4}" fill="#ffffff"/>`
		: '';
	const style = kind === 'exchanges' || kind === 'segments' ? 'font-weight="bold"' : 'font-style="italic"';
	return paper + lines.map((line, i) => text(MIDDLE, first + i * LINE, line, `text-anchor="middle" ${style}`)).join('');
}

function hatched({ top, bottom }: PlacedRow, id: string): string {
	const x = X.client - 1;
	return `<rect x="${x}" y="${top + 3}" width="${X.server + 1 - x}" height="${bottom - top - 6}" fill="url(#${id}-hatch)" stroke="${COLORS.line}" stroke-dasharray="4 3"/>`;
}

/** A break in both lifelines. */
function breaks({ top, bottom }: PlacedRow): string {
	const middle = (top + bottom) / 2;
	const d = [X.client, X.server]
		.flatMap((x) => [
			`M${x} ${top}V${middle - 4}M${x} ${middle + 4}V${bottom}`,
			`M${x - 7} ${middle - 1}l14 -6M${x - 7} ${middle + 7}l14 -6`,
		])
		.join('');
	return `<path d="${d}" stroke="${COLORS.line}" stroke-width="1.5"/>`;
}

/** What a program did, as a mark on its lifeline. */
function call({ lines, top, bottom }: PlacedRow, side: Side): string {
	const y = (top + bottom) / 2;
	const away = side === 'client' ? 1 : -1;
	const mark = `<path d="M${X[side]} ${y - 5}l5 5l-5 5l-5 -5z" fill="#ffffff" stroke="${COLORS.line}" stroke-width="1.5"/>`;
	const anchor = side === 'client' ? '' : ' text-anchor="end"';
	return (
		mark + lines.map((line, i) => text(X[side] + away * 12, y + 4 + i * LINE, line, `font-size="11"${anchor}`)).join('')
	);
}

function arrow({ top, lines }: PlacedRow, row: PacketRow, { words: catalogue }: Ladder, id: string): string {
	const side = row.packet.segment?.side ?? 'client';
	const isClient = side === 'client';
	const [from, to] = isClient ? [X.client, X.server] : [X.server, X.client];
	const gap = (isClient ? 1 : -1) * 2;
	const y = top + ARROW_AT;
	return [
		`<path d="M${from} ${y}L${to - gap} ${y + FALL}" fill="none" ${stroke(row.weight, side)} marker-end="url(#${id}-${markerOf(row.weight, side)})"/>`,
		label(row, catalogue, top + WORDS_AT),
		...lines.map((line, i) =>
			text(MIDDLE, top + ARROW_AT + 18 + i * LINE, line, `text-anchor="middle" font-size="11" fill="${COLORS.quiet}"`),
		),
	].join('');
}

function markerOf(weight: SegmentWeight, side: Side): string {
	if (weight === 'reset') return `reset-${side}`;
	return weight === 'ack' ? `ack-${side}` : `data-${side}`;
}

/** The words on an arrow; the payload is shortened to what fits. */
function label(row: PacketRow, catalogue: Ladder['words'], y: number): string {
	const { head: start, numbers, size, payload, times } = arrowText(row, catalogue);
	const before = ` ${numbers}${size ? ` · ${size} ` : ''}`;
	const room = LANE_LETTERS - textWidth(start + before + times) - 2;
	const data = payload
		? `<tspan direction="ltr" unicode-bidi="isolate">"${escapeMarkup(shorten(payload, Math.max(4, room)))}"</tspan>`
		: '';
	const last = times ? `<tspan font-weight="bold" dx="6">${times}</tspan>` : '';
	return `<text x="${MIDDLE}" y="${y}" text-anchor="middle"><tspan font-weight="bold">${escapeMarkup(start)}</tspan>${escapeMarkup(before)}${data}${last}</text>`;
}

function text(x: number, y: number, words: string, attributes: string): string {
	return `<text x="${x}" y="${y}" ${attributes}>${escapeMarkup(words)}</text>`;
}

import pico from 'picocolors';
import { endpointText } from '../../decode/endpoint-text.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { SegmentWeight, Timeline, TimelineRow } from '../../tcp/timeline/row.ts';
import { secondsText } from '../../units.ts';
import type { Colors } from '../paint.ts';
import type { Style } from '../view.ts';
import { shorten, textWidth, wrap } from '../wrap.ts';
import { arrowText, type Ladder, type PacketRow, remarks, rowText, spanText } from './ladder-text.ts';

/** Columns of the longest state, `SYN_RECEIVED`. */
const STATE_WIDTH = 12;
const LEAST_LANE = 36;
const MOST_LANE = 72;
const MIN_WIDTH = 60;

/** How an arrow is drawn: its line, and its head towards the right and the left. */
const ARROWS: {
	readonly [W in SegmentWeight]: { readonly line: string; readonly right: string; readonly left: string };
} = {
	control: { line: '═', right: '▶', left: '◀' },
	data: { line: '─', right: '▶', left: '◀' },
	ack: { line: '╌', right: '>', left: '<' },
	reset: { line: '═', right: '╳', left: '╳' },
};

/** Where things stand in a line. */
interface Lanes {
	readonly time: number;
	/** Columns of the states on each side; 0 where there is no room. */
	readonly state: number;
	/** Columns between the two lifelines. */
	readonly lane: number;
}

/** The ladder for a terminal, in lines that fit its width. */
export function textLadder(ladder: Ladder, style: Style): string {
	const { timeline, words } = ladder;
	const colors = pico.createColors(style.color);
	const lanes = lanesOf(timeline, Math.max(MIN_WIDTH, style.width));
	const title = wrap(words.ladder.title(timeline.connection), Math.max(MIN_WIDTH, style.width));
	const body = timeline.rows.flatMap((row, i) => [
		...timeline.spans.filter(({ firstRow }) => firstRow === i).map((span) => spanLine(spanText(span, words), lanes)),
		...rowLines(ladder, row, i, lanes, colors),
	]);
	return `${[colors.bold(title), '', ...headLines(ladder, lanes), ...body].join('\n')}\n`;
}

function lanesOf({ times }: Timeline, width: number): Lanes {
	const time = Math.max(8, ...times.map((ns) => (ns === null ? 0 : secondsText(ns).length)));
	const withStates = width - time - 2 * STATE_WIDTH - 6;
	const hasStates = withStates >= LEAST_LANE;
	const lane = hasStates ? withStates : width - time - 4;
	return { time, state: hasStates ? STATE_WIDTH : 0, lane: Math.min(lane, MOST_LANE) };
}

/** Who stands left and right. */
function headLines({ timeline: { connection }, words }: Ladder, lanes: Lanes): readonly string[] {
	const half = Math.floor(lanes.lane / 2);
	const indent = ' '.repeat(lanes.time + (lanes.state === 0 ? 1 : lanes.state + 2));
	const pair = (left: string, right: string): string =>
		`${indent}${padEnd(left, half)}${padStart(right, lanes.lane - half + 2)}`.trimEnd();
	const { client, server } = connection;
	const texts = [endpointText(client.address, client.port), endpointText(server.address, server.port)];
	return [pair(words.sides.client, words.sides.server), pair(texts[0] ?? '', texts[1] ?? '')];
}

function spanLine(name: string, lanes: Lanes): string {
	return line(lanes, { time: '', client: '', lane: padEnd(` ${name}`, lanes.lane), server: '' }, '├┤');
}

interface Cells {
	readonly time: string;
	readonly client: string;
	readonly lane: string;
	readonly server: string;
}

function line(lanes: Lanes, cells: Cells, lifelines: string): string {
	const [left = '', right = ''] = lifelines;
	const state = lanes.state === 0 ? '' : ` ${padStart(cells.client, lanes.state)}`;
	const after = lanes.state === 0 ? '' : ` ${cells.server}`;
	return `${padStart(cells.time, lanes.time)}${state} ${left}${cells.lane}${right}${after}`.trimEnd();
}

function rowLines(ladder: Ladder, row: TimelineRow, i: number, lanes: Lanes, colors: Colors): readonly string[] {
	const { timeline, words } = ladder;
	const ns = timeline.times[i] ?? null;
	const time = ns === null ? '' : secondsText(ns);
	const states = { client: statesAt(ladder, 'client', i), server: statesAt(ladder, 'server', i) };
	const cellsAt = (at: number) => ({
		time: at === 0 ? time : '',
		client: states.client[at] ?? '',
		server: states.server[at] ?? '',
	});
	if (row.kind !== 'packet') {
		const fill = { pause: '≈', outside: '░', missing: '░', call: ' ' }[row.kind as string] ?? '·';
		const lifelines = row.kind === 'pause' || row.kind === 'outside' ? '  ' : '││';
		const text = rowText(row, words);
		return laneTexts(row, text, fill, lanes).map((lane, at) =>
			colors.dim(line(lanes, { ...cellsAt(at), lane }, lifelines)),
		);
	}
	const paint = row.packet.segment?.side === 'server' ? colors.yellow : colors.cyan;
	const below = remarks(row, ladder);
	const noteLines = below === '' ? [] : wrap(below, lanes.lane - 3).split('\n');
	const lines = [
		...arrowLanes(row, ladder, lanes).map(paint),
		...noteLines.map((text) => padEnd(`   ${text}`, lanes.lane)),
	];
	return lines.map((lane, at) => line(lanes, { ...cellsAt(at), lane }, '││'));
}

function laneTexts(row: TimelineRow, text: string, fill: string, { lane }: Lanes): readonly string[] {
	if (row.kind === 'call') {
		const shown = shorten(`• ${text}`, lane - 1);
		return [row.call.side === 'client' ? padEnd(shown, lane) : padStart(shown, lane)];
	}
	return wrap(text, lane - 6)
		.split('\n')
		.map((part) => centred(` ${part} `, lane, fill));
}

/** One line with the words in the arrow, or the words above it where they do not fit. */
function arrowLanes(row: PacketRow, { words }: Ladder, { lane }: Lanes): readonly string[] {
	const { head, numbers, size, payload, times } = arrowText(row, words);
	const start = [`${head} ${numbers}`, ...(size ? [size] : [])].join(' · ');
	const rest = [...(payload ? [`"${payload}"`] : []), ...(times ? [times] : [])].join(' ');
	const whole = rest ? `${start} ${rest}` : start;
	const room = lane - 6;
	if (textWidth(whole) <= room) return [drawn(row, whole, lane)];
	const tail = times ? ` ${times}` : '';
	const data = payload ? `"${shorten(payload, lane - 5 - textWidth(tail))}"` : '';
	return [drawn(row, shorten(start, room), lane), padEnd(`   ${data}${tail}`, lane)];
}

function drawn({ packet, weight }: PacketRow, text: string, lane: number): string {
	const { line: stroke, right, left } = ARROWS[weight];
	const isLeft = packet.segment?.side === 'server';
	const rest = stroke.repeat(Math.max(0, lane - 4 - textWidth(text)));
	return isLeft ? `${left}${stroke} ${text} ${rest}` : `${stroke} ${text} ${rest}${right}`;
}

/** The states that begin at this row, one a line: what is only passed through has a remark, so that there are lines. */
function statesAt({ timeline, words }: Ladder, side: Side, row: number): readonly string[] {
	const band = timeline.states[side].find(({ firstRow }) => firstRow === row);
	return band ? [...band.through, band.state ?? words.ladder.notSeen] : [];
}

function padEnd(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

function padStart(text: string, width: number): string {
	return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

function centred(text: string, width: number, fill: string): string {
	const free = Math.max(0, width - textWidth(text));
	const left = Math.floor(free / 2);
	return fill.repeat(left) + text + fill.repeat(free - left);
}

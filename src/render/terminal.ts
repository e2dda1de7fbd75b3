import pico from 'picocolors';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import type { alignedTable } from './aligned-table.ts';
import type { PacketColumn, PacketColumnKey } from './packet-columns.ts';
import { packetTable } from './packet-table.ts';
import { type Colors, painter } from './paint.ts';
import { callTables, eventsByPacket, programCells, programLines } from './program-rows.ts';
import { findingLines, summaryLines } from './summary.ts';
import { GAP, textRow } from './text-row.ts';
import type { Style, View } from './view.ts';
import { shorten, textWidth, wrap } from './wrap.ts';

/** From this width on a packet has one line; below, its data and meaning stand on a line of their own. */
const ONE_LINE_WIDTH = 112;
/** Packets that share one head and one set of column widths. */
const ROWS_PER_TABLE = 100;
const PAYLOAD_LIMIT = 200;
const DIRECTION_WIDTH = 21;
const MIN_WIDTH = 60;
/** Of data and meaning together, where other columns leave too little. */
const LEAST_REST = 24;
const FLEXIBLE: ReadonlySet<PacketColumnKey> = new Set(['payload', 'meaning']);
/** Of the columns that are shown. */
type Cells = Readonly<Partial<Record<PacketColumnKey, string>>>;

/** A line of the table: a packet, or what a program did between two. */
interface Line {
	readonly cells: Cells;
	readonly packet: AnnotatedPacket | undefined;
}
type Paint = (text: string) => string;

/** The annotated table for a terminal, piece by piece. @param draw Draws the programs' calls, if the view has some. */
export function* terminalText(view: View, style: Style, draw?: typeof alignedTable): Generator<string> {
	const width = Math.max(MIN_WIDTH, style.width);
	const colors = pico.createColors(style.color);
	yield* paragraphs(summaryLines(view), width);
	const { columns, packets: shown } = packetTable(view, { addresses: false });
	const titles = Object.fromEntries(columns.map(({ key, title }) => [key, title])) as Cells;
	const { read } = view.result;
	const calls = eventsByPacket(view);
	const decimals = read.kind === 'capture' && read.head.nanoseconds ? 9 : 6;
	const callLines = (after: number): readonly Line[] =>
		(calls.get(after) ?? []).map((placed) => ({ cells: programCells(placed, view, decimals), packet: undefined }));
	for (let first = 0; first < shown.length; first += ROWS_PER_TABLE) {
		const packets = [...shown.slice(first, first + ROWS_PER_TABLE)];
		const lines = packets.flatMap((packet): readonly Line[] => [
			...(packet.packet.number === 1 ? callLines(0) : []),
			{ cells: cellsOf(packet, columns), packet },
			...callLines(packet.packet.number),
		]);
		yield `\n${tableText(view.columns, titles, lines, width, colors)}\n`;
	}
	for (const { title, rows } of draw ? callTables(view) : []) yield `\n${colors.bold(title)}\n${draw?.(rows)}`;
	const notes = programLines(view);
	if (notes.length > 0) yield '\n';
	yield* paragraphs(notes, width);
	const findings = findingLines(view);
	if (findings.length > 0) yield '\n';
	yield* paragraphs(findings, width);
}

/** The packet table of a view alone, without what stands above and below it. */
export function packetTableText(view: View, style: Style): string {
	const { columns, packets } = packetTable(view, { addresses: false });
	const titles = Object.fromEntries(columns.map(({ key, title }) => [key, title])) as Cells;
	const lines = [...packets].map((packet) => ({ cells: cellsOf(packet, columns), packet }));
	return tableText(view.columns, titles, lines, Math.max(MIN_WIDTH, style.width), pico.createColors(style.color));
}

function* paragraphs(lines: readonly string[], width: number): Generator<string> {
	for (const line of lines) yield `${wrap(line, width)}\n`;
}

function cellsOf(packet: AnnotatedPacket, columns: readonly PacketColumn[]): Cells {
	return Object.fromEntries(columns.map(({ key, text }) => [key, text(packet)])) as Cells;
}

function tableText(
	chosen: View['columns'],
	titles: Cells,
	lines: readonly Line[],
	width: number,
	colors: Colors,
): string {
	const rows = lines.map(({ cells }) => cells);
	const isOneLine = chosen !== undefined || width >= ONE_LINE_WIDTH;
	const layout = isOneLine ? oneLine(chosen ?? WIDE, titles, rows, width) : twoLines(titles, rows, width);
	const head = rowLines(layout, titles, colors.bold);
	const body = lines.flatMap(({ cells, packet }) => {
		const paint = painter(packet, colors);
		return [...rowLines(layout, cells, paint), ...layout.below(cells).map(paint)];
	});
	return [...head, ...body].join('\n');
}

function rowLines({ keys, widths }: Layout, row: Cells, paint: Paint): readonly string[] {
	const cells = keys.map((key, i) => ({
		lines: cellLines(key, row[key] ?? '', widths[i] ?? 0),
		width: widths[i] ?? 0,
		isRight: RIGHT.has(key),
	}));
	return textRow(cells, paint);
}

interface Layout {
	readonly keys: readonly PacketColumnKey[];
	/** Of each column, without the gap behind it. */
	readonly widths: readonly number[];
	/** What stands under a packet's line. */
	readonly below: (row: Cells) => readonly string[];
}

const RIGHT: ReadonlySet<PacketColumnKey> = new Set(['number', 'time', 'sequence', 'acknowledgment', 'length']);
const NARROW: readonly PacketColumnKey[] = [
	'number',
	'time',
	'direction',
	'flags',
	'sequence',
	'acknowledgment',
	'length',
	'phase',
];
const WIDE: readonly PacketColumnKey[] = [...NARROW, 'payload', 'meaning'];

/** Columns beside each other; data and meaning share what the others leave, and wrap. */
function oneLine(keys: readonly PacketColumnKey[], titles: Cells, rows: readonly Cells[], width: number): Layout {
	const fixed = keys.filter((key) => !FLEXIBLE.has(key)).map((key) => columnWidth(key, titles, rows));
	const flexible = keys.length - fixed.length;
	const rest = Math.max(LEAST_REST, width - total(fixed) - GAP.length * Math.max(0, flexible - 1));
	const payload = Math.min(columnWidth('payload', titles, rows), flexible > 1 ? Math.floor(rest / 3) : rest);
	const meaning = keys.includes('payload') ? rest - payload : rest;
	const widthOf = { payload, meaning };
	const widths = keys.map((key) => (key === 'payload' || key === 'meaning' ? widthOf[key] : (fixed.shift() ?? 0)));
	return { keys, widths, below: () => [] };
}

/** Data and meaning on a second line, under the direction. */
function twoLines(titles: Cells, rows: readonly Cells[], width: number): Layout {
	const widths = NARROW.slice(0, -1).map((key) => columnWidth(key, titles, rows));
	const indent = total(widths.slice(0, 2));
	widths.push(width - total(widths));
	const below = ({ payload, meaning }: Cells): readonly string[] => {
		const data = payload ? [`"${shorten(payload, width - indent - 2)}"`] : [];
		const words = meaning ? wrap(meaning, width - indent).split('\n') : [];
		return [...data, ...words].map((line) => ' '.repeat(indent) + line);
	};
	return { keys: NARROW, widths, below };
}

/** Width of these columns with the gaps behind them. */
function total(widths: readonly number[]): number {
	return widths.reduce((sum, columns) => sum + columns + GAP.length, 0);
}

function cellLines(key: PacketColumnKey, text: string, width: number): readonly string[] {
	return wrap(key === 'payload' ? shorten(text, PAYLOAD_LIMIT) : text, width).split('\n');
}

function columnWidth(key: PacketColumnKey, titles: Cells, rows: readonly Cells[]): number {
	const widest = rows.reduce((max, row) => Math.max(max, textWidth(row[key] ?? '')), textWidth(titles[key] ?? ''));
	return key === 'direction' ? Math.min(widest, DIRECTION_WIDTH) : widest;
}

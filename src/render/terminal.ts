import Table from 'cli-table3';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import pico from 'picocolors';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { type PacketColumnKey, packetColumns } from './packet-columns.ts';
import { findingLines, summaryLines } from './summary.ts';
import type { Style, View } from './view.ts';

/** From this width on a packet has one line; below, its data and meaning stand on a line of their own. */
const ONE_LINE_WIDTH = 112;
/** cli-table3 is quadratic in rows, so long captures are printed as several tables. */
const ROWS_PER_TABLE = 100;
/** Between columns: cli-table3's own separator and the padding, which it counts in its way. */
const GAP = 2;
const PAYLOAD_LIMIT = 200;
const DIRECTION_WIDTH = 21;
const MIN_WIDTH = 60;
const NO_LINES = {
	top: '',
	'top-mid': '',
	'top-left': '',
	'top-right': '',
	bottom: '',
	'bottom-mid': '',
	'bottom-left': '',
	'bottom-right': '',
	left: '',
	'left-mid': '',
	mid: '',
	'mid-mid': '',
	right: '',
	'right-mid': '',
	middle: ' ',
} as const;

type Cells = Readonly<Record<PacketColumnKey, string>>;
type Colors = ReturnType<typeof pico.createColors>;

/** The annotated table for a terminal, piece by piece. */
export function* terminalText(view: View, style: Style): Generator<string> {
	const width = Math.max(MIN_WIDTH, style.width);
	const colors = pico.createColors(style.color);
	yield* paragraphs(summaryLines(view), width);
	const { analysis, read } = view.result;
	const columns = packetColumns({
		words: view.words,
		nanoseconds: read.kind === 'capture' && read.head.nanoseconds,
		addresses: false,
		several: analysis.connectionCount > 1,
	});
	const titles = Object.fromEntries(columns.map(({ key, title }) => [key, title])) as Cells;
	for (let first = 1; first <= analysis.packetCount; first += ROWS_PER_TABLE) {
		const length = Math.min(ROWS_PER_TABLE, analysis.packetCount - first + 1);
		const packets = Array.from({ length }, (_, i) => analysis.packet(first + i));
		const rows = packets.map((packet) => cellsOf(packet, columns));
		yield `\n${tableText(titles, rows, packets, width, colors)}\n`;
	}
	const findings = findingLines(view);
	if (findings.length > 0) yield '\n';
	yield* paragraphs(findings, width);
}

function* paragraphs(lines: readonly string[], width: number): Generator<string> {
	for (const line of lines) yield `${wrap(line, width)}\n`;
}

function cellsOf(packet: AnnotatedPacket, columns: ReturnType<typeof packetColumns>): Cells {
	return Object.fromEntries(columns.map(({ key, text }) => [key, text(packet)])) as Cells;
}

function tableText(
	titles: Cells,
	rows: readonly Cells[],
	packets: readonly AnnotatedPacket[],
	width: number,
	colors: Colors,
): string {
	const layout = width >= ONE_LINE_WIDTH ? oneLine(titles, rows, width) : twoLines(titles, rows, width);
	const table = new Table({
		chars: NO_LINES,
		style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
		colWidths: layout.widths.map((columns) => columns + 1),
	});
	table.push(layout.head.map((cell) => ({ ...cell, content: colors.bold(cell.content) })));
	rows.forEach((row, i) => {
		const paint = painter(packets[i], colors);
		for (const line of layout.lines(row)) table.push(line.map((cell) => ({ ...cell, content: paint(cell.content) })));
	});
	return withoutTrailingSpace(table.toString());
}

function withoutTrailingSpace(text: string): string {
	return text
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n');
}

interface Cell {
	readonly content: string;
	readonly hAlign: 'left' | 'right';
	readonly colSpan?: number;
}

interface Layout {
	/** Of each column, without the gap behind it. */
	readonly widths: readonly number[];
	readonly head: readonly Cell[];
	/** The lines of the table that one packet takes. */
	readonly lines: (row: Cells) => readonly (readonly Cell[])[];
}

const LEFT: ReadonlySet<PacketColumnKey> = new Set(['direction', 'flags', 'phase', 'payload', 'meaning']);
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

/** All columns beside each other; data and meaning share what the others leave, and wrap. */
function oneLine(titles: Cells, rows: readonly Cells[], width: number): Layout {
	const widths = NARROW.map((key) => columnWidth(key, titles, rows));
	const rest = width - total(widths) - GAP;
	const payload = Math.min(columnWidth('payload', titles, rows), Math.floor(rest / 3));
	widths.push(payload, rest - payload);
	const cells = (row: Cells): Cell[] => WIDE.map((key, i) => cell(key, row[key], widths[i] ?? 0));
	return { widths, head: cells(titles), lines: (row) => [cells(row)] };
}

/** Data and meaning on a second line, under the direction. */
function twoLines(titles: Cells, rows: readonly Cells[], width: number): Layout {
	const widths = NARROW.slice(0, -1).map((key) => columnWidth(key, titles, rows));
	const indent = total(widths.slice(0, 2));
	widths.push(width - total(widths));
	const cells = (row: Cells): Cell[] => NARROW.map((key, i) => cell(key, row[key], widths[i] ?? 0));
	const second = (row: Cells): Cell[] => {
		const data = row.payload && `"${shorten(row.payload, width - indent - 2)}"\n`;
		const content = `${data}${wrap(row.meaning, width - indent)}`;
		return [empty(), empty(), { content, hAlign: 'left', colSpan: NARROW.length - 2 }];
	};
	return {
		widths,
		head: cells(titles),
		lines: (row) => (row.meaning || row.payload ? [cells(row), second(row)] : [cells(row)]),
	};
}

/** Width of these columns with the gaps behind them. */
function total(widths: readonly number[]): number {
	return widths.reduce((sum, columns) => sum + columns + GAP, 0);
}

function empty(): Cell {
	return { content: '', hAlign: 'left' };
}

function cell(key: PacketColumnKey, text: string, width: number): Cell {
	const content = wrap(key === 'payload' ? shorten(text, PAYLOAD_LIMIT) : text, width);
	return { content, hAlign: LEFT.has(key) ? 'left' : 'right' };
}

const SUM = /Ack \d+(?: [=+] \d+(?: \((?:SYN|FIN)\))?)+/g;
const NO_BREAK = '\u00a0';

/** Wraps at spaces, but never inside a sum: `Ack 6 = 1 + 5` is one word to a reader. */
function wrap(text: string, width: number): string {
	const kept = text.replace(SUM, (sum) => (sum.length <= width ? sum.replaceAll(' ', NO_BREAK) : sum));
	return wrapAnsi(kept, width, { hard: true }).replaceAll(NO_BREAK, ' ');
}

function columnWidth(key: PacketColumnKey, titles: Cells, rows: readonly Cells[]): number {
	const widest = rows.reduce((max, row) => Math.max(max, stringWidth(row[key])), stringWidth(titles[key]));
	return key === 'direction' ? Math.min(widest, DIRECTION_WIDTH) : widest;
}

/** Cuts text to a width, with an ellipsis that says so. */
function shorten(text: string, width: number): string {
	if (stringWidth(text) <= width) return text;
	let kept = '';
	for (const character of text) {
		if (stringWidth(kept) + stringWidth(character) > width - 1) break;
		kept += character;
	}
	return `${kept}…`;
}

/** Client and server in two colours; everything else plain. Colour only repeats what the words say. */
function painter(packet: AnnotatedPacket | undefined, colors: Colors): (text: string) => string {
	if (packet?.segment?.side === 'client') return colors.cyan;
	if (packet?.segment?.side === 'server') return colors.yellow;
	return colors.dim;
}

import * as cell from '../kernel/cells.ts';
import {
	CELLS,
	CELLS_END,
	CELLS_LIMIT,
	LINE_END,
	LINE_END_LENGTH,
	NONE,
	NONE_LENGTH,
	PIECES,
	SEPARATOR,
	WORD_PLACES,
	WORD_PLACES_BYTES,
	WORDS,
	WORDS_BYTES,
} from '../kernel/layout.ts';
import { COLUMN_PLACES } from '../tcp/kernel-columns.ts';
import type { SegmentColumn } from '../tcp/segment-batch.ts';
import type { CellKind, RowColumn } from './row-columns.ts';
import type { RowFormat } from './row-formats.ts';
import { ROW_WORDS } from './row-words.ts';

const KIND: { readonly [K in CellKind]: number } = {
	number: cell.KIND_NUMBER,
	known: cell.KIND_KNOWN,
	next: cell.KIND_NEXT,
	packetNumber: cell.KIND_PACKET_NUMBER,
	word: cell.KIND_WORD,
	address: cell.KIND_ADDRESS,
	seconds: cell.KIND_SECONDS,
	relativeSeconds: cell.KIND_RELATIVE_SECONDS,
	nanoseconds: cell.KIND_NANOSECONDS,
	relativeNanoseconds: cell.KIND_RELATIVE_NANOSECONDS,
	duplicateAckFrame: cell.KIND_DUPLICATE_ACK_FRAME,
	payload: cell.KIND_PAYLOAD,
};
/** Those that are text, but no word of ours. */
const QUOTED: ReadonlySet<CellKind> = new Set(['address', 'nanoseconds', 'relativeNanoseconds']);
const HAS: { readonly [H in RowColumn['has']]: number } = {
	all: cell.HAS_ALL,
	ports: cell.HAS_PORTS,
	tcp: cell.HAS_TCP,
	ack: cell.HAS_ACK,
};
const WORD_BYTES = 4;
/** Of a line in these columns, and no others, the kernel has a short way: `kernel/write-usual.ts`, which knows their order. */
const USUAL_COLUMNS: string = [
	...['number', 'time', 'relativeTime', 'capturedBytes', 'originalBytes', 'protocol', 'source', 'sourcePort'],
	...['destination', 'destinationPort', 'stream', 'side', 'phase', 'flags', 'sequence', 'acknowledgment'],
	...['relativeSequence', 'relativeAcknowledgment', 'window', 'payloadBytes', 'labels', 'duplicateAckFrame'],
	...['duplicateAckNumber', 'acknowledgesFrame', 'bytesInFlight', 'pushBytesSent'],
].join();

/** The kernel's memory in two views. */
export interface MemoryViews {
	readonly bytes: Uint8Array;
	readonly words: Int32Array;
}

/** What the kernel is told of the columns of a format. */
export interface RowCells {
	/** Tells it, and forgets all words. */
	readonly tell: (memory: MemoryViews) => void;
	/** The word for a value of a column, which the kernel knows from then on. */
	readonly word: (memory: MemoryViews, of: SegmentColumn, value: number) => string;
}

export function createRowCells(form: RowFormat, columns: readonly RowColumn[]): RowCells {
	if (columns.length > CELLS_LIMIT) throw new RangeError(`There are more than ${CELLS_LIMIT} columns`);
	const encoder = new TextEncoder();
	const places = wordPlaces();
	let wordsUsed = 0;

	function tell({ bytes, words }: MemoryViews): void {
		let piece = PIECES;
		columns.forEach(({ key, cell: kind, of, has }, i) => {
			const quote = QUOTED.has(kind) ? form.quote : '';
			const before = encoder.encode((i === 0 ? form.start : form.separator) + form.before(key) + quote);
			bytes.set(before, piece);
			const at = (CELLS + i * cell.CELL_BYTES) >> 2;
			const traits = KIND[kind] | (HAS[has] << 8) | (quote.length << 16) | (before.length << 24);
			words[at + (cell.CELL_TRAITS >> 2)] = traits;
			words[at + (cell.CELL_FIRST_BYTES >> 2)] = words[piece >> 2] ?? 0;
			words[at + (cell.CELL_BEFORE >> 2)] = piece;
			words[at + (cell.CELL_COLUMN >> 2)] = COLUMN_PLACES[of];
			words[at + (cell.CELL_WORDS >> 2)] = places[of] ?? 0;
			piece = aligned(piece + before.length);
		});
		words[CELLS_END >> 2] = CELLS + columns.length * cell.CELL_BYTES;
		words[NONE_LENGTH >> 2] = encoder.encodeInto(form.none, bytes.subarray(NONE, NONE + WORD_BYTES)).written;
		words[LINE_END_LENGTH >> 2] = encoder.encodeInto(form.end, bytes.subarray(LINE_END, LINE_END + WORD_BYTES)).written;
		words[SEPARATOR >> 2] = areUsual(form, columns) ? form.separator.charCodeAt(0) : 0;
		forgetWords(words);
	}

	function forgetWords(words: Int32Array): void {
		words.fill(0, WORD_PLACES >> 2, (WORD_PLACES + WORD_PLACES_BYTES) >> 2);
		wordsUsed = 0;
	}

	function word({ bytes, words }: MemoryViews, of: SegmentColumn, value: number): string {
		const text = ROW_WORDS[of]?.word(value, form) ?? '';
		const encoded = encoder.encode(text);
		if (wordsUsed + encoded.length > WORDS_BYTES) forgetWords(words);
		bytes.set(encoded, WORDS + wordsUsed);
		words[((places[of] ?? 0) >> 2) + value] = ((wordsUsed + 1) << cell.WORD_LENGTH_BITS) | encoded.length;
		wordsUsed = aligned(wordsUsed + encoded.length);
		return text;
	}

	return { tell, word };
}

function areUsual({ start, quote, none, before, end, list }: RowFormat, columns: readonly RowColumn[]): boolean {
	const isOnlyText = [start, quote, none, before(''), list([])].every((text) => text === '') && end.length === 1;
	return isOnlyText && columns.map(({ key }) => key).join() === USUAL_COLUMNS;
}

/** Where the places of the words of each column are, by value. */
function wordPlaces(): Readonly<Partial<Record<SegmentColumn, number>>> {
	let at = WORD_PLACES;
	const places: Partial<Record<SegmentColumn, number>> = {};
	for (const [of, { values }] of Object.entries(ROW_WORDS)) {
		places[of as SegmentColumn] = at;
		at += values * WORD_BYTES;
	}
	return places;
}

function aligned(at: number): number {
	return (at + WORD_BYTES - 1) & -WORD_BYTES;
}

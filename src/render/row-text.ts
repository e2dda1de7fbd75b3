import { NETWORK, PROTOCOL } from '../decode/packet-batch.ts';
import type { Reassembly } from '../decode/reassembly.ts';
import { FLAG } from '../decode/tcp.ts';
import { BATCH_ROWS } from '../file/frame-batch.ts';
import { FRAME_LIMIT_BYTES } from '../file/limits.ts';
import type { ConnectionTable } from '../tcp/connection-table.ts';
import { createRowNumbers, type RowNumber } from '../tcp/row-numbers.ts';
import type { SegmentBatch, SegmentColumn } from '../tcp/segment-batch.ts';
import { putBytes, putIpv4, putNanoseconds, putNumber, putSeconds } from './byte-text.ts';
import { createRareCells } from './rare-cells.ts';
import { type CellKind, ROW_COLUMNS, type RowColumn } from './row-columns.ts';
import type { RowFormatName } from './row-format-names.ts';
import { ROW_FORMATS } from './row-formats.ts';
import { createValueTexts, UNMADE } from './row-texts.ts';

/** What a pipe holds: more at once gains nothing. */
const CHUNK_BYTES = 65_536;
/** No row is longer without its payload, and no byte of a payload takes more than an escape of JSON. */
const ROW_BYTES = 4096;
const ESCAPE_BYTES = 6;

/** The order is that of how often they come. */
const CELL: { readonly [K in CellKind]: number } = {
	number: 0,
	known: 1,
	text: 2,
	address: 3,
	seconds: 4,
	relativeSeconds: 5,
	nanoseconds: 6,
	relativeNanoseconds: 7,
	duplicateAckFrame: 8,
	payload: 9,
};
/** Those that are text, but no word of ours. */
const QUOTED: ReadonlySet<CellKind> = new Set(['address', 'nanoseconds', 'relativeNanoseconds']);
/** A packet has the columns up to its own kind. */
const HAS: { readonly [H in RowColumn['has']]: number } = { all: 0, ports: 1, tcp: 2, ack: 3 };

/** The hot plane, as far as rows are made from it. */
export interface RowSource {
	readonly batch: SegmentBatch;
	readonly table: ConnectionTable;
	readonly reassembly: Reassembly;
}

/** Writes a line for each packet of a capture that is under way. */
export interface RowText {
	/** Takes the rows of a batch, with the bytes that were handed over with it. */
	readonly rows: (bytes: DataView) => void;
	/** Hands out what is left; the next rows are those of another capture. */
	readonly end: () => void;
}

/** The columns that a format has unless others are asked for. */
export function defaultColumns(format: RowFormatName): readonly RowColumn[] {
	const { likes } = ROW_FORMATS[format];
	return ROW_COLUMNS.filter(({ shown }) => shown === 'always' || shown === likes);
}

/**
 * Makes the writer of `format`, whose memory is one chunk whatever the capture's size. Longer than our functions are:
 * the loop over rows and cells is one closure, and allocates nothing (`npm run bench`).
 *
 * @param write Takes a chunk of text, which is valid only during the call.
 */
export function createRowText(
	source: RowSource,
	format: RowFormatName,
	columns: readonly RowColumn[],
	write: (chunk: Uint8Array) => void,
): RowText {
	const { batch } = source;
	const form = ROW_FORMATS[format];
	const payloadBytes = columns.some(({ cell }) => cell === 'payload') ? FRAME_LIMIT_BYTES * ESCAPE_BYTES : 0;
	const chunk = new Uint8Array(CHUNK_BYTES + ROW_BYTES + payloadBytes);
	const out = new DataView(chunk.buffer);
	const numbers = createRowNumbers(batch);
	const rare = createRareCells(source, form, chunk);

	const count = columns.length;
	const quotes = columns.map(({ cell }) => (QUOTED.has(cell) ? form.quote : ''));
	const befores = createPieces(columns.map(({ key }, i) => form.before(key) + quotes[i]));
	const hasNames = befores.bytes.length > 0;
	const separator = form.separator.charCodeAt(0);
	const lineStart = encoded(form.start);
	const afters = createPieces(quotes);
	const none = encoded(form.none);
	const lineEnd = encoded(form.end);
	const cells = Int32Array.from(columns, ({ cell }) => CELL[cell]);
	const has = Int32Array.from(columns, (column) => HAS[column.has]);
	const texts = columns.map(({ of }) => createValueTexts(of, form));
	/** The numbers of the batch under way, column after column. */
	const values = new Int32Array(count * BATCH_ROWS);
	let { network, nanoseconds, duplicateAckNumber } = batch.columns;
	let used = 0;
	let isHeadDue = true;

	function flush(): void {
		if (used > 0) write(chunk.subarray(0, used));
		used = 0;
	}

	function putHead(): void {
		if (isHeadDue) used = putBytes(chunk, used, encoded(form.head(columns.map(({ key }) => key))));
		isHeadDue = false;
	}

	/** The columns may be other ones in each batch. */
	function takeUp(bytes: DataView): void {
		const { rows } = batch;
		// Looked up once: the columns are too many for a fast look-up by name.
		({ network, nanoseconds, duplicateAckNumber } = batch.columns);
		numbers.fill();
		rare.begin(bytes);
		for (let i = 0; i < count; i++) {
			const of = columns[i]?.of ?? 'number';
			const column = of in numbers.columns ? numbers.columns[of as RowNumber] : batch.columns[of as SegmentColumn];
			values.set(rows === BATCH_ROWS ? column : column.subarray(0, rows), i * BATCH_ROWS);
		}
	}

	function textOf(i: number, value: number): Uint8Array {
		const text = texts[i]?.made[value] ?? UNMADE;
		return text === UNMADE ? (texts[i]?.make(value) ?? UNMADE) : text;
	}

	function putSpecial(at: number, i: number, row: number, value: number): number {
		switch (cells[i]) {
			case CELL.seconds:
				return putSeconds(out, at, value >>> 0, nanoseconds[row] ?? 0);
			case CELL.relativeSeconds:
				return putSeconds(out, at, numbers.relativeSeconds(row), numbers.relativeNanoseconds(row));
			case CELL.address:
				if (network[row] === NETWORK.ipv4) return putIpv4(out, at, value);
				return rare.putAddress(at, row, columns[i]?.of === 'sourceAddress' ? 'source' : 'destination');
			case CELL.nanoseconds:
				return putNanoseconds(out, at, value >>> 0, nanoseconds[row] ?? 0);
			case CELL.relativeNanoseconds:
				return putNanoseconds(out, at, numbers.relativeSeconds(row), numbers.relativeNanoseconds(row));
			case CELL.duplicateAckFrame:
				// As in tshark, 0 where no packet with this number was captured.
				return duplicateAckNumber[row] === 0 ? at : putNumber(out, at, value >>> 0);
			default:
				return value === 0 ? at : rare.putPayload(at, row);
		}
	}

	/** Puts a row whose packet has the columns up to `kind`. */
	function putRow(row: number, kind: number): void {
		let at = putBytes(chunk, used, lineStart);
		for (let i = 0; i < count; i++) {
			if (hasNames) at = putPiece(at, befores, i);
			const start = at;
			if ((has[i] ?? 0) <= kind) {
				const value = values[i * BATCH_ROWS + row] ?? 0;
				const cell = cells[i] ?? 0;
				if (cell <= CELL.known) at = value === 0 && cell === CELL.known ? at : putNumber(out, at, value >>> 0);
				else if (cell === CELL.text) at = putBytes(chunk, at, textOf(i, value));
				else at = putSpecial(at, i, row, value);
			}
			if (hasNames) at = at === start ? putNone(at, i) : putPiece(at, afters, i);
			chunk[at++] = separator;
		}
		used = putBytes(chunk, at - 1, lineEnd);
	}

	function putPiece(at: number, { bytes, starts }: Pieces, i: number): number {
		const from = starts[i] ?? 0;
		const length = (starts[i + 1] ?? 0) - from;
		for (let j = 0; j < length; j++) chunk[at + j] = bytes[from + j] ?? 0;
		return at + length;
	}

	/** Takes back the quote that a cell without a value does not have. */
	function putNone(at: number, i: number): number {
		const quoteBytes = (afters.starts[i + 1] ?? 0) - (afters.starts[i] ?? 0);
		return putBytes(chunk, at - quoteBytes, none);
	}

	function kindOf(protocol: number, flags: number): number {
		if (protocol === PROTOCOL.tcp) return (flags & FLAG.ack) === 0 ? HAS.tcp : HAS.ack;
		return protocol === PROTOCOL.udp ? HAS.ports : HAS.all;
	}

	return {
		rows(bytes) {
			putHead();
			takeUp(bytes);
			const { protocol, flags } = batch.columns;
			for (let row = 0; row < batch.rows; row++) {
				putRow(row, kindOf(protocol[row] ?? 0, flags[row] ?? 0));
				if (used > CHUNK_BYTES) flush();
			}
			// The capture may still be recorded, and somebody may be waiting for what has come.
			if (batch.rows < BATCH_ROWS) flush();
		},
		end() {
			putHead();
			flush();
			numbers.reset();
			isHeadDue = true;
		},
	};
}

/** Texts one after the other, and where each begins and ends. */
interface Pieces {
	readonly bytes: Uint8Array;
	readonly starts: Int32Array;
}

function createPieces(pieces: readonly string[]): Pieces {
	const starts = new Int32Array(pieces.length + 1);
	pieces.forEach((piece, i) => {
		starts[i + 1] = (starts[i] ?? 0) + piece.length;
	});
	return { bytes: encoded(pieces.join('')), starts };
}

function encoded(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

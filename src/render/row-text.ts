import { BATCH_ROWS } from '../file/frame-batch.ts';
import { CELL_BYTES, HOST_CELL, WRITTEN } from '../kernel/cells.ts';
import type { Kernel } from '../kernel/kernel-host.ts';
import {
	CELLS,
	OUT,
	OUT_BYTES,
	START_NANOSECONDS,
	START_SECONDS,
	WRITE_AT,
	WRITE_CELL,
	WRITE_END,
	WRITE_ROW,
} from '../kernel/layout.ts';
import { secondsText } from '../units.ts';
import { createRareCells, type RareSource } from './rare-cells.ts';
import { createRowCells, type MemoryViews } from './row-cells.ts';
import { ROW_COLUMNS, type RowColumn } from './row-columns.ts';
import type { RowFormatName } from './row-format-names.ts';
import { ROW_FORMATS } from './row-formats.ts';

/** The most that UTF-8 takes for a character of a string. */
const UTF8_BYTES = 3;
const NS_PER_SECOND = 1_000_000_000n;

/** The hot plane, as far as rows are made from it. */
export interface RowSource extends RareSource {
	readonly kernel: Kernel;
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
 * Makes the writer of `format`, whose memory is one chunk whatever the capture's size. The kernel writes the lines, and
 * stops before each cell that takes a string.
 *
 * @param write Takes a chunk of text, which is valid only during the call.
 */
export function createRowText(
	{ kernel, batch, addresses, reassembly }: RowSource,
	format: RowFormatName,
	columns: readonly RowColumn[],
	write: (chunk: Uint8Array) => void,
): RowText {
	const form = ROW_FORMATS[format];
	const cells = createRowCells(form, columns);
	const rare = createRareCells({ batch, addresses, reassembly }, form);
	const encoder = new TextEncoder();
	let memory: MemoryViews = { bytes: new Uint8Array(0), words: new Int32Array(0) };
	let isHeadDue = true;

	/** The kernel's memory may have grown since the last batch. */
	function takeUp(): void {
		const buffer = kernel.buffer();
		if (memory.words.buffer !== buffer) memory = { bytes: new Uint8Array(buffer), words: new Int32Array(buffer) };
	}

	function numberAt(place: number): number {
		return memory.words[place >> 2] ?? 0;
	}

	function setNumber(place: number, value: number): void {
		memory.words[place >> 2] = value;
	}

	function begin(): void {
		takeUp();
		if (!isHeadDue) return;
		isHeadDue = false;
		cells.tell(memory);
		setNumber(START_SECONDS, batch.columns.seconds[0] ?? 0);
		setNumber(START_NANOSECONDS, batch.columns.nanoseconds[0] ?? 0);
		const head = encoder.encode(form.head(columns.map(({ key }) => key)));
		memory.bytes.set(head, OUT);
		setNumber(WRITE_AT, OUT + head.length);
	}

	function flush(): void {
		const end = numberAt(WRITE_AT);
		if (end > OUT) write(memory.bytes.subarray(OUT, end));
		setNumber(WRITE_AT, OUT);
	}

	/** Writes the cell before which the kernel stopped. */
	function putCell(): void {
		const text = cellText(numberAt(WRITE_ROW), columns[(numberAt(WRITE_CELL) - CELLS) / CELL_BYTES]);
		const most = text.length * UTF8_BYTES;
		if (most > 0 && numberAt(WRITE_AT) + most > OUT + OUT_BYTES) flush();
		const at = numberAt(WRITE_AT);
		if (most <= OUT_BYTES) setNumber(WRITE_END, at + encoder.encodeInto(text, memory.bytes.subarray(at)).written);
		else {
			const bytes = encoder.encode(text);
			write(bytes.subarray(0, -1));
			// A cell in which nothing is written has no value.
			memory.bytes.set(bytes.subarray(-1), at);
			setNumber(WRITE_END, at + 1);
		}
	}

	function cellText(row: number, column: RowColumn | undefined): string {
		switch (column?.cell) {
			case 'word':
				return cells.word(memory, column.of, batch.columns[column.of][row] ?? 0);
			case 'address':
				return rare.address(row, column.of === 'sourceAddress' ? 'source' : 'destination');
			case 'payload':
				return rare.payload(row);
			case 'relativeSeconds':
				return secondsText(relativeNs(row), 9);
			default:
				return `${relativeNs(row)}`;
		}
	}

	function relativeNs(row: number): bigint {
		const { seconds, nanoseconds } = batch.columns;
		const whole = ((seconds[row] ?? 0) >>> 0) - (numberAt(START_SECONDS) >>> 0);
		return BigInt(whole) * NS_PER_SECOND + BigInt((nanoseconds[row] ?? 0) - numberAt(START_NANOSECONDS));
	}

	return {
		rows(bytes) {
			begin();
			rare.begin(bytes);
			setNumber(WRITE_ROW, 0);
			setNumber(WRITE_CELL, CELLS);
			for (;;) {
				const why = kernel.writeRows(batch.rows, batch.firstNumber);
				if (why === WRITTEN) break;
				if (why === HOST_CELL) putCell();
				else flush();
			}
			// The capture may still be recorded, and somebody may be waiting for what has come.
			if (batch.rows < BATCH_ROWS) flush();
		},
		end() {
			begin();
			flush();
			isHeadDue = true;
		},
	};
}

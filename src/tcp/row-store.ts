import type { Datagram, Reassembly } from '../decode/reassembly.ts';
import { type Columns, createColumns } from '../file/columns.ts';
import { SEGMENT_COLUMNS, type SegmentBatch, type SegmentColumn } from './segment-batch.ts';

const FIRST_ROWS = 256;
const CHUNK_BYTES = 262_144;

export type StoredColumn = Exclude<SegmentColumn, 'at'>;
const STORED = SEGMENT_COLUMNS.filter((name): name is StoredColumn => name !== 'at');

/** All rows of a capture with their captured bytes, kept so that any packet can be shown later. */
export interface RowStore {
	readonly count: () => number;
	/** Valid until the next `append`. Row 0 is packet 1. */
	readonly columns: () => Columns<StoredColumn>;
	/** The captured bytes of a row. */
	readonly frame: (row: number) => DataView;
	/** What the fragments made whole that this row completes. */
	readonly datagram: (row: number) => Datagram | undefined;
	/** Adds the rows of a batch with their bytes. */
	readonly append: (bytes: DataView) => void;
}

/** Makes an empty store that `append`s the rows of `batch`, and what `reassembly` has made whole for them. */
export function createRowStore(batch: SegmentBatch, reassembly: Reassembly): RowStore {
	let columns = createColumns(STORED, FIRST_ROWS);
	let places = createColumns(['chunk', 'at'], FIRST_ROWS);
	let capacity = FIRST_ROWS;
	let count = 0;
	const chunks: Uint8Array[] = [];
	const datagrams = new Map<number, Datagram>();
	let used = CHUNK_BYTES;

	function grow(): void {
		capacity *= 2;
		columns = grown(columns, STORED, capacity);
		places = grown(places, ['chunk', 'at'], capacity);
	}

	function keep(frame: Uint8Array, row: number): void {
		let chunk = chunks.at(-1);
		if (chunk === undefined || used + frame.length > chunk.length) {
			chunk = new Uint8Array(Math.max(CHUNK_BYTES, frame.length));
			chunks.push(chunk);
			used = 0;
		}
		chunk.set(frame, used);
		places.chunk[row] = chunks.length - 1;
		places.at[row] = used;
		used += frame.length;
	}

	return {
		count: () => count,
		columns: () => columns,
		frame(row) {
			const chunk = chunks[places.chunk[row] ?? -1] ?? new Uint8Array(0);
			return new DataView(chunk.buffer, places.at[row] ?? 0, columns.capturedBytes[row] ?? 0);
		},
		datagram: (row) => datagrams.get(row),
		append(bytes) {
			while (count + batch.rows > capacity) grow();
			for (const name of STORED) columns[name].set(batch.columns[name].subarray(0, batch.rows), count);
			for (let row = 0; row < batch.rows; row++) {
				const at = bytes.byteOffset + (batch.columns.at[row] ?? 0);
				keep(new Uint8Array(bytes.buffer, at, batch.columns.capturedBytes[row] ?? 0), count + row);
				const id = batch.columns.datagram[row] ?? 0;
				const datagram = id === 0 ? undefined : reassembly.datagram(id);
				if (datagram) datagrams.set(count + row, datagram);
			}
			count += batch.rows;
		},
	};
}

function grown<Name extends string>(old: Columns<Name>, names: readonly Name[], rows: number): Columns<Name> {
	const columns = createColumns(names, rows);
	for (const name of names) columns[name].set(old[name]);
	return columns;
}

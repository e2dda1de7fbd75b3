import type { Columns } from './columns.ts';

/** Rows in one batch: enough to overlap memory accesses, few enough to stay in the cache. */
export const BATCH_ROWS = 128;

/**
 * What the reader fills in for each frame. `seconds` and the lengths are unsigned 32-bit numbers in signed columns
 * (read them with `>>> 0`); `at` is the frame's first byte in the bytes handed over with the batch.
 */
export const FRAME_COLUMNS = [
	'at',
	'seconds',
	'nanoseconds',
	'capturedBytes',
	'originalBytes',
	'interfaceId',
	'linkType',
] as const;

export type FrameColumn = (typeof FRAME_COLUMNS)[number];

/** Up to `BATCH_ROWS` frames; later stages add columns of their own to the same rows. */
export interface Batch<Name extends string> {
	/** Packet number of row 0; numbers start at 1, as in Wireshark. */
	firstNumber: number;
	rows: number;
	/** Where they lie in a memory that grows, these are others for each batch: take them from here anew. */
	columns: Columns<Name>;
}

export type FrameBatch = Batch<FrameColumn>;

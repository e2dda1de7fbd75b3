import { INPUT_BYTES } from '../kernel/layout.ts';
import { FRAME_LIMIT_BYTES } from './limits.ts';
import type { ByteSource } from './source.ts';

/** A block is looked at up to here: the largest frame, and as much again for its header and options. */
export const BLOCK_LIMIT_BYTES: number = 2 * FRAME_LIMIT_BYTES;
/** There is room for a chunk behind the largest block. */
const CHUNK_BYTES = INPUT_BYTES - BLOCK_LIMIT_BYTES;

/**
 * The bytes of a capture that were read and not used yet: `[start, end)`, always in the same memory, whatever the
 * file's size.
 */
export interface ReadBuffer {
	/** These two are others after a batch was handled, if the memory that they lie in has grown then. */
	bytes: Uint8Array;
	view: DataView;
	/** Where `bytes[0]` lies in the capture. */
	position: number;
	start: number;
	end: number;
}

/** Makes an empty buffer of `INPUT_BYTES`, in a memory that it may share with others. */
export function createReadBuffer(memory: ArrayBuffer = new ArrayBuffer(INPUT_BYTES), at = 0): ReadBuffer {
	return { ...readViews(memory, at), position: 0, start: 0, end: 0 };
}

/** The two views of a read buffer that begins at `at`. */
export function readViews(memory: ArrayBuffer, at: number): Pick<ReadBuffer, 'bytes' | 'view'> {
	const bytes = new Uint8Array(memory, at, INPUT_BYTES);
	return { bytes, view: new DataView(memory, at, INPUT_BYTES) };
}

/** Forgets everything, for the next capture. */
export function resetReadBuffer(buffer: ReadBuffer): void {
	buffer.position = 0;
	buffer.start = 0;
	buffer.end = 0;
}

/** Reads on. Returns whether anything came. */
export async function readMore(buffer: ReadBuffer, source: ByteSource): Promise<boolean> {
	if (buffer.start > 0) buffer.bytes.copyWithin(0, buffer.start, buffer.end);
	buffer.position += buffer.start;
	buffer.end -= buffer.start;
	buffer.start = 0;
	const answer = source.read(buffer.bytes.subarray(buffer.end, buffer.end + CHUNK_BYTES));
	const got = typeof answer === 'number' ? answer : await answer;
	buffer.end += got;
	return got > 0;
}

import { createColumns } from '../file/columns.ts';
import { BATCH_ROWS, FRAME_COLUMNS, type FrameBatch } from '../file/frame-batch.ts';
import type { ReadResult } from '../file/read-result.ts';
import { createFrameReader, type FrameReader } from '../file/reader.ts';
import type { ByteSource } from '../file/source.ts';

/** A frame copied out of the reader's buffer. */
export interface FrameCopy {
	readonly number: number;
	readonly seconds: number;
	readonly nanoseconds: number;
	readonly bytes: readonly number[];
	readonly originalBytes: number;
	readonly interfaceId: number;
	readonly linkType: number;
}

export const frameBatch: FrameBatch = { firstNumber: 1, rows: 0, columns: createColumns(FRAME_COLUMNS, BATCH_ROWS) };

/** One reader for all tests, as in a process that reads many files. */
export const frameReader: FrameReader = createFrameReader(frameBatch);

/** All frames of a source. */
export async function readFrames(
	source: ByteSource,
): Promise<{ readonly result: ReadResult; readonly frames: readonly FrameCopy[] }> {
	const frames: FrameCopy[] = [];
	const result = await frameReader(source, (bytes) => {
		for (let row = 0; row < frameBatch.rows; row++) frames.push(copyFrame(bytes, row));
	});
	return { result, frames };
}

function copyFrame(bytes: DataView, row: number): FrameCopy {
	const of = (name: (typeof FRAME_COLUMNS)[number]) => frameBatch.columns[name][row] ?? 0;
	return {
		number: frameBatch.firstNumber + row,
		seconds: of('seconds') >>> 0,
		nanoseconds: of('nanoseconds'),
		bytes: [...new Uint8Array(bytes.buffer, bytes.byteOffset + of('at'), of('capturedBytes'))],
		originalBytes: of('originalBytes') >>> 0,
		interfaceId: of('interfaceId'),
		linkType: of('linkType'),
	};
}

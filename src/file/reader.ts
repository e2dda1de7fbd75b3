import type { CaptureHead, Damage, ReadResult } from './damage.ts';
import { BATCH_ROWS, type FrameBatch } from './frame-batch.ts';
import { decodePcapHeader, FRAME_LIMIT_BYTES, PCAP_HEADER_BYTES, PCAP_RECORD, PCAP_RECORD_BYTES } from './pcap.ts';
import { looksLike } from './sniff.ts';
import type { ByteSource } from './source.ts';

const CHUNK_BYTES = 262_144;

/** Called for each full or last batch; the bytes are valid only until it returns. */
export type OnBatch = (bytes: DataView) => void;

/** Reads one capture after the other, always into the same buffer. */
export type FrameReader = (source: ByteSource, onBatch: OnBatch) => Promise<ReadResult>;

/**
 * Makes a reader of classic pcap that fills `batch`. Its memory is one buffer of a chunk and the largest frame,
 * whatever the file's size; every frame that has arrived is handed over before it waits for more, so it also
 * follows a pipe that is still being written.
 */
export function createFrameReader(batch: FrameBatch): FrameReader {
	const buffer = new Uint8Array(CHUNK_BYTES + FRAME_LIMIT_BYTES + PCAP_RECORD_BYTES);
	const view = new DataView(buffer.buffer);
	const { at, seconds, nanoseconds, capturedBytes, originalBytes, interfaceId, linkType } = batch.columns;

	/** Position of `buffer[0]` in the file; the buffer holds `[start, end)`. */
	let filePosition = 0;
	let start = 0;
	let end = 0;
	let frames = 0;

	async function more(source: ByteSource): Promise<boolean> {
		buffer.copyWithin(0, start, end);
		filePosition += start;
		end -= start;
		start = 0;
		const answer = source.read(buffer.subarray(end, end + CHUNK_BYTES));
		const got = typeof answer === 'number' ? answer : await answer;
		end += got;
		return got > 0;
	}

	/** Walks the whole records of the buffer, by batches. Returns why it cannot go on, if it cannot. */
	function walk(head: CaptureHead, onBatch: OnBatch): Damage | null {
		const little = head.littleEndian;
		const nanosecondsPerUnit = head.nanoseconds ? 1 : 1000;
		const unitsPerSecond = head.nanoseconds ? 1_000_000_000 : 1_000_000;
		let damage: Damage | null = null;
		do {
			let row = 0;
			batch.firstNumber = frames + 1;
			while (row < BATCH_ROWS && end - start >= PCAP_RECORD_BYTES) {
				const captured = view.getInt32(start + PCAP_RECORD.capturedBytes.at, little);
				if (captured < 0 || captured > FRAME_LIMIT_BYTES) {
					damage = badLength(captured >>> 0);
					break;
				}
				if (end - start - PCAP_RECORD_BYTES < captured) break;
				at[row] = start + PCAP_RECORD_BYTES;
				const fraction = view.getInt32(start + PCAP_RECORD.fraction.at, little);
				seconds[row] = view.getInt32(start + PCAP_RECORD.seconds.at, little);
				nanoseconds[row] = fraction * nanosecondsPerUnit;
				if (fraction < 0 || fraction >= unitsPerSecond) carry(row, fraction >>> 0, unitsPerSecond);
				capturedBytes[row] = captured;
				originalBytes[row] = view.getInt32(start + PCAP_RECORD.originalBytes.at, little);
				interfaceId[row] = 0;
				linkType[row] = head.linkType;
				start += PCAP_RECORD_BYTES + captured;
				row++;
			}
			batch.rows = row;
			frames += row;
			if (row > 0) onBatch(view);
		} while (batch.rows === BATCH_ROWS && damage === null);
		return damage;
	}

	/** Some writers put a second or more into the fraction; kept as the same moment. */
	function carry(row: number, fraction: number, unitsPerSecond: number): void {
		seconds[row] = (seconds[row] ?? 0) + Math.floor(fraction / unitsPerSecond);
		nanoseconds[row] = (fraction % unitsPerSecond) * (1_000_000_000 / unitsPerSecond);
	}

	function badLength(captured: number): Damage {
		return { at: filePosition + start, reason: 'bad-length', need: captured, have: FRAME_LIMIT_BYTES };
	}

	/** The record that is left in the buffer when the source has ended. */
	function cut(head: CaptureHead): Damage | null {
		const left = end - start;
		if (left === 0) return null;
		const where = { at: filePosition + start, reason: 'cut' } as const;
		if (left < PCAP_RECORD_BYTES) return { ...where, need: PCAP_RECORD_BYTES, have: left };
		const captured = view.getUint32(start + PCAP_RECORD.capturedBytes.at, head.littleEndian);
		return { ...where, need: captured, have: left - PCAP_RECORD_BYTES };
	}

	return async (source, onBatch) => {
		filePosition = 0;
		start = 0;
		end = 0;
		frames = 0;
		while (end < PCAP_HEADER_BYTES && (await more(source)));
		const head = end < PCAP_HEADER_BYTES ? undefined : decodePcapHeader(view);
		if (!head) return { kind: 'not-a-capture', looksLike: looksLike(buffer.subarray(0, end)), bytes: end };
		start = PCAP_HEADER_BYTES;
		let damage = walk(head, onBatch);
		while (damage === null && (await more(source))) damage = walk(head, onBatch);
		return { kind: 'capture', head, frames, bytes: filePosition + end, damage: damage ?? cut(head) };
	};
}

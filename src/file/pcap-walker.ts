import type { RecordWalker } from '../kernel/record-walker.ts';
import type { Damage } from './damage.ts';
import { BATCH_ROWS, type FrameBatch } from './frame-batch.ts';
import { FRAME_LIMIT_BYTES } from './limits.ts';
import { PCAP_HEADER_BYTES, PCAP_RECORD, PCAP_RECORD_BYTES, type PcapShape } from './pcap.ts';
import type { ReadBuffer } from './read-buffer.ts';
import type { OnBatch, Walker } from './walker.ts';

/** Walks classic pcap. */
export interface PcapWalker extends Walker {
	/** Starts over behind the file header. */
	readonly begin: (shape: PcapShape) => void;
}

/** Makes a walker that fills `batch` from `buffer`; `walkRecords` does so for ordinary records, if it can. */
export function createPcapWalker(buffer: ReadBuffer, batch: FrameBatch, walkRecords: RecordWalker): PcapWalker {
	let little = true;
	let recordBytes = 16;
	let link = 0;
	let nanosecondsPerUnit = 1000;
	let unitsPerSecond = 1_000_000;
	let lengths: PcapShape['lengths'] = 'usual';
	let frames = 0;

	function begin(shape: PcapShape): void {
		little = shape.littleEndian;
		recordBytes = PCAP_RECORD_BYTES[shape.variant];
		link = shape.linkType;
		nanosecondsPerUnit = shape.nanoseconds ? 1 : 1000;
		unitsPerSecond = shape.nanoseconds ? 1_000_000_000 : 1_000_000;
		lengths = shape.lengths;
		frames = 0;
		buffer.start = PCAP_HEADER_BYTES;
	}

	/** Longer than 50 lines would be; one loop, because it runs once per packet: `npm run bench`. */
	function walk(onBatch: OnBatch): Damage | null {
		const { end } = buffer;
		let { start } = buffer;
		let damage: Damage | null = null;
		do {
			const { view } = buffer;
			const { at, seconds, nanoseconds, capturedBytes, originalBytes, interfaceId, linkType } = batch.columns;
			let row = lengths === 'usual' ? walkOrdinary(start, end) : 0;
			if (row > 0) start = (at[row - 1] ?? 0) + (capturedBytes[row - 1] ?? 0);
			batch.firstNumber = frames + 1;
			while (row < BATCH_ROWS && end - start >= recordBytes) {
				let captured = view.getInt32(start + PCAP_RECORD.capturedBytes.at, little);
				let original = view.getInt32(start + PCAP_RECORD.originalBytes.at, little);
				if (lengths !== 'usual' && isSwapped(captured, original)) [captured, original] = [original, captured];
				if (captured < 0 || captured > FRAME_LIMIT_BYTES) {
					damage = badLength(start, captured >>> 0);
					break;
				}
				if (end - start - recordBytes < captured) break;
				at[row] = start + recordBytes;
				const fraction = view.getInt32(start + PCAP_RECORD.fraction.at, little);
				seconds[row] = view.getInt32(start + PCAP_RECORD.seconds.at, little);
				nanoseconds[row] = fraction * nanosecondsPerUnit;
				if (fraction < 0 || fraction >= unitsPerSecond) carry(row, fraction >>> 0);
				capturedBytes[row] = captured;
				originalBytes[row] = original;
				interfaceId[row] = 0;
				linkType[row] = link;
				start += recordBytes + captured;
				row++;
			}
			batch.rows = row;
			frames += row;
			buffer.start = start;
			if (row > 0) onBatch(view);
		} while (batch.rows === BATCH_ROWS && damage === null);
		return damage;
	}

	function walkOrdinary(start: number, end: number): number {
		return walkRecords(start, end, little ? 1 : 0, recordBytes, link, nanosecondsPerUnit, unitsPerSecond);
	}

	function isSwapped(captured: number, original: number): boolean {
		return lengths === 'swapped' || captured >>> 0 > original >>> 0;
	}

	/** Some writers put a second or more into the fraction; kept as the same moment. */
	function carry(row: number, fraction: number): void {
		const { seconds, nanoseconds } = batch.columns;
		seconds[row] = (seconds[row] ?? 0) + Math.floor(fraction / unitsPerSecond);
		nanoseconds[row] = (fraction % unitsPerSecond) * nanosecondsPerUnit;
	}

	function badLength(start: number, captured: number): Damage {
		return { at: buffer.position + start, reason: 'bad-length', need: captured, have: FRAME_LIMIT_BYTES };
	}

	function cut(): Damage | null {
		const { start, end, position, view } = buffer;
		const left = end - start;
		if (left === 0) return null;
		const where = { at: position + start, reason: 'cut' } as const;
		if (left < recordBytes) return { ...where, need: recordBytes, have: left };
		const captured = view.getUint32(start + PCAP_RECORD.capturedBytes.at, little);
		const original = view.getUint32(start + PCAP_RECORD.originalBytes.at, little);
		const need = lengths !== 'usual' && isSwapped(captured, original) ? original : captured;
		return { ...where, need, have: left - recordBytes };
	}

	return { begin, walk, cut, frames: () => frames };
}

import type { Damage, DamageReason } from './damage.ts';
import { BATCH_ROWS, type FrameBatch } from './frame-batch.ts';
import { countBlock, createKeptFacts, type KeptFacts } from './kept-facts.ts';
import { FRAME_LIMIT_BYTES, INTERFACE_LIMIT, PACKET_BLOCK_LIMIT_BYTES } from './limits.ts';
import {
	BLOCK,
	BLOCK_HEADER,
	BLOCK_HEADER_BYTES,
	BLOCK_TRAILER_BYTES,
	BYTE_ORDER,
	COUNTERS_BLOCK,
	ENHANCED_PACKET,
	LEAST_BLOCK_BYTES,
	LEAST_BYTES,
	OPTION,
	PACKET,
	padded,
	SECTION_BLOCK,
	SIMPLE_PACKET,
	VERSION_MAJOR,
} from './pcapng.ts';
import { keepNames, keepPacketOptions, keepSecrets, keepSection } from './pcapng-blocks.ts';
import { type Clock, clockNs, isFinerThanMicroseconds } from './pcapng-clock.ts';
import { keepCounters } from './pcapng-counters.ts';
import { keepInterface } from './pcapng-interface.ts';
import { BLOCK_LIMIT_BYTES, type ReadBuffer } from './read-buffer.ts';
import type { CaptureHead, ReadResult } from './read-result.ts';
import type { OnBatch, Walker } from './walker.ts';

/** Walks pcapng. */
export interface PcapngWalker extends Walker {
	/** Starts over at the first section header. */
	readonly begin: () => void;
	readonly head: (gzip: boolean) => CaptureHead;
	readonly badOptions: () => Extract<ReadResult, { kind: 'capture' }>['badOptions'];
}

/** No option of an obsolete packet has this code: its block counts lost frames elsewhere. */
const NO_DROP_COUNT = -1;

/**
 * Makes a walker that fills `batch` from `buffer`. Only what Wireshark would also number is a frame: enhanced,
 * simple and obsolete packet blocks. (tshark counts custom blocks too, which hold no frame.)
 */
export function createPcapngWalker(buffer: ReadBuffer, batch: FrameBatch): PcapngWalker {
	let { view } = buffer;
	let { at: frameAt, seconds, nanoseconds, capturedBytes, originalBytes, interfaceId, linkType } = batch.columns;

	let facts: KeptFacts = createKeptFacts();
	let clocks: Clock[] = [];
	let little = true;
	let frames = 0;
	/** Where this section's interfaces begin among all, and how many it has. */
	let firstInterface = 0;
	let interfaces = 0;
	/** What is left of a block that is passed over, trailer included. */
	let skipBytes = 0;
	let skipFrom = 0;
	let skipTotal = 0;
	let damage: Damage | null = null;

	function begin(): void {
		facts = createKeptFacts();
		clocks = [];
		little = true;
		frames = 0;
		firstInterface = 0;
		interfaces = 0;
		skipBytes = 0;
		damage = null;
	}

	function walk(onBatch: OnBatch): Damage | null {
		do {
			batch.firstNumber = frames + 1;
			batch.rows = 0;
			renewViews();
			fill();
			frames += batch.rows;
			if (batch.rows > 0) onBatch(view);
		} while (batch.rows === BATCH_ROWS && damage === null);
		return damage;
	}

	/** The memory of both may have grown. */
	function renewViews(): void {
		({ view } = buffer);
		({ at: frameAt, seconds, nanoseconds, capturedBytes, originalBytes, interfaceId, linkType } = batch.columns);
	}

	/** Fills one batch; the way of an ordinary packet is this loop and `enhancedPacket`: `npm run bench`. */
	function fill(): void {
		const { end } = buffer;
		let { start } = buffer;
		if (skipBytes > 0) start = skip(start, end);
		while (skipBytes === 0 && batch.rows < BATCH_ROWS && end - start >= LEAST_BLOCK_BYTES) {
			const type = view.getInt32(start, little);
			const total = view.getInt32(start + BLOCK_HEADER.totalBytes.at, little);
			const size = (total + 3) & ~3;
			if (type === BLOCK.enhancedPacket && total >= 32 && total <= BLOCK_LIMIT_BYTES && size <= end - start) {
				if (!hasSameEnd(start, size, total) || !enhancedPacket(start, size)) break;
				start += size;
			} else {
				const used = otherBlock(type, start, end);
				if (used === 0) break;
				start = skipBytes > 0 ? skip(start + used, end) : start + used;
			}
		}
		buffer.start = start;
	}

	/** Every block but an ordinary packet. Returns the bytes used, 0 when it needs more of them or is damaged. */
	function otherBlock(type: number, at: number, end: number): number {
		if (type === BLOCK.section && !beginsSection(at, end)) return 0;
		const total = view.getUint32(at + BLOCK_HEADER.totalBytes.at, little);
		const known = LEAST_BYTES.get(type);
		const least = known ?? LEAST_BLOCK_BYTES;
		if (total < least) return stop(at, 'block-too-short', least, total);
		const isFrame = type === BLOCK.enhancedPacket || type === BLOCK.simplePacket || type === BLOCK.packet;
		if (isFrame && total > PACKET_BLOCK_LIMIT_BYTES) {
			return stop(at, 'block-too-long', total, PACKET_BLOCK_LIMIT_BYTES);
		}
		const size = padded(total);
		const seen = known === undefined ? BLOCK_HEADER_BYTES : Math.min(size, BLOCK_LIMIT_BYTES);
		if (end - at < seen) return 0;
		if (seen === size && !hasSameEnd(at, size, total)) return 0;
		if (!look(type, at, seen)) return 0;
		if (seen < size) {
			skipBytes = size - seen;
			skipFrom = buffer.position + at;
			skipTotal = total;
		}
		return seen;
	}

	/** Takes the byte order of a new section; its block is then read like any other. */
	function beginsSection(at: number, end: number): boolean {
		if (end - at < SECTION_BLOCK.options.at + BLOCK_TRAILER_BYTES) return false;
		const mark = view.getUint32(at + SECTION_BLOCK.byteOrder.at, true);
		little = mark === BYTE_ORDER;
		if (!little && view.getUint32(at + SECTION_BLOCK.byteOrder.at, false) !== BYTE_ORDER) {
			return stop(at, 'byte-order', BYTE_ORDER, mark) !== 0;
		}
		const major = view.getUint16(at + SECTION_BLOCK.versionMajor.at, little);
		return major === VERSION_MAJOR || stop(at, 'unknown-version', VERSION_MAJOR, major) !== 0;
	}

	/** Looks into the first `seen` bytes of a block, which are all but in the longest. */
	function look(type: number, at: number, seen: number): boolean {
		if (type === BLOCK.enhancedPacket) return enhancedPacket(at, seen);
		if (type === BLOCK.simplePacket) return simplePacket(at, seen);
		if (type === BLOCK.packet) return obsoletePacket(at, seen);
		const block = { view, little, position: buffer.position };
		const end = at + seen - BLOCK_TRAILER_BYTES;
		if (type === BLOCK.section) {
			keepSection(block, at, end, facts);
			firstInterface += interfaces;
			interfaces = 0;
		} else if (type === BLOCK.interface) {
			if (clocks.length === INTERFACE_LIMIT) {
				return stop(at, 'too-many-interfaces', INTERFACE_LIMIT + 1, INTERFACE_LIMIT) !== 0;
			}
			clocks.push(keepInterface(block, at, end, interfaces, facts));
			interfaces++;
		} else if (type === BLOCK.counters) {
			const id = firstInterface + view.getUint32(at + COUNTERS_BLOCK.interfaceId.at, little);
			const clock = id < firstInterface + interfaces ? clocks[id] : undefined;
			if (clock) keepCounters(block, at, end, { interfaceId: id, clock }, facts);
		} else if (type === BLOCK.names) keepNames(block, at, end, facts);
		else if (type === BLOCK.secrets) keepSecrets(block, at, end, facts);
		else countBlock(facts.otherBlocks, type >>> 0);
		return true;
	}

	function enhancedPacket(at: number, size: number): boolean {
		const id = view.getInt32(at + ENHANCED_PACKET.interfaceId.at, little);
		return timedPacket(at, size, id, OPTION.enhancedPacket.dropCount);
	}

	function obsoletePacket(at: number, size: number): boolean {
		const id = view.getUint16(at + PACKET.interfaceId.at, little);
		return timedPacket(at, size, id, NO_DROP_COUNT);
	}

	/** An enhanced packet and an obsolete one differ only in how they name the interface. */
	function timedPacket(at: number, size: number, id: number, dropCountCode: number): boolean {
		if (id >>> 0 >= interfaces) return stop(at, 'unknown-interface', id >>> 0, interfaces) !== 0;
		const captured = view.getInt32(at + ENHANCED_PACKET.capturedBytes.at, little);
		const frame = at + ENHANCED_PACKET.frame.at;
		if (!fits(at, captured, size - ENHANCED_PACKET.frame.at - BLOCK_TRAILER_BYTES)) return false;
		const row = batch.rows;
		const global = firstInterface + id;
		const high = view.getInt32(at + ENHANCED_PACKET.timeHigh.at, little);
		const low = view.getInt32(at + ENHANCED_PACKET.timeLow.at, little);
		stamp(row, global, high, low);
		frameAt[row] = frame;
		capturedBytes[row] = captured;
		originalBytes[row] = view.getInt32(at + ENHANCED_PACKET.originalBytes.at, little);
		interfaceId[row] = global;
		linkType[row] = facts.interfaces[global]?.linkType ?? 0;
		const options = frame + ((captured + 3) & ~3);
		const end = at + size - BLOCK_TRAILER_BYTES;
		if (end > options) {
			const packet = { number: frames + row + 1, interfaceId: global, dropCountCode };
			keepPacketOptions({ view, little, position: buffer.position }, options, end, packet, facts);
		}
		batch.rows = row + 1;
		return true;
	}

	/** Has no time, and its captured length follows from the snaplen of interface 0. */
	function simplePacket(at: number, size: number): boolean {
		if (interfaces === 0) return stop(at, 'unknown-interface', 0, 0) !== 0;
		const known = facts.interfaces[firstInterface];
		const original = view.getUint32(at + SIMPLE_PACKET.originalBytes.at, little);
		const captured = known?.snaplen ? Math.min(original, known.snaplen) : original;
		if (!fits(at, captured | 0, size - SIMPLE_PACKET.frame.at - BLOCK_TRAILER_BYTES)) return false;
		const row = batch.rows;
		frameAt[row] = at + SIMPLE_PACKET.frame.at;
		seconds[row] = 0;
		nanoseconds[row] = 0;
		capturedBytes[row] = captured;
		originalBytes[row] = original;
		interfaceId[row] = firstInterface;
		linkType[row] = known?.linkType ?? 0;
		batch.rows = row + 1;
		return true;
	}

	/** @param captured As a signed number: negative is more than 2 GiB. */
	function fits(at: number, captured: number, room: number): boolean {
		if (captured < 0 || captured > FRAME_LIMIT_BYTES) {
			return stop(at, 'bad-length', captured >>> 0, FRAME_LIMIT_BYTES) !== 0;
		}
		return captured <= room || stop(at, 'frame-beyond-block', captured, room) !== 0;
	}

	/**
	 * 64 bits divided by units per second, in two steps of 16 bits that doubles hold exactly: `high` is less than the
	 * divisor, which is at most 10^9, for every time whose seconds fit into 32 bits.
	 */
	function stamp(row: number, id: number, high: number, low: number): void {
		const clock = clocks[id];
		if (!clock || clock.odd || high < 0 || high >= clock.perSecond) {
			stampOdd(row, clock, high, low);
			return;
		}
		const { perSecond } = clock;
		const upper = high * 0x1_0000 + (low >>> 16);
		const upperSeconds = Math.floor(upper / perSecond);
		const lower = (upper - upperSeconds * perSecond) * 0x1_0000 + (low & 0xffff);
		const lowerSeconds = Math.floor(lower / perSecond);
		seconds[row] = upperSeconds * 0x1_0000 + lowerSeconds + clock.offsetSeconds;
		nanoseconds[row] = (lower - lowerSeconds * perSecond) * clock.nanosecondsPerUnit;
	}

	/** Seconds beyond 32 bits are kept modulo 2^32: that is before 1970 or after 2106. */
	function stampOdd(row: number, clock: Clock | undefined, high: number, low: number): void {
		const ns = clock ? clockNs(clock, high, low) : 0n;
		const rest = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
		seconds[row] = Number(BigInt.asIntN(32, (ns - rest) / 1_000_000_000n));
		nanoseconds[row] = Number(rest);
	}

	function hasSameEnd(at: number, size: number, total: number): boolean {
		const again = view.getUint32(at + size - BLOCK_TRAILER_BYTES, little);
		return again === total || stop(at, 'block-ends-differ', total, again) !== 0;
	}

	/** Passes over the rest of a block; looks at the length at its end. */
	function skip(from: number, end: number): number {
		const step = Math.min(skipBytes - BLOCK_TRAILER_BYTES, end - from);
		skipBytes -= step;
		const at = from + step;
		if (skipBytes > BLOCK_TRAILER_BYTES || end - at < BLOCK_TRAILER_BYTES) return at;
		const again = view.getUint32(at, little);
		if (again !== skipTotal) {
			damage = { at: skipFrom, reason: 'block-ends-differ', need: skipTotal, have: again };
			return at;
		}
		skipBytes = 0;
		return at + BLOCK_TRAILER_BYTES;
	}

	function stop(at: number, reason: DamageReason, need: number, have: number): 0 {
		damage = { at: buffer.position + at, reason, need, have };
		return 0;
	}

	function cut(): Damage | null {
		renewViews();
		const { start, end, position } = buffer;
		if (skipBytes > 0) return { at: skipFrom, reason: 'cut', need: padded(skipTotal), have: position + end - skipFrom };
		const left = end - start;
		if (left === 0) return null;
		const where = { at: position + start, reason: 'cut' } as const;
		if (left < LEAST_BLOCK_BYTES) return { ...where, need: LEAST_BLOCK_BYTES, have: left };
		if (view.getInt32(start, little) === BLOCK.section && left < SECTION_BLOCK.options.at + BLOCK_TRAILER_BYTES) {
			return { ...where, need: SECTION_BLOCK.options.at + BLOCK_TRAILER_BYTES, have: left };
		}
		return { ...where, need: padded(view.getUint32(start + BLOCK_HEADER.totalBytes.at, little)), have: left };
	}

	return {
		begin,
		walk,
		cut,
		frames: () => frames,
		head(gzip) {
			const isFine = facts.interfaces.some(({ tsResolution }) => isFinerThanMicroseconds(tsResolution));
			return facts.head(gzip, isFine);
		},
		badOptions: () => facts.badOptions(),
	};
}

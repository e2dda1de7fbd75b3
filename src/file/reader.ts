import type { LooksLike } from '../errors.ts';
import type { RecordWalker } from '../kernel/record-walker.ts';
import type { Damage } from './damage.ts';
import type { FrameBatch } from './frame-batch.ts';
import type { GzipSource } from './gzip.ts';
import { decodePcapHeader, PCAP_HEADER_BYTES, type PcapShape, pcapHead } from './pcap.ts';
import { isNokia } from './pcap-nokia.ts';
import { createPcapWalker } from './pcap-walker.ts';
import { BLOCK, BLOCK_TRAILER_BYTES, BYTE_ORDER, SECTION_BLOCK } from './pcapng.ts';
import type { PcapngWalker } from './pcapng-walker.ts';
import { createReadBuffer, type ReadBuffer, readMore, resetReadBuffer } from './read-buffer.ts';
import type { ReadResult } from './read-result.ts';
import { isGzip, looksLike } from './sniff.ts';
import type { ByteSource } from './source.ts';
import type { OnBatch, Walker } from './walker.ts';

/** Reads one capture after the other, always into the same buffer. */
export type FrameReader = (source: ByteSource, onBatch: OnBatch) => Promise<ReadResult>;

/** What the first bytes are judged by: the smallest section header of pcapng is longer than the header of pcap. */
const PCAPNG_HEAD_BYTES = SECTION_BLOCK.options.at + BLOCK_TRAILER_BYTES;
const GZIP_MAGIC_BYTES = 3;

/**
 * Makes a reader that fills `batch` from pcap or pcapng, gzipped or not, as the bytes themselves say. Its memory is
 * one buffer of a chunk and the largest block, whatever the file's size; every frame that has arrived is handed over
 * before it waits for more, so it also follows a pipe that is still being written.
 */
export function createFrameReader(
	batch: FrameBatch,
	buffer: ReadBuffer = createReadBuffer(),
	walkRecords: RecordWalker = () => 0,
): FrameReader {
	const pcap = createPcapWalker(buffer, batch, walkRecords);
	let pcapng: PcapngWalker | undefined;

	async function fillTo(bytes: number, source: ByteSource): Promise<boolean> {
		while (buffer.end < bytes && (await readMore(buffer, source)));
		return buffer.end >= bytes;
	}

	/** Reads the head. A file that is cut within it is no capture: there is nothing to say of it. */
	async function recognise(source: ByteSource): Promise<PcapShape | 'pcapng' | undefined> {
		if (!(await fillTo(PCAP_HEADER_BYTES, source))) return undefined;
		const shape = decodePcapHeader(buffer.view);
		if (shape) return isNokia(buffer.view, buffer.end, shape) ? { ...shape, variant: 'nokia' } : shape;
		const isSection = buffer.view.getUint32(0) === BLOCK.section && (await fillTo(PCAPNG_HEAD_BYTES, source));
		return isSection && hasByteOrder(buffer.view) ? 'pcapng' : undefined;
	}

	async function walkAll(walker: Walker, source: ByteSource, onBatch: OnBatch): Promise<Damage | null> {
		let damage = walker.walk(onBatch);
		while (damage === null && (await readMore(buffer, source))) damage = walker.walk(onBatch);
		return damage ?? walker.cut();
	}

	/** Data that could not be decompressed to their end end in a record that is cut, or between two. */
	function gzipDamage(gzip: GzipSource | undefined, damage: Damage | null): Damage | null {
		const how = gzip?.ended() ?? 'whole';
		if (how === 'whole' || (damage !== null && damage.reason !== 'cut')) return damage;
		const { at, need, have } = damage ?? { at: buffer.position + buffer.end, need: 0, have: 0 };
		return { at, reason: how === 'cut' ? 'gzip-cut' : 'gzip-damaged', need, have };
	}

	/** What plain pcap does not need is loaded when it is. */
	async function open(plain: ByteSource): Promise<GzipSource | undefined> {
		resetReadBuffer(buffer);
		await fillTo(GZIP_MAGIC_BYTES, plain);
		if (!isGzip(buffer.bytes)) return undefined;
		const first = buffer.bytes.slice(0, buffer.end);
		resetReadBuffer(buffer);
		return (await import('./gzip.ts')).gunzip(plain, first);
	}

	async function readPcap(shape: PcapShape, source: ByteSource, onBatch: OnBatch, isGzipped: boolean): Promise<Whole> {
		pcap.begin(shape);
		const damage = await walkAll(pcap, source, onBatch);
		return { head: pcapHead(shape, isGzipped), frames: pcap.frames(), damage, badOptions: { count: 0, first: null } };
	}

	async function readPcapng(source: ByteSource, onBatch: OnBatch, isGzipped: boolean): Promise<Whole> {
		pcapng ??= (await import('./pcapng-walker.ts')).createPcapngWalker(buffer, batch);
		pcapng.begin();
		const damage = await walkAll(pcapng, source, onBatch);
		return { head: pcapng.head(isGzipped), frames: pcapng.frames(), damage, badOptions: pcapng.badOptions() };
	}

	return async (plain, onBatch) => {
		const gzip = await open(plain);
		const source = gzip ?? plain;
		const format = await recognise(source);
		if (format === undefined) {
			const looks = looksOf(buffer.bytes.subarray(0, buffer.end), gzip);
			return { kind: 'not-a-capture', looksLike: looks, bytes: buffer.end };
		}
		const isGzipped = gzip !== undefined;
		const whole =
			format === 'pcapng'
				? await readPcapng(source, onBatch, isGzipped)
				: await readPcap(format, source, onBatch, isGzipped);
		const damage = gzipDamage(gzip, whole.damage);
		return { kind: 'capture', ...whole, damage, bytes: buffer.position + buffer.end };
	};
}

/** What a walker leaves to say at the end. */
type Whole = Omit<Extract<ReadResult, { kind: 'capture' }>, 'kind' | 'bytes'>;

function hasByteOrder(view: DataView): boolean {
	return [true, false].some((little) => view.getUint32(SECTION_BLOCK.byteOrder.at, little) === BYTE_ORDER);
}

/** Compressed data that hold no capture: what is wrong may be the compression. */
function looksOf(bytes: Uint8Array, gzip: GzipSource | undefined): LooksLike {
	const looks = looksLike(bytes);
	const isUnsure = looks === 'empty' || looks === 'short';
	return isUnsure && gzip !== undefined && gzip.ended() !== 'whole' ? 'damaged-gzip' : looks;
}

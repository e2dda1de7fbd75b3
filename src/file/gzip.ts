import { crc32 } from './crc32.ts';
import { type CompressedBytes, createInflater, type DecompressedBytes, ROOM_BYTES } from './inflate.ts';
import { isGzip } from './sniff.ts';
import type { ByteSource } from './source.ts';

/** Where each field of a member's header lies (RFC 1952, section 2.3); optional fields follow, as the flags say. */
export const GZIP_HEADER = {
	magic: { at: 0, size: 2 },
	method: { at: 2, size: 1 },
	flags: { at: 3, size: 1 },
} as const;
const GZIP_HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

const CHUNK_BYTES = 65_536;
const HISTORY_BYTES = 32_768;
/** Reading a little beyond the input finds zeros. */
const SPARE_BYTES = 8;

/** How the compressed bytes ended, once the source has. */
export type GzipEnd = 'whole' | 'cut' | 'damaged';

export interface GzipSource extends ByteSource {
	readonly ended: () => GzipEnd;
}

type Part = 'header' | 'data' | 'trailer' | 'done';

/**
 * A source that decompresses another (RFC 1952): several members behind each other are one file, what follows the
 * last is ignored, as gzip does. Its memory is fixed, however much comes out of however little, and all that can be
 * decompressed comes out before damage ends it.
 *
 * @param first What was already read from `source`.
 */
export function gunzip(source: ByteSource, first: Uint8Array): GzipSource {
	const input: CompressedBytes = {
		bytes: new Uint8Array(Math.max(CHUNK_BYTES, first.length) + CHUNK_BYTES + SPARE_BYTES),
		bit: 0,
		end: first.length,
		isLast: false,
	};
	input.bytes.set(first);
	const output: DecompressedBytes = { bytes: new Uint8Array(HISTORY_BYTES + CHUNK_BYTES + ROOM_BYTES), end: 0 };
	const inflater = createInflater();
	let part: Part = 'header';
	let ended: GzipEnd = 'whole';
	let members = 0;
	/** Decompressed bytes from here on were not handed over yet. */
	let ready = 0;
	let crc = 0;
	let memberBytes = 0;

	/** Goes on with what is there. Returns whether it needs more input. */
	function step(): boolean {
		if (part === 'header') return readHeader();
		if (part === 'trailer') return readTrailer();
		slide();
		const before = output.end;
		const state = inflater.inflate(input, output);
		crc = crc32(crc, output.bytes, before, output.end);
		memberBytes += output.end - before;
		if (state === 'end') part = 'trailer';
		else if (state === 'cut' || state === 'damaged') finish(state);
		return state === 'input';
	}

	function readHeader(): boolean {
		const at = input.bit >>> 3;
		if (members > 0 && input.end - at < 3 && !input.isLast) return true;
		if (members > 0 && !isGzip(input.bytes.subarray(at, input.end))) {
			finish('whole');
			return false;
		}
		const length = headerBytes(input.bytes.subarray(at, input.end));
		if (length === undefined) return lack();
		if (length < 0) finish('damaged');
		input.bit += length * 8;
		inflater.reset();
		crc = 0;
		memberBytes = 0;
		if (length >= 0) part = 'data';
		return false;
	}

	function readTrailer(): boolean {
		const at = (input.bit + 7) >>> 3;
		if (input.end - at < TRAILER_BYTES) return lack();
		const view = new DataView(input.bytes.buffer, at);
		const isRight = view.getInt32(0, true) === crc && view.getUint32(4, true) === memberBytes % 0x1_0000_0000;
		input.bit = (at + TRAILER_BYTES) * 8;
		members++;
		part = 'header';
		if (!isRight) finish('damaged');
		return false;
	}

	/** More input, or the end if there is none. */
	function lack(): boolean {
		if (input.isLast) finish('cut');
		return !input.isLast;
	}

	function finish(how: GzipEnd): void {
		part = 'done';
		ended = how;
	}

	/** Keeps the history in front of the free part; everything before was handed over. */
	function slide(): void {
		if (output.end <= HISTORY_BYTES + CHUNK_BYTES / 2) return;
		output.bytes.copyWithin(0, output.end - HISTORY_BYTES, output.end);
		output.end = HISTORY_BYTES;
		ready = HISTORY_BYTES;
	}

	async function readMore(): Promise<void> {
		const from = input.bit >>> 3;
		input.bytes.copyWithin(0, from, input.end);
		input.end -= from;
		input.bit &= 7;
		if (input.end > input.bytes.length - CHUNK_BYTES - SPARE_BYTES) return finish('damaged');
		const got = await source.read(input.bytes.subarray(input.end, input.end + CHUNK_BYTES));
		input.end += got;
		input.isLast = got === 0;
		input.bytes.fill(0, input.end, input.end + SPARE_BYTES);
	}

	async function read(into: Uint8Array): Promise<number> {
		while (ready === output.end && part !== 'done') if (step() && ready === output.end) await readMore();
		const length = Math.min(into.length, output.end - ready);
		into.set(output.bytes.subarray(ready, ready + length));
		ready += length;
		return length;
	}

	return { name: source.name, read, ended: () => ended };
}

/** Length of a member's header (RFC 1952, section 2.3.1); `undefined` if it goes on behind `bytes`, -1 if it is none. */
function headerBytes(bytes: Uint8Array): number | undefined {
	if (bytes.length < GZIP_HEADER_BYTES) return undefined;
	const flags = bytes[GZIP_HEADER.flags.at] ?? 0;
	if (!isGzip(bytes) || flags & FLAG.reserved) return -1;
	let at = GZIP_HEADER_BYTES;
	if (flags & FLAG.extra) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
	for (const flag of [FLAG.name, FLAG.comment]) {
		if (!(flags & flag)) continue;
		const zero = bytes.indexOf(0, at);
		if (zero < 0) return undefined;
		at = zero + 1;
	}
	if (flags & FLAG.headerCrc) at += 2;
	return at <= bytes.length ? at : undefined;
}

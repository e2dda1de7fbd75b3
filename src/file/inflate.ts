import { createHuffmanTable, fillHuffmanTable, type HuffmanTable } from './huffman.ts';

/** Compressed bytes: `[bit / 8, end)` of `bytes` are not used yet; zeros stand behind `end`. */
export interface CompressedBytes {
	readonly bytes: Uint8Array;
	/** Position of the next bit. */
	bit: number;
	end: number;
	/** Nothing comes behind `end`. */
	isLast: boolean;
}

/** Decompressed bytes: those before `end`, of which the last 32 KiB must stay. */
export interface DecompressedBytes {
	readonly bytes: Uint8Array;
	end: number;
}

/** Why decompression paused: it wants more input, more room (at least `ROOM_BYTES`), or is at the end of its data. */
export type InflateState = 'input' | 'room' | 'end' | 'cut' | 'damaged';

/** Longest match of DEFLATE: less room than this and it pauses. */
export const ROOM_BYTES = 258;
/** What a symbol may need (48 bits) or a block's header with its code lengths (under 600 bytes), and some more. */
const SYMBOL_BYTES = 16;
const HEADER_BYTES = 1024;

/** Extra bits and first value of each symbol (RFC 1951, section 3.2.5); the longest match has a symbol of its own. */
const LENGTH_EXTRA: Uint8Array = Uint8Array.from({ length: 29 }, (_, i) => (i < 4 || i === 28 ? 0 : (i >> 2) - 1));
const LENGTH_BASE: Uint16Array = firstValues(3, LENGTH_EXTRA).fill(258, 28);
const DISTANCE_EXTRA: Uint8Array = Uint8Array.from({ length: 30 }, (_, i) => (i < 2 ? 0 : (i >> 1) - 1));
const DISTANCE_BASE: Uint16Array = firstValues(1, DISTANCE_EXTRA);
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;

/** Decompresses DEFLATE data (RFC 1951) piece by piece. */
export interface Inflater {
	/** Forgets everything, for the next data. */
	readonly reset: () => void;
	/** Goes on until it wants something. Everything that was decompressed before damage stays. */
	readonly inflate: (input: CompressedBytes, output: DecompressedBytes) => InflateState;
}

/**
 * Makes a decompressor. The web's `DecompressionStream` would do, but it drops what it has decompressed when the data
 * turn out to be cut (seen in Node 20: the last 20 KB of 200 KB), and a cut recording is what students bring.
 */
export function createInflater(): Inflater {
	const literals = createHuffmanTable();
	const distances = createHuffmanTable();
	const lengths = new Uint8Array(320);
	let block: 'none' | 'stored' | 'codes' = 'none';
	let storedLeft = 0;
	let isFinal = false;
	/** How far back a match may reach: to the start of the data. */
	let total = 0;

	function reset(): void {
		block = 'none';
		isFinal = false;
		total = 0;
	}

	function inflate(input: CompressedBytes, output: DecompressedBytes): InflateState {
		for (;;) {
			if (block === 'none') {
				if (isFinal) return 'end';
				const state = beginBlock(input);
				if (state !== undefined) return state;
			}
			const before = output.end;
			const state = block === 'stored' ? copyStored(input, output) : decodeCodes(input, output);
			total += output.end - before;
			if (state !== 'end') return state;
			block = 'none';
		}
	}

	/** Reads the header of a block (RFC 1951, section 3.2.3). Returns why it cannot, if it cannot. */
	function beginBlock(input: CompressedBytes): InflateState | undefined {
		if (!input.isLast && input.end - (input.bit >>> 3) < HEADER_BYTES) return 'input';
		const start = input.bit;
		isFinal = bits(input, 1) === 1;
		const type = bits(input, 2);
		let isGood = true;
		if (type === 0) isGood = beginStored(input);
		else if (type === 1) fixedCodes();
		else isGood = type === 2 && dynamicCodes(input);
		if (input.bit > input.end * 8) {
			input.bit = start;
			return 'cut';
		}
		block = type === 0 ? 'stored' : 'codes';
		return isGood ? undefined : 'damaged';
	}

	function beginStored(input: CompressedBytes): boolean {
		input.bit = (input.bit + 7) & ~7;
		storedLeft = bits(input, 16);
		return (bits(input, 16) ^ 0xffff) === storedLeft;
	}

	function fixedCodes(): void {
		lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
		fillHuffmanTable(literals, lengths, 0, 288);
		lengths.fill(5, 0, 30);
		fillHuffmanTable(distances, lengths, 0, 30);
	}

	/** Code lengths that are themselves compressed (RFC 1951, section 3.2.7). */
	function dynamicCodes(input: CompressedBytes): boolean {
		const literalCount = bits(input, 5) + 257;
		const count = literalCount + bits(input, 5) + 1;
		const codeCount = bits(input, 4) + 4;
		lengths.fill(0);
		for (let i = 0; i < codeCount; i++) lengths[CODE_LENGTH_ORDER[i] ?? 0] = bits(input, 3);
		if (!fillHuffmanTable(distances, lengths, 0, 19)) return false;
		lengths.fill(0);
		for (let i = 0; i < count; ) {
			const code = symbol(input, distances);
			if (code < 0) return false;
			if (code < 16) {
				lengths[i++] = code;
				continue;
			}
			const repeat = code === 16 ? 3 + bits(input, 2) : code === 17 ? 3 + bits(input, 3) : 11 + bits(input, 7);
			if (i + repeat > count || (code === 16 && i === 0)) return false;
			lengths.fill(code === 16 ? (lengths[i - 1] ?? 0) : 0, i, i + repeat);
			i += repeat;
		}
		return (
			lengths[END_OF_BLOCK] !== 0 &&
			fillHuffmanTable(literals, lengths, 0, literalCount) &&
			fillHuffmanTable(distances, lengths, literalCount, count)
		);
	}

	function copyStored(input: CompressedBytes, output: DecompressedBytes): InflateState {
		const from = input.bit >>> 3;
		const length = Math.min(storedLeft, input.end - from, output.bytes.length - output.end);
		output.bytes.set(input.bytes.subarray(from, from + length), output.end);
		output.end += length;
		input.bit += length * 8;
		storedLeft -= length;
		if (storedLeft === 0) return 'end';
		if (output.end === output.bytes.length) return 'room';
		return input.isLast ? 'cut' : 'input';
	}

	/** Literals and matches until the block ends; one loop, because it runs once per symbol. */
	function decodeCodes(input: CompressedBytes, output: DecompressedBytes): InflateState {
		const { bytes, end: inputEnd } = input;
		const { bytes: out } = output;
		const { entries: literalEntries } = literals;
		const { entries: distanceEntries } = distances;
		const literalMask = (1 << literals.bits) - 1;
		const distanceMask = (1 << distances.bits) - 1;
		const lastBit = inputEnd * 8;
		const safeBit = input.isLast ? lastBit : lastBit - SYMBOL_BYTES * 8;
		const roomEnd = out.length - ROOM_BYTES;
		const first = output.end - total;
		let { bit } = input;
		let { end } = output;
		let state: InflateState = 'input';
		while (bit < safeBit) {
			if (end > roomEnd) {
				state = 'room';
				break;
			}
			const start = bit;
			const literal = literalEntries[peek(bytes, bit) & literalMask] ?? 0;
			bit += literal & 15;
			const value = literal >>> 4;
			if (bit > lastBit || literal === 0) {
				state = failed(bit, lastBit);
				bit = start;
				break;
			}
			if (value < END_OF_BLOCK) {
				out[end++] = value;
				continue;
			}
			if (value === END_OF_BLOCK) {
				state = 'end';
				break;
			}
			const lengthExtra = LENGTH_EXTRA[value - 257] ?? 0;
			const length = (LENGTH_BASE[value - 257] ?? 0) + (peek(bytes, bit) & ((1 << lengthExtra) - 1));
			bit += lengthExtra;
			const entry = distanceEntries[peek(bytes, bit) & distanceMask] ?? 0;
			bit += entry & 15;
			const distanceExtra = DISTANCE_EXTRA[entry >>> 4] ?? 0;
			const distance = (DISTANCE_BASE[entry >>> 4] ?? 0) + (peek(bytes, bit) & ((1 << distanceExtra) - 1));
			bit += distanceExtra;
			if (bit > lastBit || entry === 0 || value > 285 || entry >>> 4 > 29 || distance > end - first) {
				state = failed(bit, lastBit);
				bit = start;
				break;
			}
			const stop = end + length;
			if (distance >= length) {
				out.copyWithin(end, end - distance, end - distance + length);
				end = stop;
			} else while (end < stop) out[end] = out[end++ - distance] ?? 0;
		}
		if (state === 'input' && input.isLast) state = 'cut';
		input.bit = bit;
		output.end = end;
		return state;
	}

	return { reset, inflate };
}

/** Zeros behind the input look like codes, too: what reaches beyond its end is cut, not damaged. */
function failed(bit: number, lastBit: number): InflateState {
	return bit > lastBit ? 'cut' : 'damaged';
}

/** At least 17 bits from a position on, lowest first. */
function peek(bytes: Uint8Array, bit: number): number {
	const at = bit >>> 3;
	return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)) >>> (bit & 7);
}

function bits(input: CompressedBytes, count: number): number {
	const value = peek(input.bytes, input.bit) & ((1 << count) - 1);
	input.bit += count;
	return value;
}

/** The next symbol of a code, -1 where the bits are none. */
function symbol(input: CompressedBytes, { entries, bits: width }: HuffmanTable): number {
	const entry = entries[peek(input.bytes, input.bit) & ((1 << width) - 1)] ?? 0;
	input.bit += entry & 15;
	return entry === 0 ? -1 : entry >>> 4;
}

/** Each symbol begins where the one before ends. */
function firstValues(first: number, extra: Uint8Array): Uint16Array {
	let next = first;
	return Uint16Array.from(extra, (bits) => {
		const value = next;
		next += 1 << bits;
		return value;
	});
}

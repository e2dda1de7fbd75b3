import { BLOCK_HEADER, BLOCK_HEADER_BYTES, LEAST_BLOCK_BYTES, OPTION, padded } from './pcapng.ts';

/** The length of an option has 16 bits. */
const OPTION_LIMIT_BYTES = 65_535;

const utf8 = new TextEncoder();

/** A whole pcapng block around its body (section 3.1), little-endian like everything written here. */
export function blockBytes(type: number, ...body: readonly Uint8Array[]): Uint8Array {
	const size = LEAST_BLOCK_BYTES + body.reduce((sum, part) => sum + part.length, 0);
	const block = new Uint8Array(size);
	const view = new DataView(block.buffer);
	view.setUint32(BLOCK_HEADER.type.at, type, true);
	view.setUint32(BLOCK_HEADER.totalBytes.at, size, true);
	view.setUint32(size - 4, size, true);
	let at = BLOCK_HEADER_BYTES;
	for (const part of body) {
		block.set(part, at);
		at += part.length;
	}
	return block;
}

/** Bytes of the fixed part of a block from fields whose offsets count from the block's start. */
export function fixedPart(
	end: number,
	fields: readonly (readonly [{ readonly at: number; readonly size: 2 | 4 }, number])[],
): Uint8Array {
	const view = new DataView(new ArrayBuffer(end - BLOCK_HEADER_BYTES));
	for (const [{ at, size }, value] of fields) {
		if (size === 2) view.setUint16(at - BLOCK_HEADER_BYTES, value, true);
		else view.setUint32(at - BLOCK_HEADER_BYTES, value, true);
	}
	return new Uint8Array(view.buffer);
}

/** What an option holds; `null` and `undefined` make no option. */
export type OptionValue = string | Uint8Array | null | undefined;

/** Options with the end mark behind them; nothing at all when there are none (section 3.5). */
export function optionsBytes(options: readonly (readonly [code: number, value: OptionValue])[]): Uint8Array {
	const parts = options.flatMap(([code, value]) => (value == null ? [] : [optionBytes(code, value)]));
	return parts.length === 0 ? new Uint8Array(0) : joined([...parts, optionBytes(OPTION.end, '')]);
}

/** One option, or one record of a Name Resolution Block, which looks the same. */
export function optionBytes(code: number, value: string | Uint8Array): Uint8Array {
	const bytes = typeof value === 'string' ? textBytes(value) : value.subarray(0, OPTION_LIMIT_BYTES);
	const option = new Uint8Array(4 + padded(bytes.length));
	const view = new DataView(option.buffer);
	view.setUint16(0, code, true);
	view.setUint16(2, bytes.length, true);
	option.set(bytes, 4);
	return option;
}

/** UTF-8, cut at a character where it is longer than an option can be. */
function textBytes(text: string): Uint8Array {
	const room = new Uint8Array(OPTION_LIMIT_BYTES);
	const whole = utf8.encode(text);
	return whole.length <= OPTION_LIMIT_BYTES ? whole : room.subarray(0, utf8.encodeInto(text, room).written);
}

/** Zeros up to a multiple of four bytes. */
export function padding(bytes: number): Uint8Array {
	return new Uint8Array(padded(bytes) - bytes);
}

/** A 64-bit number, low half first. */
export function uint64Bytes(value: bigint): Uint8Array {
	const view = new DataView(new ArrayBuffer(8));
	view.setBigUint64(0, value, true);
	return new Uint8Array(view.buffer);
}

/** A 64-bit time as its two halves, high half first, as times stand in blocks. */
export function timeBytes(units: bigint): Uint8Array {
	const view = new DataView(new ArrayBuffer(8));
	view.setUint32(0, Number(units >> 32n), true);
	view.setUint32(4, Number(units & 0xffff_ffffn), true);
	return new Uint8Array(view.buffer);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

import type { BadOption } from './damage.ts';
import { OPTION, padded } from './pcapng.ts';

/** Part of a block in its section's byte order; `position` is where `view`'s first byte lies in the capture. */
export interface BlockBytes {
	readonly view: DataView;
	readonly little: boolean;
	readonly position: number;
}

export interface Option {
	readonly code: number;
	readonly at: number;
	readonly length: number;
}

/**
 * The options in `[at, end)` of a block (section 3.5), as far as they make sense: one that reaches beyond the end is
 * told to `onBad`, and nothing behind it can be trusted.
 */
export function* readOptions(
	{ view, little, position }: BlockBytes,
	at: number,
	end: number,
	onBad: (bad: BadOption) => void,
): Generator<Option> {
	let next = at;
	while (end - next >= 4) {
		const code = view.getUint16(next, little);
		const length = view.getUint16(next + 2, little);
		if (code === OPTION.end) return;
		const have = end - next - 4;
		if (length > have) {
			onBad({ at: position + next, need: length, have });
			return;
		}
		yield { code, at: next + 4, length };
		next += 4 + padded(length);
	}
}

const utf8 = new TextDecoder();

/** The bytes of an option or name, copied, because the buffer is reused. */
export function copyBytes(view: DataView, at: number, length: number): Uint8Array {
	return new Uint8Array(view.buffer, view.byteOffset + at, length).slice();
}

/** UTF-8 text; some writers end it with a zero. */
export function readText(view: DataView, at: number, length: number): string {
	return utf8.decode(new Uint8Array(view.buffer, view.byteOffset + at, length)).replace(/\0+$/, '');
}

/** A 64-bit number as counters have it; beyond 2^53 its last digits are rounded. */
export function readUint64({ view, little }: BlockBytes, at: number): number {
	const first = view.getUint32(at, little);
	const second = view.getUint32(at + 4, little);
	return little ? second * 0x1_0000_0000 + first : first * 0x1_0000_0000 + second;
}

/** The same, signed: seconds to be added to a time. */
export function readInt64({ view, little }: BlockBytes, at: number): number {
	return Number(view.getBigInt64(at, little));
}

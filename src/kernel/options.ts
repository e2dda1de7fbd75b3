import { byteAt, int32At } from './memory.ts';
import { BLOCK_BYTES } from './sacks.ts';

const END: i32 = 0;
const NOP: i32 = 1;
const WINDOW_SCALE: i32 = 3;
const SACK: i32 = 5;
const MAX_SHIFT: i32 = 14;
/** NOP, NOP, timestamps: what nearly every segment has, and nothing in it matters here. */
const USUAL: i32 = 0x0101080a;
const USUAL_BYTES: i32 = 12;

/** Of the options that were read last: the shift of the window scale option, -1 without one. */
export let scale: i32 = -1;
/** Where the blocks of the last SACK option lie; both are 0 without one. */
export let sacksAt: i32 = 0;
export let sacksEnd: i32 = 0;

/** Reads what the labels need of the options in `[at, end)` (RFC 7323, section 2; RFC 2018, section 3). */
export function readOptions(at: i32, end: i32): void {
	scale = -1;
	sacksAt = 0;
	sacksEnd = 0;
	if (at === end || areUsual(at, end)) return;
	let next = at;
	while (next < end) {
		const kind = byteAt(next);
		if (kind === END) return;
		const length = kind === NOP ? 1 : next + 1 < end ? byteAt(next + 1) : 0;
		if ((length < 2 && kind !== NOP) || next + length > end) return;
		if (kind === WINDOW_SCALE && length === 3) {
			const shift = byteAt(next + 2);
			scale = shift < MAX_SHIFT ? shift : MAX_SHIFT;
		}
		if (kind === SACK) {
			sacksAt = next + 2;
			sacksEnd = next + length;
			// Wireshark stops at an option without a block.
			if (sacksEnd - sacksAt < BLOCK_BYTES) return;
		}
		next += length;
	}
}

/** Whether the options in `[at, end)` are the usual ones. */
export function areUsual(at: i32, end: i32): boolean {
	return end - at === USUAL_BYTES && int32At(at) === USUAL;
}

import { byteAt, int32At, load } from './memory.ts';
import { ROW_ACKNOWLEDGMENT, ROW_FLAGS, ROW_RELATIVE_ACKNOWLEDGMENT } from './rows.ts';
import { BLOCK_BYTES } from './sacks.ts';
import { isUpTo } from './sequence.ts';
import { ACK } from './tcp-bits.ts';

const END: i32 = 0;
const NOP: i32 = 1;
const WINDOW_SCALE: i32 = 3;
const SACK: i32 = 5;
const MPTCP: i32 = 30;
const MP_CAPABLE: i32 = 0;
const DSS: i32 = 2;
const ADD_ADDR: i32 = 3;
const MP_FAIL: i32 = 6;
const MP_FASTCLOSE: i32 = 7;
const MP_TCPRST: i32 = 8;
const MAX_SHIFT: i32 = 14;
/** NOP, NOP, timestamps: what nearly every segment has, and nothing in it matters here. */
const USUAL: i32 = 0x0101080a;
const USUAL_BYTES: i32 = 12;

/** Of the options that were read last: the shift of the window scale option, -1 without one. */
export let scale: i32 = -1;
/** Where the blocks of the last SACK option lie; both are 0 without one. */
export let sacksAt: i32 = 0;
export let sacksEnd: i32 = 0;
/** Whether Wireshark stops in these options, though all their bytes are there. */
export let isStopped: i32 = 0;

/** Reads what the labels need of a row's options in `[at, end)` (RFC 7323, section 2; RFC 2018, section 3). */
export function readOptions(row: i32, at: i32, end: i32): void {
	scale = -1;
	sacksAt = 0;
	sacksEnd = 0;
	isStopped = 0;
	if (at === end || areUsual(at, end)) return;
	let next = at;
	let edgeAt: i32 = 0;
	while (next < end) {
		const kind = byteAt(next);
		if (kind === END) return;
		const length = kind === NOP ? 1 : next + 1 < end ? byteAt(next + 1) : 0;
		if ((length < 2 && kind !== NOP) || next + length > end) return;
		if (kind === WINDOW_SCALE && length === 3) {
			const shift = byteAt(next + 2);
			scale = shift < MAX_SHIFT ? shift : MAX_SHIFT;
		}
		if (kind === MPTCP && length < leastMptcpBytes(next, length)) {
			isStopped = 1;
			return;
		}
		if (kind === SACK) {
			sacksAt = next + 2;
			sacksEnd = next + length;
			if (sacksEnd - sacksAt >= BLOCK_BYTES) edgeAt = sacksAt;
			else if (looksDuplicate(row, edgeAt)) {
				isStopped = 1;
				return;
			}
		}
		next += length;
	}
}

/**
 * Of an option without a block Wireshark reads the first all the same, and stops, if it looks like a D-SACK (RFC 2883,
 * section 4): if the acknowledgment number is not before the left edge that it knows, from an option before, or zero.
 */
function looksDuplicate(row: i32, edgeAt: i32): boolean {
	const isAck = (load(row + ROW_FLAGS) & ACK) !== 0;
	const raw = load(row + ROW_ACKNOWLEDGMENT);
	const acknowledgment = isAck ? load(row + ROW_RELATIVE_ACKNOWLEDGMENT) : raw;
	const edge = edgeAt === 0 ? 0 : (int32At(edgeAt) - (raw - acknowledgment)) | 0;
	return isUpTo(edge, acknowledgment);
}

/**
 * Of the Multipath TCP option at `at`, so much does Wireshark read without looking (RFC 8684, section 3: the subtype is in
 * the third byte): MP_FAIL and MP_FASTCLOSE to the end, of some two bytes, of the others the subtype.
 */
function leastMptcpBytes(at: i32, length: i32): i32 {
	if (length < 3) return 3;
	const subtype = byteAt(at + 2) >>> 4;
	if (subtype === MP_FAIL || subtype === MP_FASTCLOSE) return 12;
	const isOfTwo = subtype === MP_CAPABLE || subtype === DSS || subtype === ADD_ADDR || subtype === MP_TCPRST;
	return isOfTwo ? 4 : 3;
}

/** Whether the options in `[at, end)` are the usual ones. */
export function areUsual(at: i32, end: i32): boolean {
	return end - at === USUAL_BYTES && int32At(at) === USUAL;
}

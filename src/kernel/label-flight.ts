import { load, store } from './memory.ts';
import { LIST, PUSHED_BYTES, SIDE_BITS, SIDE_FLIGHT_UNKNOWN, SIDE_PUSHED } from './record.ts';
import { ROW_BYTES_IN_FLIGHT, ROW_FLAGS, ROW_PAYLOAD_BYTES, ROW_PUSH_BYTES_SENT } from './rows.ts';
import { sackedBytes } from './sacks.ts';
import { SIGN } from './sequence.ts';
import { FIN, PSH, SYN } from './tcp-bits.ts';
import { ENTRY_END, ENTRY_OLDER, ENTRY_SEQUENCE } from './unacknowledged.ts';

const FLIGHT_LIMIT: i32 = 2000000000;

/** Bytes sent and not acknowledged, SACK blocks not counted. */
export function countFlight(row: i32, me: i32, peer: i32, base: i32): void {
	const list = load(me + LIST);
	const len = load(row + ROW_PAYLOAD_BYTES);
	if (len === 0 || list === 0 || (load(me + SIDE_BITS) & SIDE_FLIGHT_UNKNOWN) !== 0) return;
	let first: i32 = -1 ^ SIGN;
	let last: i32 = SIGN;
	for (let entry = list; entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		const entryFirst = ((load(entry + ENTRY_SEQUENCE) - base) | 0) ^ SIGN;
		const entryLast = ((load(entry + ENTRY_END) - base) | 0) ^ SIGN;
		if (entryFirst < first) first = entryFirst;
		if (entryLast > last) last = entryLast;
	}
	const flight = (((last - first) | 0) - sackedBytes(peer)) | 0;
	const flag = load(row + ROW_FLAGS);
	const pushed = countPushed(me, flag, len);
	if (flight <= 0 || flight >= FLIGHT_LIMIT) return;
	const bytes = flight - ((flag & (SYN | FIN)) !== 0 ? 1 : 0);
	store(row + ROW_BYTES_IN_FLIGHT, bytes);
	if (bytes !== 0) store(row + ROW_PUSH_BYTES_SENT, pushed);
}

function countPushed(me: i32, flag: i32, len: i32): i32 {
	const bits = load(me + SIDE_BITS);
	const bytes = (((bits & SIDE_PUSHED) !== 0 ? 0 : load(me + PUSHED_BYTES)) + len) | 0;
	store(me + PUSHED_BYTES, bytes);
	store(me + SIDE_BITS, (flag & PSH) !== 0 ? bits | SIDE_PUSHED : bits & ~SIDE_PUSHED);
	return bytes;
}

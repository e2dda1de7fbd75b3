import { PROFILE } from './layout.ts';
import { load, store } from './memory.ts';
import {
	CONTIGUOUS,
	LAST_LABELS,
	NEXT,
	SCALE_MASK,
	SCALE_SHIFT,
	SCALE_UNKNOWN,
	SIDE_BITS,
	SIDE_BYTES,
	SIDE_FLIGHT_UNKNOWN,
	SIDES,
	WINDOW,
} from './record.ts';
import { ROW_FLAGS, ROW_NANOSECONDS, ROW_PAYLOAD_BYTES, ROW_SECONDS, ROW_SEQUENCE } from './rows.ts';
import { FIN, FLIGHT_UNKNOWN_AT_FIRST, OLDER_IS_RECENT, SYN } from './tcp-bits.ts';

// What the rules of the labels ask of a side, of times, and of the version of Wireshark.

/** Whether the rules that are asked for have this one: a bit of `PROFILE`. */
export function has(rule: i32): boolean {
	return (load(PROFILE) & rule) !== 0;
}

/** What a new connection knows of its sides. */
export function openSides(opened: i32): void {
	for (let side = opened + SIDES; side < opened + SIDES + 2 * SIDE_BYTES; side += SIDE_BYTES) {
		store(side + WINDOW, -1);
		setScale(side, SCALE_UNKNOWN);
		if (has(FLIGHT_UNKNOWN_AT_FIRST)) store(side + SIDE_BITS, load(side + SIDE_BITS) | SIDE_FLIGHT_UNKNOWN);
	}
}

/** Undoes a wrong idea of the end of what was sent, when a SYN with the same number comes again. */
export function restartSide(side: i32): void {
	store(side + NEXT, load(side + CONTIGUOUS));
}

export function scaleOf(side: i32): i32 {
	return ((load(side + SIDE_BITS) & SCALE_MASK) >> SCALE_SHIFT) - 2;
}

export function setScale(side: i32, shift: i32): void {
	store(side + SIDE_BITS, (load(side + SIDE_BITS) & ~SCALE_MASK) | ((shift + 2) << SCALE_SHIFT));
}

export function lastLabels(side: i32): i32 {
	return load(side + LAST_LABELS) & 0xffff;
}

/** Times are unsigned in Wireshark: what is negative, of a moment that lies ahead, is more than anything else. */
export function isRecent(row: i32, fromSeconds: i32, fromNanoseconds: i32, limit: f64): boolean {
	let ns = elapsed(row, fromSeconds, fromNanoseconds);
	if (ns < 0 && has(OLDER_IS_RECENT)) ns = 0;
	return ns < 0 === limit < 0 ? ns < limit : limit < 0;
}

/** Nanoseconds since a moment, negative if that lies ahead. */
export function elapsed(row: i32, fromSeconds: i32, fromNanoseconds: i32): f64 {
	const seconds: f64 = (load(row + ROW_SECONDS) - fromSeconds) | 0;
	const nanoseconds: f64 = load(row + ROW_NANOSECONDS) - fromNanoseconds;
	return seconds * 1e9 + nanoseconds;
}

/** Number after the segment (RFC 9293, section 3.4), SYN and FIN together counted once. */
export function endOf(row: i32): i32 {
	const extra = (load(row + ROW_FLAGS) & (SYN | FIN)) !== 0 ? 1 : 0;
	return (load(row + ROW_SEQUENCE) + load(row + ROW_PAYLOAD_BYTES) + extra) | 0;
}

import { givePacked, takePacked, takeRecord } from './heap.ts';
import { load, store } from './memory.ts';
import { packAge, packFrames, unpackAge, unpackFrame } from './packed-parts.ts';
import {
	BASE,
	BIT_LAST_IS_END_1,
	BIT_PACKED,
	BITS,
	CONTIGUOUS,
	DUPLICATES,
	FIRST_WITH_ACK,
	LAST_ACK,
	LAST_LABELS,
	LAST_NANOSECONDS,
	LAST_SECONDS,
	NEXT,
	NEXT_FRAME,
	NEXT_LENGTH_MASK,
	NEXT_SECONDS,
	PUSHED_BYTES,
	SACKS,
	SIDE_BITS,
	SIDE_BYTES,
	SIDE_PUSHED,
	SIDES,
	WINDOW,
} from './record.ts';

/**
 * A connection that ended, in half of a record's bytes: all that the labels of a late packet rest on. In what ended as
 * most do, one number follows from another, and packets and times are near the last ones; what is not so is not packed.
 * The first line is that of a record, but for `PACKETS` and `FIN_END`, which no label needs.
 */
const LINE_BYTES: i32 = 64;
/** Two: how many numbers the end has used, and above them the length in `SIDE_BITS`. */
const USED: i32 = 24;
const USED_BITS: i32 = 24;
/** When the last packet came. */
const SECONDS: i32 = 48;
const NANOSECONDS: i32 = 52;
/** Of both ends: the window, and the lower half of `SIDE_BITS`. */
const WINDOWS: i32 = 64;
const TRAITS: i32 = 68;
/** Two: how long ago `NEXT` was moved; and the same of the last packet of the other end. */
const NEXT_AGES: i32 = 72;
const OTHER_AGE: i32 = 80;
/** Of both ends: how many packets ago `NEXT` was moved, and `LAST_ACK` was first said. */
const NEXT_FRAMES: i32 = 84;
const ACK_FRAMES: i32 = 88;

/** Among the `TRAITS`, where `SIDE_BITS` has none: ages are in microseconds. */
const IN_MICROSECONDS: i32 = 0x80;
const MICROSECOND: i32 = 1000;
const HALF: i32 = 0xffff;

/** What is made of a record, or 0 where it cannot be packed. */
export function pack(record: i32): i32 {
	const bits = load(record + BITS);
	const first = record + SIDES;
	const second = first + SIDE_BYTES;
	if (!isSettled(first, second, load(record + BASE))) return 0;
	if (!isSettled(second, first, load(record + BASE + 4))) return 0;
	const packed = takePacked();
	for (let at: i32 = 0; at < LINE_BYTES; at += 4) store(packed + at, load(record + at));
	store(packed + BITS, bits | BIT_PACKED);
	packSides(record, packed);
	const isInMicroseconds = packAges(record, packed, MICROSECOND);
	if (isInMicroseconds) store(packed + TRAITS, load(packed + TRAITS) | IN_MICROSECONDS);
	const hasAges = isInMicroseconds || packAges(record, packed, 1);
	if (hasAges && packFrames(packed, NEXT_FRAMES, record, NEXT_FRAME)) {
		if (packFrames(packed, ACK_FRAMES, record, FIRST_WITH_ACK)) return packed;
	}
	givePacked(packed);
	return 0;
}

/** All that the end sent has come and is acknowledged, and its last packet was a plain one. */
function isSettled(me: i32, peer: i32, base: i32): boolean {
	const next = load(me + NEXT);
	if (load(me + CONTIGUOUS) !== next || load(peer + LAST_ACK) !== next || ((next - base) | 0) >>> USED_BITS !== 0) {
		return false;
	}
	if ((load(me + SIDE_BITS) & SIDE_PUSHED) === 0 && load(me + PUSHED_BYTES) !== 0) return false;
	// In `LAST_LABELS` is the length of `LIST`, too.
	const isEmpty = load(me + LAST_LABELS) === 0 && load(me + SACKS) === 0;
	return isEmpty && load(me + DUPLICATES) === 0 && load(me + WINDOW) >= 0;
}

function packSides(record: i32, packed: i32): void {
	const first = record + SIDES;
	const second = first + SIDE_BYTES;
	store(packed + USED, usedBy(first, load(record + BASE)));
	store(packed + USED + 4, usedBy(second, load(record + BASE + 4)));
	store(packed + WINDOWS, load(first + WINDOW) | (load(second + WINDOW) << 16));
	store(packed + TRAITS, (load(first + SIDE_BITS) & HALF) | (load(second + SIDE_BITS) << 16));
}

function usedBy(side: i32, base: i32): i32 {
	return (load(side + NEXT) - base) | ((load(side + SIDE_BITS) & NEXT_LENGTH_MASK) << 8);
}

/** Whether the times can be told in so many nanoseconds. */
function packAges(record: i32, packed: i32, unit: i32): boolean {
	const isLastEnd1 = (load(record + BITS) & BIT_LAST_IS_END_1) !== 0;
	const first = record + SIDES;
	const second = first + SIDE_BYTES;
	const last = isLastEnd1 ? second : first;
	const other = isLastEnd1 ? first : second;
	const now = packed + SECONDS;
	store(now, load(last + LAST_SECONDS));
	store(packed + NANOSECONDS, load(last + LAST_NANOSECONDS));
	store(packed + NEXT_AGES, packAge(now, first + NEXT_SECONDS, unit));
	store(packed + NEXT_AGES + 4, packAge(now, second + NEXT_SECONDS, unit));
	store(packed + OTHER_AGE, packAge(now, other + LAST_SECONDS, unit));
	return load(packed + NEXT_AGES) >= 0 && load(packed + NEXT_AGES + 4) >= 0 && load(packed + OTHER_AGE) >= 0;
}

/** A record of its own, from which the labels follow as from the one that was packed; what no label needs is not set in it. */
export function unpack(packed: i32): i32 {
	const record = takeRecord();
	const bits = load(packed + BITS) & ~BIT_PACKED;
	for (let at: i32 = 0; at < LINE_BYTES; at += 4) store(record + at, load(packed + at));
	store(record + BITS, bits);
	unpackSide(packed, record, 0);
	unpackSide(packed, record, 1);
	const last = record + SIDES + ((bits & BIT_LAST_IS_END_1) !== 0 ? SIDE_BYTES : 0);
	store(last + LAST_SECONDS, load(packed + SECONDS));
	store(last + LAST_NANOSECONDS, load(packed + NANOSECONDS));
	const other = record + SIDES + ((bits & BIT_LAST_IS_END_1) !== 0 ? 0 : SIDE_BYTES);
	unpackAge(packed + SECONDS, load(packed + OTHER_AGE), unitOf(packed), other + LAST_SECONDS);
	return record;
}

function unitOf(packed: i32): i32 {
	return (load(packed + TRAITS) & IN_MICROSECONDS) !== 0 ? MICROSECOND : 1;
}

function unpackSide(packed: i32, record: i32, end: i32): void {
	const me = record + SIDES + end * SIDE_BYTES;
	const peer = record + SIDES + (1 - end) * SIDE_BYTES;
	const shift = end << 4;
	const used = load(packed + USED + (end << 2));
	const next = (load(packed + BASE + (end << 2)) + (used & ((1 << USED_BITS) - 1))) | 0;
	store(me + NEXT, next);
	store(me + CONTIGUOUS, next);
	store(peer + LAST_ACK, next);
	store(me + WINDOW, (load(packed + WINDOWS) >>> shift) & HALF);
	const traits = (load(packed + TRAITS) >>> shift) & HALF & ~IN_MICROSECONDS;
	store(me + SIDE_BITS, traits | ((used >>> 8) & NEXT_LENGTH_MASK));
	unpackAge(packed + SECONDS, load(packed + NEXT_AGES + (end << 2)), unitOf(packed), me + NEXT_SECONDS);
	store(me + NEXT_FRAME, unpackFrame(packed, NEXT_FRAMES, end));
	store(me + FIRST_WITH_ACK, unpackFrame(packed, ACK_FRAMES, end));
}

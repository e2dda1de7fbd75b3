import { load, store } from './memory.ts';
import { LAST_PACKET, SIDE_BYTES, SIDES } from './record.ts';

// Times and packets of a connection that ended, told from its last packet. A time is two words: seconds, nanoseconds.

const SECOND: i32 = 1_000_000_000;
/** An age is less than so many units. */
const AGE_LIMIT: i32 = 2_000_000_000;
const HALF: i32 = 0xffff;
/** What stands for "no packet". */
const NO_FRAME: i32 = 0xffff;

/** How many times so many nanoseconds lie between the moments at two addresses; -1 if that is no such number. */
export function packAge(now: i32, then: i32, unit: i32): i32 {
	if (!isProper(load(now + 4)) || !isProper(load(then + 4))) return -1;
	const perSecond: i32 = (SECOND / unit) | 0;
	let seconds = (load(now) - load(then)) | 0;
	let rest = load(now + 4) - load(then + 4);
	if (rest < 0) {
		seconds--;
		rest += SECOND;
	}
	if (seconds < 0 || seconds >= ((AGE_LIMIT / perSecond) | 0) || rest % unit !== 0) return -1;
	return seconds * perSecond + ((rest / unit) | 0);
}

function isProper(nanoseconds: i32): boolean {
	return nanoseconds >= 0 && nanoseconds < SECOND;
}

/** Puts the moment that lies so much before the one at `now` to the address `then`. */
export function unpackAge(now: i32, age: i32, unit: i32, then: i32): void {
	const perSecond: i32 = (SECOND / unit) | 0;
	const whole = (age / perSecond) | 0;
	let seconds = (load(now) - whole) | 0;
	let rest = load(now + 4) - (age - whole * perSecond) * unit;
	if (rest < 0) {
		seconds--;
		rest += SECOND;
	}
	store(then, seconds);
	store(then + 4, rest);
}

/** Puts a packet of each side, as far behind the last one, into one number; says whether it can. */
export function packFrames(packed: i32, at: i32, record: i32, offset: i32): boolean {
	const last = load(record + LAST_PACKET);
	const first = packFrame(last, load(record + SIDES + offset));
	const second = packFrame(last, load(record + SIDES + SIDE_BYTES + offset));
	store(packed + at, first | (second << 16));
	return first >= 0 && second >= 0;
}

function packFrame(last: i32, frame: i32): i32 {
	if (frame === 0) return NO_FRAME;
	const behind = (last - frame) | 0;
	return behind >= 0 && behind < NO_FRAME ? behind : -1;
}

export function unpackFrame(packed: i32, at: i32, end: i32): i32 {
	const behind = (load(packed + at) >>> (end << 4)) & HALF;
	return behind === NO_FRAME ? 0 : load(packed + LAST_PACKET) - behind;
}

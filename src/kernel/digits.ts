import { DIGITS, OCTETS } from './layout.ts';
import { load, putByte, putInt32, store } from './memory.ts';

/**
 * Numbers as decimal digits, four at a time. Each function writes at `at`, for which there must be room, and returns
 * where the text ends; up to four bytes behind it may be written too, which the next text covers.
 */
const POINT: i32 = 46;
const MINUS: i32 = 45;
const ZEROS: i32 = 0x30303030;
/** An entry of 8 bytes for each octet: its text with the point behind it, and how long that is. */
const OCTET_SHIFT: i32 = 3;
const OCTET_LENGTH: i32 = 4;

/** Makes the digits that all others here take theirs from; once, as it takes as long as many lines. */
export function makeDigits(): void {
	if (load(DIGITS) !== 0) return;
	for (let value: i32 = 0; value < 10000; value++) {
		const hundreds = (value / 100) | 0;
		const rest = value - hundreds * 100;
		store(DIGITS + (value << 2), ZEROS + (twoDigits(hundreds) | (twoDigits(rest) << 16)));
	}
	makeOctets();
}

function makeOctets(): void {
	for (let octet: i32 = 0; octet < 256; octet++) {
		const length = 2 + (octet > 9 ? 1 : 0) + (octet > 99 ? 1 : 0);
		const digits = fourDigits(octet) >>> ((5 - length) << 3);
		const entry = OCTETS + (octet << OCTET_SHIFT);
		store(entry, digits | (POINT << ((length - 1) << 3)));
		store(entry + OCTET_LENGTH, length);
	}
}

function twoDigits(value: i32): i32 {
	const tens = (value / 10) | 0;
	return tens | ((value - tens * 10) << 8);
}

/** A whole number from 0 to 2^32 - 1. */
export function putNumber(at: i32, value: i32): i32 {
	if (value >= 0 && value < 10000) return putShort(at, value);
	// Half of it is no negative number.
	const high = ((value >>> 1) / 5000) | 0;
	if (high < 10000) return putFour(putShort(at, high), value - high * 10000);
	const highest = (high / 10000) | 0;
	return putFour(putFour(putShort(at, highest), high - highest * 10000), (value - high * 10000) | 0);
}

/** An IPv4 address that is one 32-bit number. */
export function putIpv4(at: i32, address: i32): i32 {
	let next = putOctet(at, address >>> 24);
	next = putOctet(next, (address >>> 16) & 0xff);
	next = putOctet(next, (address >>> 8) & 0xff);
	return putOctet(next, address & 0xff) - 1;
}

/** Seconds (unsigned) and nanoseconds as seconds with nine decimals. */
export function putSeconds(at: i32, seconds: i32, nanoseconds: i32): i32 {
	const next = putNumber(at, seconds);
	putByte(next, POINT);
	return putNine(next + 1, nanoseconds);
}

/** The same as whole nanoseconds. */
export function putNanoseconds(at: i32, seconds: i32, nanoseconds: i32): i32 {
	return seconds === 0 ? putNumber(at, nanoseconds) : putNine(putNumber(at, seconds), nanoseconds);
}

export function putMinus(at: i32): i32 {
	putByte(at, MINUS);
	return at + 1;
}

/** Below 10^4: its four digits, the first lowest. */
function fourDigits(value: i32): i32 {
	return load(DIGITS + (value << 2));
}

/** Below 10^4, without leading zeros. */
function putShort(at: i32, value: i32): i32 {
	const more = (value > 9 ? 1 : 0) + (value > 99 ? 1 : 0) + (value > 999 ? 1 : 0);
	putInt32(at, fourDigits(value) >>> ((3 - more) << 3));
	return at + 1 + more;
}

/** Below 10^4, with leading zeros. */
function putFour(at: i32, value: i32): i32 {
	putInt32(at, fourDigits(value));
	return at + 4;
}

/** Below 10^9, with leading zeros. */
function putNine(at: i32, value: i32): i32 {
	const high = (value / 10000) | 0;
	const highest = (high / 10000) | 0;
	putByte(at, 48 + highest);
	return putFour(putFour(at + 1, high - highest * 10000), value - high * 10000);
}

/** An octet and the point behind it. */
function putOctet(at: i32, octet: i32): i32 {
	const entry = OCTETS + (octet << OCTET_SHIFT);
	putInt32(at, load(entry));
	return at + load(entry + OCTET_LENGTH);
}

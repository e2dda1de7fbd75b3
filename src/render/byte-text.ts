/**
 * Text written as bytes, for formats with a line per packet: from tables and without a string, several times as fast as
 * templates. Each function writes at `at`, for which the caller has made room, and returns where the text ends; up to
 * four bytes behind it may be written too, which the next text covers.
 */
const ZERO = 48;
const POINT = 46;
const MINUS = 45;
const DIGITS = 4;
const TEN_THOUSAND = 10_000;
const HUNDRED_MILLION = 100_000_000;

/** `0000` to `9999`, each as the four bytes of one number, the first digit lowest. */
const QUADS: Int32Array = new Int32Array(TEN_THOUSAND);
/** `0` to `9999` in the same way without leading zeros, and how many of the four bytes count. */
const SHORTS: Int32Array = new Int32Array(TEN_THOUSAND);
const SHORT_BYTES: Uint8Array = new Uint8Array(TEN_THOUSAND);
for (let value = 0; value < TEN_THOUSAND; value++) {
	const high = (value / 100) | 0;
	const low = value - high * 100;
	const tens = (high / 10) | 0 | ((high % 10) << 8);
	const quad = 0x30303030 | tens | (((low / 10) | 0 | ((low % 10) << 8)) << 16);
	const digits = value > 99 ? (value > 999 ? 4 : 3) : value > 9 ? 2 : 1;
	QUADS[value] = quad;
	SHORTS[value] = quad >>> ((DIGITS - digits) * 8);
	SHORT_BYTES[value] = digits;
}
/** `0.` to `255.`, and how many of the four bytes count. */
const OCTETS: Int32Array = Int32Array.from({ length: 256 }, (_, value) => {
	return (SHORTS[value] ?? 0) | (POINT << ((SHORT_BYTES[value] ?? 0) * 8));
});
const OCTET_BYTES: Uint8Array = Uint8Array.from({ length: 256 }, (_, value) => (SHORT_BYTES[value] ?? 0) + 1);

/** Bytes that were made before; for long ones `set` would be faster. */
export function putBytes(out: Uint8Array, at: number, bytes: Uint8Array): number {
	for (let i = 0; i < bytes.length; i++) out[at + i] = bytes[i] ?? 0;
	return at + bytes.length;
}

/** A whole number from 0 to 2^53. */
export function putNumber(out: DataView, at: number, value: number): number {
	if (value < TEN_THOUSAND) return putShort(out, at, value);
	if (value < HUNDRED_MILLION) return putMiddle(out, at, value);
	const high = Math.floor(value / HUNDRED_MILLION);
	const low = value - high * HUNDRED_MILLION;
	return putEight(out, high < TEN_THOUSAND ? putShort(out, at, high) : putMiddle(out, at, high), low);
}

/** An IPv4 address that is one 32-bit number. */
export function putIpv4(out: DataView, at: number, address: number): number {
	let next = putOctet(out, at, address >>> 24);
	next = putOctet(out, next, (address >>> 16) & 0xff);
	next = putOctet(out, next, (address >>> 8) & 0xff);
	return putOctet(out, next, address & 0xff) - 1;
}

/** Seconds and nanoseconds as seconds with nine decimals; neither is above 0 in a time before. */
export function putSeconds(out: DataView, at: number, seconds: number, nanoseconds: number): number {
	const isNegative = seconds < 0 || nanoseconds < 0;
	if (isNegative) out.setUint8(at, MINUS);
	const next = putNumber(out, isNegative ? at + 1 : at, Math.abs(seconds));
	out.setUint8(next, POINT);
	return putNine(out, next + 1, Math.abs(nanoseconds));
}

/** The same as whole nanoseconds. */
export function putNanoseconds(out: DataView, at: number, seconds: number, nanoseconds: number): number {
	const isNegative = seconds < 0 || nanoseconds < 0;
	if (isNegative) out.setUint8(at, MINUS);
	const first = isNegative ? at + 1 : at;
	if (seconds === 0) return putNumber(out, first, Math.abs(nanoseconds));
	return putNine(out, putNumber(out, first, Math.abs(seconds)), Math.abs(nanoseconds));
}

/** Below 10^4. */
function putShort(out: DataView, at: number, value: number): number {
	out.setInt32(at, SHORTS[value] ?? 0, true);
	return at + (SHORT_BYTES[value] ?? 0);
}

/** From 10^4 to 10^8. */
function putMiddle(out: DataView, at: number, value: number): number {
	const high = (value / TEN_THOUSAND) | 0;
	const next = putShort(out, at, high);
	out.setInt32(next, QUADS[value - high * TEN_THOUSAND] ?? 0, true);
	return next + DIGITS;
}

/** Below 10^8, with leading zeros. */
function putEight(out: DataView, at: number, value: number): number {
	const high = (value / TEN_THOUSAND) | 0;
	out.setInt32(at, QUADS[high] ?? 0, true);
	out.setInt32(at + DIGITS, QUADS[value - high * TEN_THOUSAND] ?? 0, true);
	return at + 2 * DIGITS;
}

/** Below 10^9, with leading zeros. */
function putNine(out: DataView, at: number, value: number): number {
	const first = (value / HUNDRED_MILLION) | 0;
	out.setUint8(at, ZERO + first);
	return putEight(out, at + 1, value - first * HUNDRED_MILLION);
}

/** An octet and the point behind it. */
function putOctet(out: DataView, at: number, octet: number): number {
	out.setInt32(at, OCTETS[octet] ?? 0, true);
	return at + (OCTET_BYTES[octet] ?? 0);
}

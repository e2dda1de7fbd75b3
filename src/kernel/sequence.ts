/**
 * Sequence numbers are 32-bit and wrap: they are compared nowhere but here (RFC 9293, section 3.4); `tcp/sequence.ts`
 * hands these on. Exactly half the space apart, each lies after the other and neither is up to the other, as in
 * Wireshark.
 */

/** True if `a` lies after `b`. */
export function isAfter(a: i32, b: i32): boolean {
	return ((b - a) | 0) < 0;
}

/** True if `a` lies before `b` or is the same. */
export function isUpTo(a: i32, b: i32): boolean {
	return ((a - b) | 0) <= 0;
}

/** Put before a comparison (`^ SIGN`), it makes that of signed numbers one of unsigned numbers. */
export const SIGN: i32 = -2147483648;

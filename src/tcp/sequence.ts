/**
 * Sequence numbers are 32-bit and wrap: they are compared nowhere but here (RFC 9293, section 3.4). Columns hold
 * them as signed numbers; every function takes either form.
 */

/** Distance from `from` to `to` in sequence space, negative when `to` lies behind. */
export function distance(from: number, to: number): number {
	return (to - from) | 0;
}

/** True if `a` lies after `b`. Exactly half the space apart, each lies after the other, as in Wireshark. */
export function isAfter(a: number, b: number): boolean {
	return ((b - a) | 0) < 0;
}

/** True if `a` lies before `b` or is the same. */
export function isUpTo(a: number, b: number): boolean {
	return ((a - b) | 0) <= 0;
}

/** The number that lies `bytes` after `from`, unsigned. */
export function advance(from: number, bytes: number): number {
	return (from + bytes) >>> 0;
}

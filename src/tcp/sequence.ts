export { isAfter, isUpTo } from '../kernel/sequence.ts';

/**
 * Sequence numbers are 32-bit and wrap: they are compared nowhere but here and in `kernel/sequence.ts` (RFC 9293,
 * section 3.4). Columns hold them as signed numbers; every function takes either form.
 */

/** Distance from `from` to `to` in sequence space, negative when `to` lies behind. */
export function distance(from: number, to: number): number {
	return (to - from) | 0;
}

/** The number that lies `bytes` after `from`, unsigned. */
export function advance(from: number, bytes: number): number {
	return (from + bytes) >>> 0;
}

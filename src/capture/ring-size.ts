const MEBIBYTE = 1_048_576;
const LEAST = 32;
const MOST = 256;
/** Of the memory that is free, at most one part in so many. */
const SHARE = 8;

/**
 * The ring between kernel and recorder, in MiB, where a slot takes 64 KiB whatever is in it: 4096 slots hold the packets
 * of 50 ms at 80,000 a second (half of them lost packets on a busy machine: `npm run bench:loss`). The kernel makes it
 * smaller where it has no room.
 *
 * @param freeBytes Memory that is free.
 */
export function ringMebibytes(freeBytes: number): number {
	return Math.max(LEAST, Math.min(MOST, Math.floor(freeBytes / MEBIBYTE / SHARE)));
}

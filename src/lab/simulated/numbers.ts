/**
 * The endpoints count bytes from their first number on and never wrap; only the wire has 32 bits. These two functions
 * are the border.
 */

/** The raw number of an offset from `first`. */
export function wrap(first: number, offset: number): number {
	return (first + offset) >>> 0;
}

/** The offset of a raw number from `first`: of all that it may be, the nearest to `near`. */
export function unwrap(raw: number, first: number, near: number): number {
	return near + ((raw - wrap(first, near)) | 0);
}

const MODULUS = 0xffff;

/** The sum of 16-bit words of `[at, end)`; an odd last byte is the upper half of a word (RFC 1071). */
export function wordSum(bytes: Uint8Array, at: number, end: number): number {
	let sum = 0;
	for (let i = at; i < end; i++) sum += (i - at) % 2 === 0 ? (bytes[i] ?? 0) << 8 : (bytes[i] ?? 0);
	return sum;
}

/** A checksum after what it covers grew by `change`: right if it was right, wrong if it was wrong (RFC 1624, section 3). */
export function updatedChecksum(checksum: number, change: number): number {
	return ~wrapped((~checksum & MODULUS) + change) & MODULUS;
}

/** The same for a sum that the sender left unfinished to its network card, so that it is not inverted. */
export function updatedPartialSum(sum: number, change: number): number {
	return wrapped(sum + change) || MODULUS;
}

function wrapped(sum: number): number {
	return ((sum % MODULUS) + MODULUS) % MODULUS;
}

/**
 * Text as a number of 64 bits, in 16 hexadecimal digits: two different texts have the same one by chance once in 10^19.
 * Not for secrets: whoever wants to can make two that are equal.
 */
export function hash64(text: string): string {
	const [high, low] = mix(text.length, (i) => text.charCodeAt(i));
	return hex(high) + hex(low);
}

/** The same for bytes. */
export function hashBytes(bytes: Uint8Array): string {
	const [high, low] = mix(bytes.length, (i) => bytes[i] ?? 0);
	return hex(high) + hex(low);
}

/** The first 52 bits of a hash as a number, for tables and sorting. */
export function hashNumber(hash: string): number {
	return Number.parseInt(hash.slice(0, 13), 16);
}

/** Two lanes of 32 bits, each with the multipliers of MurmurHash, and each stirred by the other at the end. */
function mix(length: number, unitAt: (i: number) => number): readonly [number, number] {
	let a = 0xdeadbeef;
	let b = 0x41c6ce57;
	for (let i = 0; i < length; i++) {
		const unit = unitAt(i);
		a = Math.imul(a ^ unit, 0x9e3779b1);
		b = Math.imul(b ^ unit, 0x5f356495);
		a ^= a >>> 15;
		b ^= b >>> 13;
	}
	a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
	b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
	return [a >>> 0, b >>> 0];
}

function hex(word: number): string {
	return word.toString(16).padStart(8, '0');
}

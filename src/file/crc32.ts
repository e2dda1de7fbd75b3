const POLYNOMIAL = 0xedb8_8320;

/** Four tables, so that four bytes take one step: table `t` is the CRC of a byte with `t` zero bytes behind it. */
const TABLES: readonly [Int32Array, Int32Array, Int32Array, Int32Array] = makeTables();

/** The CRC-32 of gzip (RFC 1952, section 8) over more bytes. Begins with 0. */
export function crc32(crc: number, bytes: Uint8Array, from: number, to: number): number {
	const [one, two, three, four] = TABLES;
	let c = ~crc;
	let at = from;
	for (; at + 4 <= to; at += 4) {
		c ^= (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
		c = (four[c & 0xff] ?? 0) ^ (three[(c >>> 8) & 0xff] ?? 0) ^ (two[(c >>> 16) & 0xff] ?? 0) ^ (one[c >>> 24] ?? 0);
	}
	for (; at < to; at++) c = (one[(c ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (c >>> 8);
	return ~c;
}

function makeTables(): typeof TABLES {
	const one = Int32Array.from({ length: 256 }, (_, byte) => {
		let c = byte;
		for (let bit = 0; bit < 8; bit++) c = c & 1 ? POLYNOMIAL ^ (c >>> 1) : c >>> 1;
		return c;
	});
	const next = (table: Int32Array) => table.map((c) => (one[c & 0xff] ?? 0) ^ (c >>> 8));
	const two = next(one);
	const three = next(two);
	return [one, two, three, next(three)];
}

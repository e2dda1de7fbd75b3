/** Longest code of DEFLATE (RFC 1951, section 3.2.7). */
const MAX_BITS = 15;

/** Looks up a code by its next `bits` bits: entry = symbol × 16 + length of the code; 0 is no code. */
export interface HuffmanTable {
	readonly entries: Uint16Array;
	bits: number;
}

export function createHuffmanTable(): HuffmanTable {
	return { entries: new Uint16Array(1 << MAX_BITS), bits: 0 };
}

const counts = new Uint16Array(MAX_BITS + 1);
const nextCode = new Uint16Array(MAX_BITS + 2);

/**
 * Fills a table from code lengths `[from, to)` (RFC 1951, section 3.2.2).
 *
 * @returns Whether they are the lengths of a code: more codes of a length than there can be are damage.
 */
export function fillHuffmanTable(table: HuffmanTable, lengths: Uint8Array, from: number, to: number): boolean {
	counts.fill(0);
	for (let i = from; i < to; i++) counts[lengths[i] ?? 0] = (counts[lengths[i] ?? 0] ?? 0) + 1;
	counts[0] = 0;
	let left = 1;
	table.bits = 1;
	nextCode[1] = 0;
	for (let length = 1; length <= MAX_BITS; length++) {
		const count = counts[length] ?? 0;
		left = left * 2 - count;
		if (left < 0) return false;
		if (count > 0) table.bits = length;
		nextCode[length + 1] = ((nextCode[length] ?? 0) + count) << 1;
	}
	table.entries.fill(0, 0, 1 << table.bits);
	for (let i = from; i < to; i++) if (lengths[i]) enter(table, i - from, lengths[i] ?? 0);
	return true;
}

/** Enters a symbol for every way in which the bits behind its code can go on. Codes come with their first bit lowest. */
function enter({ entries, bits }: HuffmanTable, symbol: number, length: number): void {
	const code = nextCode[length] ?? 0;
	nextCode[length] = code + 1;
	let reversed = 0;
	for (let bit = 0; bit < length; bit++) reversed |= ((code >>> bit) & 1) << (length - 1 - bit);
	for (let at = reversed; at < 1 << bits; at += 1 << length) entries[at] = (symbol << 4) | length;
}

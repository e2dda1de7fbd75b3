import { giveEntry, takeEntry } from './heap.ts';
import { int32At, load, store } from './memory.ts';
import { SACKS } from './record.ts';
import { SIGN } from './sequence.ts';
import { ENTRY_END, ENTRY_OLDER, ENTRY_SEQUENCE } from './unacknowledged.ts';

/**
 * The blocks of the SACK option in a side's last packet (RFC 2018, section 3): a chain of entries like those of the
 * unacknowledged segments, newest first. Their edges are relative to the first number of the other side, as Wireshark
 * keeps them.
 */

/** The two edges of a block. */
export const BLOCK_BYTES: i32 = 8;

/** Keeps the blocks in `[at, end)`, at most `limit` of them; the side has none before. */
export function keepSacks(side: i32, at: i32, end: i32, base: i32, limit: i32): void {
	let left = limit;
	for (let block = at; block + BLOCK_BYTES <= end && left > 0; block += BLOCK_BYTES) {
		const entry = takeEntry();
		store(entry + ENTRY_OLDER, load(side + SACKS));
		store(entry + ENTRY_SEQUENCE, (int32At(block) - base) | 0);
		store(entry + ENTRY_END, (int32At(block + 4) - base) | 0);
		store(side + SACKS, entry);
		left--;
	}
}

/** Forgets them, when the side sends another packet. */
export function dropSacks(side: i32): void {
	let entry = load(side + SACKS);
	while (entry !== 0) {
		const older = load(entry + ENTRY_OLDER);
		giveEntry(entry);
		entry = older;
	}
	store(side + SACKS, 0);
}

export function sackedBytes(side: i32): i32 {
	let bytes: i32 = 0;
	for (let entry = load(side + SACKS); entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		bytes = (bytes + ((load(entry + ENTRY_END) - load(entry + ENTRY_SEQUENCE)) | 0)) | 0;
	}
	return bytes;
}

/** Whether a block holds raw numbers as if they were relative, which is how Wireshark compares them. */
export function isInSack(side: i32, first: i32, end: i32): boolean {
	for (let entry = load(side + SACKS); entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		const isFromHere = (load(entry + ENTRY_SEQUENCE) ^ SIGN) <= (first ^ SIGN);
		if (isFromHere && (end ^ SIGN) <= (load(entry + ENTRY_END) ^ SIGN)) return true;
	}
	return false;
}

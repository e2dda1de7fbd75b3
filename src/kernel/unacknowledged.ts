import { giveEntry, takeEntry } from './heap.ts';
import { load, store } from './memory.ts';
import { LAST_LABELS, LIST } from './record.ts';

/**
 * The unacknowledged segments of a side: a linked list, newest first, of which the side knows the newest entry (0 when
 * it is empty) and, in the upper half of `LAST_LABELS`, the length.
 */
const LIMIT_PER_SIDE: i32 = 10000;
const ONE: i32 = 0x10000;

/** Offsets in an entry; `ENTRY_OLDER` is the next one of the same list, or 0. */
export const ENTRY_OLDER: i32 = 0;
export const ENTRY_FRAME: i32 = 4;
export const ENTRY_SEQUENCE: i32 = 8;
export const ENTRY_END: i32 = 12;

/** Puts a segment in front; a full list stays as it is. */
export function addSegment(side: i32, frame: i32, sequence: i32, end: i32): void {
	const labelsAndCount = load(side + LAST_LABELS);
	if (labelsAndCount >>> 16 >= LIMIT_PER_SIDE) return;
	const entry = takeEntry();
	store(entry + ENTRY_OLDER, load(side + LIST));
	store(entry + ENTRY_FRAME, frame);
	store(entry + ENTRY_SEQUENCE, sequence);
	store(entry + ENTRY_END, end);
	store(side + LIST, entry);
	store(side + LAST_LABELS, labelsAndCount + ONE);
}

/** Takes an entry out; `newer` is the one before it, or 0. */
export function removeSegment(side: i32, newer: i32, entry: i32): void {
	const older = load(entry + ENTRY_OLDER);
	if (newer === 0) store(side + LIST, older);
	else store(newer + ENTRY_OLDER, older);
	store(side + LAST_LABELS, load(side + LAST_LABELS) - ONE);
	giveEntry(entry);
}

/** Empties a list. */
export function removeSegments(side: i32): void {
	while (load(side + LIST) !== 0) removeSegment(side, 0, load(side + LIST));
}

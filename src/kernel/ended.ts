import { clearRecord, givePacked, giveRecord } from './heap.ts';
import {
	ENDED_FIRST,
	ENDED_LAST,
	ENDED_OLD,
	ENDED_OLD_LIMIT,
	ENDED_YOUNG,
	ENDED_YOUNG_FIRST,
	ENDED_YOUNG_LIMIT,
} from './layout.ts';
import { load, store } from './memory.ts';
import { pack, unpack } from './packed.ts';
import {
	BIT_ENDED,
	BIT_OLD,
	BIT_PACKED,
	BIT_RESET,
	BITS,
	BOTH_FINS_ACKNOWLEDGED,
	ENDED_AFTER,
	ENDED_BEFORE,
	SIDE_BYTES,
	SIDES,
} from './record.ts';
import { dropSacks } from './sacks.ts';
import { emptySlotOf, replaceInSlot } from './slots.ts';
import { removeSegments } from './unacknowledged.ts';

/**
 * Connections that ended, for a host that wants them forgotten: a list in the order of their last packets. What comes
 * after an end comes soon, so the young ones, which are the last few, keep their records. The old ones are packed; one
 * that cannot be keeps its record and counts twice. Of more than there is room for, those are forgotten that are silent
 * for the longest time. That bounds the memory by the connections that are open, whatever the capture's length.
 */
const WEIGHT_OF_RECORD: i32 = 2;

/** After a packet: puts a connection at the end of the list if it has ended. */
export function renewEnded(record: i32): void {
	const bits = load(record + BITS);
	if ((bits & BIT_RESET) === 0 && (bits & BOTH_FINS_ACKNOWLEDGED) !== BOTH_FINS_ACKNOWLEDGED) return;
	if ((bits & BIT_ENDED) !== 0) unlink(record);
	append(record);
}

/** Another connection takes the place of this one, of which nothing is left: a cleared record. */
export function emptied(record: i32): i32 {
	if ((load(record + BITS) & BIT_ENDED) !== 0) unlink(record);
	dropLists(record);
	clearRecord(record);
	return record;
}

/** The record of a connection that was packed; it is in no list until `renewEnded`, and in no slot. */
export function unpacked(packed: i32): i32 {
	unlink(packed);
	const record = unpack(packed);
	givePacked(packed);
	return record;
}

/** Packs and forgets what is too much. The host calls it between batches, as no row may be about to use a record. */
export function forgetEnded(): void {
	while (load(ENDED_YOUNG) > load(ENDED_YOUNG_LIMIT)) age(load(ENDED_YOUNG_FIRST));
	while (load(ENDED_OLD) > load(ENDED_OLD_LIMIT)) forget(load(ENDED_FIRST));
}

function age(record: i32): void {
	store(ENDED_YOUNG_FIRST, load(record + ENDED_AFTER));
	store(ENDED_YOUNG, load(ENDED_YOUNG) - 1);
	store(record + BITS, load(record + BITS) | BIT_OLD);
	const packed = pack(record);
	store(ENDED_OLD, load(ENDED_OLD) + (packed === 0 ? WEIGHT_OF_RECORD : 1));
	if (packed === 0) return;
	join(load(record + ENDED_BEFORE), packed);
	join(packed, load(record + ENDED_AFTER));
	replaceInSlot(record, packed);
	giveRecord(record);
}

function forget(old: i32): void {
	emptySlotOf(old);
	unlink(old);
	if ((load(old + BITS) & BIT_PACKED) !== 0) givePacked(old);
	else {
		dropLists(old);
		giveRecord(old);
	}
}

function dropLists(record: i32): void {
	for (let side = record + SIDES; side < record + SIDES + 2 * SIDE_BYTES; side += SIDE_BYTES) {
		removeSegments(side);
		dropSacks(side);
	}
}

function append(record: i32): void {
	store(record + BITS, load(record + BITS) | BIT_ENDED);
	if (load(ENDED_YOUNG) === 0) store(ENDED_YOUNG_FIRST, record);
	store(ENDED_YOUNG, load(ENDED_YOUNG) + 1);
	join(load(ENDED_LAST), record);
	join(record, 0);
}

function unlink(ended: i32): void {
	const bits = load(ended + BITS);
	const after = load(ended + ENDED_AFTER);
	if ((bits & BIT_OLD) === 0) {
		store(ENDED_YOUNG, load(ENDED_YOUNG) - 1);
		if (load(ENDED_YOUNG_FIRST) === ended) store(ENDED_YOUNG_FIRST, after);
	} else store(ENDED_OLD, load(ENDED_OLD) - ((bits & BIT_PACKED) !== 0 ? 1 : WEIGHT_OF_RECORD));
	store(ended + BITS, bits & ~(BIT_ENDED | BIT_OLD));
	join(load(ended + ENDED_BEFORE), after);
}

/** Makes two of the list neighbours; 0 is what is beyond its ends. */
function join(before: i32, after: i32): void {
	if (before === 0) store(ENDED_FIRST, after);
	else store(before + ENDED_AFTER, after);
	if (after === 0) store(ENDED_LAST, before);
	else store(after + ENDED_BEFORE, before);
}

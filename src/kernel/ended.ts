import { giveRecord } from './heap.ts';
import { ENDED_FIRST, ENDED_LAST, NOW } from './layout.ts';
import { load, store } from './memory.ts';
import {
	BIT_ENDED,
	BIT_LAST_IS_END_1,
	BIT_RESET,
	BITS,
	BOTH_FINS_ACKNOWLEDGED,
	ENDED_AFTER,
	ENDED_BEFORE,
	LAST_SECONDS,
	SIDE_BYTES,
	SIDES,
} from './record.ts';
import { dropSacks } from './sacks.ts';
import { emptySlotOf } from './slots.ts';
import { removeSegments } from './unacknowledged.ts';

/**
 * Connections that ended, for a host that wants them forgotten: a list in the order of their last packets, the one
 * that is silent for the longest time first. Twice the maximum segment lifetime of 2 minutes later nothing of such a
 * connection can come any more (RFC 9293, section 3.4.2).
 */
const SILENT_SECONDS: i32 = 240;

/** After a packet: puts a connection at the end of the list if it has ended. */
export function renewEnded(record: i32): void {
	const bits = load(record + BITS);
	if ((bits & BIT_RESET) === 0 && (bits & BOTH_FINS_ACKNOWLEDGED) !== BOTH_FINS_ACKNOWLEDGED) return;
	if ((bits & BIT_ENDED) !== 0) unlink(record);
	append(record);
}

/** Another connection has taken its place, so it gets no packet any more. */
export function endRecord(record: i32): void {
	if ((load(record + BITS) & BIT_ENDED) === 0) append(record);
}

/** A connection that may be forgotten now, or 0; the host reads its record and calls `forgetRecord`. */
export function expiredRecord(): i32 {
	const record = load(ENDED_FIRST);
	if (record === 0) return 0;
	const last = (load(record + BITS) & BIT_LAST_IS_END_1) !== 0 ? SIDES + SIDE_BYTES : SIDES;
	return ((load(NOW) - load(record + last + LAST_SECONDS)) | 0) < SILENT_SECONDS ? 0 : record;
}

/** Forgets a connection: its memory is used again. */
export function forgetRecord(record: i32): void {
	emptySlotOf(record);
	unlink(record);
	forgetSide(record + SIDES);
	forgetSide(record + SIDES + SIDE_BYTES);
	giveRecord(record);
}

function forgetSide(side: i32): void {
	removeSegments(side);
	dropSacks(side);
}

function append(record: i32): void {
	const last = load(ENDED_LAST);
	store(record + BITS, load(record + BITS) | BIT_ENDED);
	store(record + ENDED_BEFORE, last);
	store(record + ENDED_AFTER, 0);
	if (last === 0) store(ENDED_FIRST, record);
	else store(last + ENDED_AFTER, record);
	store(ENDED_LAST, record);
}

function unlink(record: i32): void {
	const before = load(record + ENDED_BEFORE);
	const after = load(record + ENDED_AFTER);
	if (before === 0) store(ENDED_FIRST, after);
	else store(before + ENDED_AFTER, after);
	if (after === 0) store(ENDED_LAST, before);
	else store(after + ENDED_BEFORE, before);
}

import { endOf, has } from './label-sides.ts';
import { load, store } from './memory.ts';
import { sacksAt, sacksEnd } from './options.ts';
import {
	CONTIGUOUS,
	LAST_ACK,
	LAST_LABELS,
	LAST_NANOSECONDS,
	LAST_SECONDS,
	LIST,
	NEXT,
	NEXT_FRAME,
	NEXT_LENGTH_MASK,
	NEXT_LENGTH_SHIFT,
	NEXT_NANOSECONDS,
	NEXT_SECONDS,
	SIDE_BITS,
	SIDE_FLIGHT_UNKNOWN,
	WINDOW,
} from './record.ts';
import {
	ROW_ACKNOWLEDGES_FRAME,
	ROW_ACKNOWLEDGMENT,
	ROW_FLAGS,
	ROW_NANOSECONDS,
	ROW_PAYLOAD_BYTES,
	ROW_SECONDS,
	ROW_SEQUENCE,
	ROW_WINDOW,
} from './rows.ts';
import { dropSacks, keepSacks } from './sacks.ts';
import { isAfter } from './sequence.ts';
import { ACK, FIN, PARTIAL_ACK, SACK_UPDATE_IS_DUPLICATE, SYN, ZERO_WINDOW_PROBE } from './tcp-bits.ts';
import { addSegment, ENTRY_END, ENTRY_FRAME, ENTRY_OLDER, ENTRY_SEQUENCE, removeSegment } from './unacknowledged.ts';

/** Only now the packet is remembered. */
export function remember(row: i32, packet: i32, me: i32, labels: i32): void {
	const seq = load(row + ROW_SEQUENCE);
	const len = load(row + ROW_PAYLOAD_BYTES);
	const end = endOf(row);
	const isProbe = (labels & ZERO_WINDOW_PROBE) !== 0;
	if (len > 0 || (load(row + ROW_FLAGS) & (SYN | FIN)) !== 0) addSegment(me, packet, seq, end);
	const next = load(me + NEXT);
	if ((next === 0 || isAfter(end, next)) && !isProbe) {
		store(me + NEXT, end);
		store(me + NEXT_SECONDS, load(row + ROW_SECONDS));
		store(me + NEXT_NANOSECONDS, load(row + ROW_NANOSECONDS));
		store(me + NEXT_FRAME, packet);
	}
	if (next === 0 || isAfter((seq + len) | 0, next)) {
		const length = (len & 0xff) << NEXT_LENGTH_SHIFT;
		store(me + SIDE_BITS, (load(me + SIDE_BITS) & ~NEXT_LENGTH_MASK) | length);
	}
	const contiguous = load(me + CONTIGUOUS);
	if ((seq === contiguous || contiguous === 0) && !isProbe) store(me + CONTIGUOUS, load(me + NEXT));
	store(me + WINDOW, load(row + ROW_WINDOW));
	store(me + LAST_ACK, load(row + ROW_ACKNOWLEDGMENT));
	store(me + LAST_SECONDS, load(row + ROW_SECONDS));
	store(me + LAST_NANOSECONDS, load(row + ROW_NANOSECONDS));
	store(me + LAST_LABELS, (load(me + LAST_LABELS) & ~0xffff) | labels);
}

/** Then takes out of the other side's list what this packet acknowledges. */
export function settle(row: i32, peer: i32): void {
	const ack = load(row + ROW_ACKNOWLEDGMENT);
	let newer: i32 = 0;
	let entry = load(peer + LIST);
	while (entry !== 0) {
		const older = load(entry + ENTRY_OLDER);
		const entryEnd = load(entry + ENTRY_END);
		if (isAfter(entryEnd, ack)) {
			if (isAfter(ack, load(entry + ENTRY_SEQUENCE))) {
				store(entry + ENTRY_SEQUENCE, ack);
				if (has(PARTIAL_ACK)) store(row + ROW_ACKNOWLEDGES_FRAME, load(entry + ENTRY_FRAME));
			}
			newer = entry;
		} else {
			if (ack === entryEnd) store(row + ROW_ACKNOWLEDGES_FRAME, load(entry + ENTRY_FRAME));
			removeSegment(peer, newer, entry);
		}
		entry = older;
	}
	if ((load(row + ROW_FLAGS) & ACK) !== 0) store(peer + SIDE_BITS, load(peer + SIDE_BITS) & ~SIDE_FLIGHT_UNKNOWN);
}

export function rememberSacks(me: i32, base: i32): void {
	dropSacks(me);
	if (sacksAt !== 0) keepSacks(me, sacksAt, sacksEnd, base, has(SACK_UPDATE_IS_DUPLICATE) ? 4 : 3);
}

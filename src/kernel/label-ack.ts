import { has } from './label-sides.ts';
import { probeByteTaken, takeProbeByte } from './label-window.ts';
import { load, store } from './memory.ts';
import { CONTIGUOUS, DUPLICATES, FIRST_WITH_ACK, LAST_ACK, LIST, NEXT } from './record.ts';
import { ROW_ACKNOWLEDGMENT, ROW_FLAGS, ROW_SEQUENCE } from './rows.ts';
import { isAfter } from './sequence.ts';
import { ACK, ACK_LOST_SEGMENT, ACK_LOST_SEGMENT_ALWAYS, WINDOW_UPDATE } from './tcp-bits.ts';
import { ENTRY_END, ENTRY_OLDER, ENTRY_SEQUENCE } from './unacknowledged.ts';

/** Then what the ACK number says of the other side. */
export function labelAck(row: i32, packet: i32, me: i32, peer: i32, labels: i32): i32 {
	const ack = load(row + ROW_ACKNOWLEDGMENT);
	if (ack !== load(me + LAST_ACK)) {
		store(me + FIRST_WITH_ACK, packet);
		store(me + DUPLICATES, 0);
	}
	const contiguous = load(peer + CONTIGUOUS);
	if (contiguous === 0 || !isAfter(ack, contiguous) || (load(row + ROW_FLAGS) & ACK) === 0) return labels;
	if (load(row + ROW_SEQUENCE) === load(me + NEXT) && probeByteTaken(ack, me, peer)) {
		takeProbeByte(ack, peer);
		return labels | WINDOW_UPDATE;
	}
	if (has(ACK_LOST_SEGMENT_ALWAYS)) {
		store(peer + CONTIGUOUS, contiguousTail(ack, peer));
		return labels | ACK_LOST_SEGMENT;
	}
	if (isAfter(load(peer + NEXT), contiguous)) {
		store(peer + CONTIGUOUS, load(peer + NEXT));
		return labels | ACK_LOST_SEGMENT;
	}
	const isFirst = load(peer + DUPLICATES) === 0;
	store(peer + DUPLICATES, -1);
	return isFirst ? labels | ACK_LOST_SEGMENT : labels;
}

/**
 * End of the unacknowledged segments of the other side that follow `ack` without a gap. As in Wireshark they are looked
 * at once, newest first, so that segments which came out of order end the run.
 */
function contiguousTail(ack: i32, peer: i32): i32 {
	const newest = load(peer + LIST);
	if (newest === 0) return ack;
	let first = load(newest + ENTRY_SEQUENCE);
	let end = load(newest + ENTRY_END);
	for (let entry = load(newest + ENTRY_OLDER); entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		const sequence = load(entry + ENTRY_SEQUENCE);
		if (isAfter(ack, sequence)) continue;
		if (load(entry + ENTRY_END) !== first) end = load(entry + ENTRY_END);
		first = sequence;
	}
	return first === ack && isAfter(end, ack) ? end : ack;
}

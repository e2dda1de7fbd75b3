import { endOf, has, isRecent } from './label-sides.ts';
import { load, loadFloat, store } from './memory.ts';
import {
	BIT_RTT,
	BITS,
	DUPLICATES,
	LAST_ACK,
	LAST_NANOSECONDS,
	LAST_SECONDS,
	LIST,
	NEXT,
	NEXT_FRAME,
	NEXT_LENGTH_MASK,
	NEXT_NANOSECONDS,
	NEXT_SECONDS,
	SACKS,
	SIDE_BITS,
	SYN_TIME,
} from './record.ts';
import { ROW_FLAGS, ROW_PAYLOAD_BYTES, ROW_SEQUENCE, ROW_TIMEOUT_FRAME } from './rows.ts';
import { isInSack } from './sacks.ts';
import { isAfter, isUpTo } from './sequence.ts';
import {
	COVERED_IS_RETRANSMISSION,
	FAST_RETRANSMISSION,
	FAST_RETRANSMISSION_BY_SACK,
	FIN,
	KEEP_ALIVE,
	MAY_END_AT_NEXT,
	OUT_OF_ORDER,
	OUT_OF_ORDER_SINCE_NEXT,
	RETRANSMISSION,
	SPURIOUS_RETRANSMISSION,
	SYN,
	TIMEOUT_FROM_SAME_SEGMENT,
} from './tcp-bits.ts';
import { ENTRY_END, ENTRY_FRAME, ENTRY_OLDER, ENTRY_SEQUENCE } from './unacknowledged.ts';

const FAST_RETRANSMISSION_NS: f64 = 20e6;
/** The age up to which a segment is out of order while no round-trip time is known. */
const OUT_OF_ORDER_NS: f64 = 3e6;

/** Then whether the segment is new, late or sent again. */
export function labelOld(row: i32, record: i32, me: i32, peer: i32, labels: i32): i32 {
	const seq = load(row + ROW_SEQUENCE);
	const len = load(row + ROW_PAYLOAD_BYTES);
	const synOrFin = load(row + ROW_FLAGS) & (SYN | FIN);
	if ((len === 0 && synOrFin === 0) || (labels & KEEP_ALIVE) !== 0) return labels;
	const next = load(me + NEXT);
	const isProbed = len > 1 && seq === ((next - 1) | 0);
	const isOld = next !== 0 && isAfter(next, seq) && !isProbed;
	const peerAck = load(peer + LAST_ACK);
	if (len > 0 && peerAck !== 0 && isUpTo((seq + len) | 0, peerAck)) {
		return labels | SPURIOUS_RETRANSMISSION | RETRANSMISSION;
	}
	if (!isOld) return labels;
	if (isFast(row, seq, peer)) return labels | FAST_RETRANSMISSION | RETRANSMISSION;
	if (isOutOfOrder(row, record, me, peer, next)) return labels | OUT_OF_ORDER;
	store(row + ROW_TIMEOUT_FRAME, resentSince(seq, me));
	return labels | RETRANSMISSION;
}

function isFast(row: i32, seq: i32, peer: i32): boolean {
	const duplicates = load(peer + DUPLICATES);
	if (duplicates >= 0 && duplicates < 2) return false;
	if (load(peer + LAST_ACK) !== seq && !isLeftOutBySack(row, seq, peer)) return false;
	return isRecent(row, load(peer + LAST_SECONDS), load(peer + LAST_NANOSECONDS), FAST_RETRANSMISSION_NS);
}

/** The other side's last packet had SACK blocks, and none of them holds the segment. */
function isLeftOutBySack(row: i32, seq: i32, peer: i32): boolean {
	if (!has(FAST_RETRANSMISSION_BY_SACK) || load(peer + SACKS) === 0) return false;
	return !isInSack(peer, seq, (seq + load(row + ROW_PAYLOAD_BYTES)) | 0);
}

function isOutOfOrder(row: i32, record: i32, me: i32, peer: i32, next: i32): boolean {
	const isSinceNext = has(OUT_OF_ORDER_SINCE_NEXT);
	const seconds = isSinceNext ? load(me + NEXT_SECONDS) : load(peer + LAST_SECONDS);
	const nanoseconds = isSinceNext ? load(me + NEXT_NANOSECONDS) : load(peer + LAST_NANOSECONDS);
	if (!isRecent(row, seconds, nanoseconds, reorderingLimit(record))) return false;
	if (has(COVERED_IS_RETRANSMISSION) && isCovered(row, me)) return false;
	return endOf(row) !== next || (has(MAY_END_AT_NEXT) && (load(me + SIDE_BITS) & NEXT_LENGTH_MASK) === 0);
}

/** The initial round-trip time. */
function reorderingLimit(record: i32): f64 {
	return (load(record + BITS) & BIT_RTT) !== 0 ? loadFloat(record + SYN_TIME) : OUT_OF_ORDER_NS;
}

function isCovered(row: i32, me: i32): boolean {
	const seq = load(row + ROW_SEQUENCE);
	const dataEnd = (seq + load(row + ROW_PAYLOAD_BYTES)) | 0;
	for (let entry = load(me + LIST); entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		if (!isAfter(load(entry + ENTRY_SEQUENCE), seq) && !isAfter(dataEnd, load(entry + ENTRY_END))) return true;
	}
	return false;
}

/** The packet whose timer ran out: the oldest that is unacknowledged, or else the one that moved `NEXT`. */
function resentSince(seq: i32, me: i32): i32 {
	const isAny = !has(TIMEOUT_FROM_SAME_SEGMENT);
	let found = load(me + NEXT_FRAME);
	for (let entry = load(me + LIST); entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		if (isAny || !isAfter(seq, load(entry + ENTRY_SEQUENCE))) found = load(entry + ENTRY_FRAME);
	}
	return found;
}

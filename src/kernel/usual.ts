import { addPayload } from './facts.ts';
import { countFlight } from './label-flight.ts';
import { settle } from './label-memory.ts';
import { isWindowFull } from './label-window.ts';
import { INPUT } from './layout.ts';
import { load, store } from './memory.ts';
import { areUsual } from './options.ts';
import {
	BASE,
	BIT_BASE_0,
	BIT_CLIENT_IS_END_1,
	BIT_DATA,
	BIT_ESTABLISHED,
	BIT_LAST_IS_END_1,
	BIT_RESET,
	BIT_RTT,
	BITS,
	BOTH_FINS,
	COMPLETE_ACK,
	COMPLETE_BEGUN,
	COMPLETE_DATA,
	COMPLETENESS_SHIFT,
	CONTIGUOUS,
	DUPLICATES,
	FIRST_WITH_ACK,
	LAST_ACK,
	LAST_LABELS,
	LAST_NANOSECONDS,
	LAST_PACKET,
	LAST_SECONDS,
	NEXT,
	NEXT_FRAME,
	NEXT_LENGTH_MASK,
	NEXT_LENGTH_SHIFT,
	NEXT_NANOSECONDS,
	NEXT_SECONDS,
	PACKETS,
	SACKS,
	SIDE_BITS,
	SIDE_BYTES,
	SIDE_WINDOW_OF_SYN,
	SIDES,
	WINDOW,
} from './record.ts';
import {
	ROW_ACKNOWLEDGMENT,
	ROW_AT,
	ROW_CAPTURED_BYTES,
	ROW_DATAGRAM,
	ROW_FLAGS,
	ROW_LABELS,
	ROW_NANOSECONDS,
	ROW_PAYLOAD_AT,
	ROW_PAYLOAD_BYTES,
	ROW_PHASE,
	ROW_RELATIVE_ACKNOWLEDGMENT,
	ROW_RELATIVE_SEQUENCE,
	ROW_SECONDS,
	ROW_SEQUENCE,
	ROW_SIDE,
	ROW_TRANSPORT_AT,
	ROW_WINDOW,
} from './rows.ts';
import { dropSacks } from './sacks.ts';
import { isAfter, isUpTo } from './sequence.ts';
import { ACK, DATA, PSH, ZERO_WINDOW_PROBE } from './tcp-bits.ts';
import { addSegment } from './unacknowledged.ts';

/**
 * The short way for the rows that nearly all are: in an open connection whose handshake was seen, the next segment in
 * order, or an ACK of something new. Such a row has no label; what it leaves behind is what `track.ts` and `label.ts`
 * would, in a third of the time.
 */
const TCP_BYTES: i32 = 20;
const BOTH_BASES: i32 = BIT_BASE_0 | (BIT_BASE_0 << 1);
const OPEN: i32 = BOTH_BASES | BIT_ESTABLISHED | BIT_RTT;
const OPEN_OR_CLOSED: i32 = OPEN | BOTH_FINS | BIT_RESET;
const WITH_DATA: i32 = BIT_DATA | ((COMPLETE_BEGUN | COMPLETE_DATA) << COMPLETENESS_SHIFT);
const WITHOUT_DATA: i32 = (COMPLETE_BEGUN | COMPLETE_ACK) << COMPLETENESS_SHIFT;

/** Does all that is to be done for a row that end `sender` sent, or nothing: then it is not such a row. */
export function trackUsual(record: i32, sender: i32, row: i32, packet: i32): boolean {
	const bits = load(record + BITS);
	if ((load(ROW_FLAGS + row) & ~PSH) !== ACK || (bits & OPEN_OR_CLOSED) !== OPEN) return false;
	const me = record + SIDES + sender * SIDE_BYTES;
	const peer = record + (SIDES + SIDE_BYTES) - sender * SIDE_BYTES;
	const length = load(ROW_PAYLOAD_BYTES + row);
	if (!isUsual(row, length, me, peer)) return false;
	moveUsual(record, sender, row, packet, length, bits);
	rememberUsual(row, packet, length, me);
	settle(row, peer);
	if (length > 0) countFlight(row, me, peer, load(record + BASE + (sender << 2)));
	return true;
}

function isUsual(row: i32, length: i32, me: i32, peer: i32): boolean {
	const sequence = load(ROW_SEQUENCE + row);
	if (sequence !== load(me + NEXT) || sequence === 0 || load(ROW_WINDOW + row) === 0 || !hasUsualOptions(row)) {
		return false;
	}
	const acknowledgment = load(ROW_ACKNOWLEDGMENT + row);
	const contiguous = load(peer + CONTIGUOUS);
	if (contiguous !== 0 && isAfter(acknowledgment, contiguous)) return false;
	if (length === 0) {
		return acknowledgment !== load(me + LAST_ACK) && (load(peer + LAST_LABELS) & ZERO_WINDOW_PROBE) === 0;
	}
	const end = (sequence + length) | 0;
	const peerAck = load(peer + LAST_ACK);
	if (load(peer + WINDOW) === 0 || (peerAck !== 0 && isUpTo(end, peerAck))) return false;
	return !isWindowFull(peer, end);
}

function hasUsualOptions(row: i32): boolean {
	if (load(ROW_DATAGRAM + row) !== 0) return false;
	const start = load(ROW_TRANSPORT_AT + row) + TCP_BYTES;
	const finish = load(ROW_PAYLOAD_AT + row);
	if (load(ROW_CAPTURED_BYTES + row) < finish) return false;
	const frame = INPUT + load(ROW_AT + row);
	return start === finish || areUsual(frame + start, frame + finish);
}

function moveUsual(record: i32, sender: i32, row: i32, packet: i32, length: i32, bits: i32): void {
	const mine = sender << 2;
	store(ROW_RELATIVE_SEQUENCE + row, (load(ROW_SEQUENCE + row) - load(record + BASE + mine)) | 0);
	store(ROW_RELATIVE_ACKNOWLEDGMENT + row, (load(ROW_ACKNOWLEDGMENT + row) - load(record + BASE + 4 - mine)) | 0);
	store(ROW_SIDE + row, sender ^ ((bits & BIT_CLIENT_IS_END_1) !== 0 ? 1 : 0));
	store(ROW_PHASE + row, DATA);
	store(ROW_LABELS + row, 0);
	store(record + PACKETS + mine, load(record + PACKETS + mine) + 1);
	store(record + LAST_PACKET, packet);
	const last = sender === 0 ? bits & ~BIT_LAST_IS_END_1 : bits | BIT_LAST_IS_END_1;
	store(record + BITS, last | (length > 0 ? WITH_DATA : WITHOUT_DATA));
	if (length > 0) addPayload(record, sender, length);
}

function rememberUsual(row: i32, packet: i32, length: i32, me: i32): void {
	const sequence = load(ROW_SEQUENCE + row);
	const acknowledgment = load(ROW_ACKNOWLEDGMENT + row);
	const seconds = load(ROW_SECONDS + row);
	const nanoseconds = load(ROW_NANOSECONDS + row);
	const contiguous = load(me + CONTIGUOUS);
	let sideBits = load(me + SIDE_BITS) & ~SIDE_WINDOW_OF_SYN;
	if (acknowledgment !== load(me + LAST_ACK)) {
		store(me + FIRST_WITH_ACK, packet);
		store(me + DUPLICATES, 0);
		store(me + LAST_ACK, acknowledgment);
	}
	if (length > 0) {
		const end = (sequence + length) | 0;
		addSegment(me, packet, sequence, end);
		store(me + NEXT, end);
		store(me + NEXT_SECONDS, seconds);
		store(me + NEXT_NANOSECONDS, nanoseconds);
		store(me + NEXT_FRAME, packet);
		sideBits = (sideBits & ~NEXT_LENGTH_MASK) | ((length & 0xff) << NEXT_LENGTH_SHIFT);
	}
	if (sequence === contiguous || contiguous === 0) store(me + CONTIGUOUS, (sequence + length) | 0);
	store(me + WINDOW, load(ROW_WINDOW + row));
	store(me + LAST_SECONDS, seconds);
	store(me + LAST_NANOSECONDS, nanoseconds);
	store(me + LAST_LABELS, load(me + LAST_LABELS) & ~0xffff);
	store(me + SIDE_BITS, sideBits);
	if (load(me + SACKS) !== 0) dropSacks(me);
}

import { INPUT, OPTIONS, OPTIONS_BYTES, PROFILE } from './layout.ts';
import { load, loadFloat, store, storeFloat } from './memory.ts';
import { readOptions, sacksAt, sacksEnd, scale } from './options.ts';
import {
	BASE,
	BIT_RTT,
	BIT_SEEMS_ENDED,
	BITS,
	COMPLETE_ACK,
	COMPLETE_BEGUN,
	COMPLETE_DATA,
	COMPLETE_FIN,
	COMPLETE_RST,
	COMPLETE_SYN,
	COMPLETE_SYN_ACK,
	COMPLETE_SYN_DATA,
	COMPLETENESS_SHIFT,
	CONTIGUOUS,
	DUPLICATES,
	FIRST_WITH_ACK,
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
	PUSHED_BYTES,
	SACKS,
	SCALE_MASK,
	SCALE_NONE,
	SCALE_SHIFT,
	SCALE_UNKNOWN,
	SIDE_BITS,
	SIDE_BYTES,
	SIDE_FLIGHT_UNKNOWN,
	SIDE_PUSHED,
	SIDE_WINDOW_OF_SYN,
	SIDES,
	SYN_TIME,
	WINDOW,
} from './record.ts';
import {
	ROW_ACKNOWLEDGES_FRAME,
	ROW_ACKNOWLEDGMENT,
	ROW_AT,
	ROW_BYTES_IN_FLIGHT,
	ROW_CAPTURED_BYTES,
	ROW_DATAGRAM,
	ROW_DUPLICATE_ACK_FRAME,
	ROW_DUPLICATE_ACK_NUMBER,
	ROW_FLAGS,
	ROW_LABELS,
	ROW_NANOSECONDS,
	ROW_PAYLOAD_AT,
	ROW_PAYLOAD_BYTES,
	ROW_PUSH_BYTES_SENT,
	ROW_RELATIVE_ACKNOWLEDGMENT,
	ROW_SECONDS,
	ROW_SEQUENCE,
	ROW_TIMEOUT_FRAME,
	ROW_TRANSPORT_AT,
	ROW_WINDOW,
} from './rows.ts';
import { BLOCK_BYTES, dropSacks, isInSack, keepSacks, sackedBytes } from './sacks.ts';
import { isAfter, isUpTo } from './sequence.ts';
import {
	ACK,
	ACK_LOST_SEGMENT,
	ACK_LOST_SEGMENT_ALWAYS,
	COVERED_IS_RETRANSMISSION,
	DUPLICATE_ACK,
	FAST_RETRANSMISSION,
	FAST_RETRANSMISSION_BY_SACK,
	FIN,
	FLIGHT_UNKNOWN_AT_FIRST,
	KEEP_ALIVE,
	KEEP_ALIVE_ACK,
	LOST_SEGMENT,
	MAY_END_AT_NEXT,
	NEW_CONNECTION_AFTER_END,
	OLDER_IS_RECENT,
	OUT_OF_ORDER,
	OUT_OF_ORDER_SINCE_NEXT,
	PARTIAL_ACK,
	PROBE_BYTE_MAY_BE_TAKEN,
	PSH,
	RETRANSMISSION,
	REUSED_PORTS,
	RST,
	SACK_UPDATE_IS_DUPLICATE,
	SPURIOUS_RETRANSMISSION,
	SYN,
	TIMEOUT_FROM_SAME_SEGMENT,
	WINDOW_FULL,
	WINDOW_UPDATE,
	ZERO_WINDOW,
	ZERO_WINDOW_PROBE,
	ZERO_WINDOW_PROBE_ACK,
} from './tcp-bits.ts';
import { addSegment, ENTRY_END, ENTRY_FRAME, ENTRY_OLDER, ENTRY_SEQUENCE, removeSegment } from './unacknowledged.ts';

/**
 * Gives each TCP packet the labels that Wireshark gives it. The rules are those of Wireshark's sequence analysis,
 * worked out from what tshark prints; the order of the steps is part of them.
 *
 * In every step `row` is the offset of the row's cells, `me` the line of the side that sent the packet and `peer` that
 * of the other one; each reads the cells that it needs, so that none takes ten arguments. The WebAssembly build makes
 * one function of them all.
 */
const CONTROL: i32 = SYN | FIN | RST;
const TCP_BYTES: i32 = 20;
const FAST_RETRANSMISSION_NS: f64 = 20e6;
/** The age up to which a segment is out of order while no round-trip time is known. */
const OUT_OF_ORDER_NS: f64 = 3e6;
const FLIGHT_LIMIT: i32 = 2000000000;
/** Put before a comparison, it makes that of signed numbers one of unsigned numbers. */
const SIGN: i32 = -2147483648;

/** What a new connection knows of its sides. */
export function openSides(opened: i32): void {
	for (let side = opened + SIDES; side < opened + SIDES + 2 * SIDE_BYTES; side += SIDE_BYTES) {
		store(side + WINDOW, -1);
		setScale(side, SCALE_UNKNOWN);
		if (has(FLIGHT_UNKNOWN_AT_FIRST)) store(side + SIDE_BITS, load(side + SIDE_BITS) | SIDE_FLIGHT_UNKNOWN);
	}
}

/** Undoes a wrong idea of the end of what was sent, when a SYN with the same number comes again. */
export function restartSide(side: i32): void {
	store(side + NEXT, load(side + CONTIGUOUS));
}

/**
 * Fills the columns from `labels` to `pushBytesSent`, zeros before, of a row that end `sender` of a connection sent.
 *
 * @param packet Its packet number. @param known Labels that are known already.
 */
export function labelRow(row: i32, packet: i32, record: i32, sender: i32, known: i32): void {
	const me = record + SIDES + sender * SIDE_BYTES;
	const peer = record + SIDES + (1 - sender) * SIDE_BYTES;
	readRowOptions(row);
	let labels = labelWindow(row, me, peer, known);
	labels = labelAck(row, packet, me, peer, labels);
	labels = labelOld(row, record, me, peer, labels);
	remember(row, packet, me, labels);
	settle(row, peer);
	countFlight(row, me, peer, load(record + BASE + sender * 4));
	if ((labels & WINDOW_UPDATE) !== 0 && sacksAt !== 0 && has(SACK_UPDATE_IS_DUPLICATE)) {
		labels = (labels & ~WINDOW_UPDATE) | DUPLICATE_ACK;
		countDuplicate(row, me);
	}
	store(row + ROW_LABELS, labels);
	conclude(row, record, me, peer, labels);
	rememberSacks(me, load(record + BASE + (1 - sender) * 4));
	if (stopsInOptions(row)) hideLabels(row);
}

/** The snaplen cut the options, or a SACK option has no block, of which Wireshark reads the first all the same. */
function stopsInOptions(row: i32): boolean {
	if (load(row + ROW_DATAGRAM) === 0 && load(row + ROW_CAPTURED_BYTES) < load(row + ROW_PAYLOAD_AT)) return true;
	if (sacksAt === 0 || sacksEnd - sacksAt >= BLOCK_BYTES) return false;
	const isAck = (load(row + ROW_FLAGS) & ACK) !== 0;
	return isUpTo(0, isAck ? load(row + ROW_RELATIVE_ACKNOWLEDGMENT) : load(row + ROW_ACKNOWLEDGMENT));
}

/** Wireshark remembers such a packet, but prints nothing of its analysis. */
function hideLabels(row: i32): void {
	store(row + ROW_LABELS, 0);
	store(row + ROW_DUPLICATE_ACK_FRAME, 0);
	store(row + ROW_DUPLICATE_ACK_NUMBER, 0);
	store(row + ROW_ACKNOWLEDGES_FRAME, 0);
	store(row + ROW_TIMEOUT_FRAME, 0);
	store(row + ROW_BYTES_IN_FLIGHT, 0);
	store(row + ROW_PUSH_BYTES_SENT, 0);
}

/** The options lie in the frame, or where the host put them if fragments made up the segment. */
function readRowOptions(row: i32): void {
	const start = load(row + ROW_TRANSPORT_AT) + TCP_BYTES;
	const finish = load(row + ROW_PAYLOAD_AT);
	if (load(row + ROW_DATAGRAM) !== 0) {
		const at = OPTIONS + (row >>> 2) * OPTIONS_BYTES;
		readOptions(at, at + (finish - start));
		return;
	}
	const frame = INPUT + load(row + ROW_AT);
	const captured = load(row + ROW_CAPTURED_BYTES);
	readOptions(frame + start, frame + (captured < finish ? captured : finish));
}

/** Nanoseconds since a moment, negative if that lies ahead. */
function elapsed(row: i32, fromSeconds: i32, fromNanoseconds: i32): f64 {
	const seconds: f64 = (load(row + ROW_SECONDS) - fromSeconds) | 0;
	const nanoseconds: f64 = load(row + ROW_NANOSECONDS) - fromNanoseconds;
	return seconds * 1e9 + nanoseconds;
}

/** Times are unsigned in Wireshark: what is negative, of a moment that lies ahead, is more than anything else. */
function isRecent(row: i32, fromSeconds: i32, fromNanoseconds: i32, limit: f64): boolean {
	let ns = elapsed(row, fromSeconds, fromNanoseconds);
	if (ns < 0 && has(OLDER_IS_RECENT)) ns = 0;
	return ns < 0 === limit < 0 ? ns < limit : limit < 0;
}

function has(rule: i32): boolean {
	return (load(PROFILE) & rule) !== 0;
}

function scaleOf(side: i32): i32 {
	return ((load(side + SIDE_BITS) & SCALE_MASK) >> SCALE_SHIFT) - 2;
}

function setScale(side: i32, shift: i32): void {
	store(side + SIDE_BITS, (load(side + SIDE_BITS) & ~SCALE_MASK) | ((shift + 2) << SCALE_SHIFT));
}

function lastLabels(side: i32): i32 {
	return load(side + LAST_LABELS) & 0xffff;
}

/** First: what the window, the number and the ACK say, before anything is moved. */
function labelWindow(row: i32, me: i32, peer: i32, known: i32): i32 {
	const seq = load(row + ROW_SEQUENCE);
	const len = load(row + ROW_PAYLOAD_BYTES);
	const flag = load(row + ROW_FLAGS);
	const isPlain = (flag & CONTROL) === 0;
	const next = load(me + NEXT);
	let labels = known;
	if (len === 1 && seq === next && load(peer + WINDOW) === 0) return labels | ZERO_WINDOW_PROBE;
	if (load(row + ROW_WINDOW) === 0 && isPlain) labels |= ZERO_WINDOW;
	if (next !== 0 && isAfter(seq, next) && (flag & RST) === 0) {
		labels |= LOST_SEGMENT;
		store(me + SIDE_BITS, load(me + SIDE_BITS) | SIDE_FLIGHT_UNKNOWN);
	}
	if (!isPlain) return labels;
	if (len <= 1 && seq === ((next - 1) | 0)) labels |= KEEP_ALIVE;
	if (len > 0) return isWindowFull(peer, (seq + len) | 0) ? labels | WINDOW_FULL : labels;
	return seq === next ? labelPureAck(row, me, peer, labels) : labels;
}

export function isWindowFull(peer: i32, dataEnd: i32): boolean {
	const known = scaleOf(peer);
	if (known === SCALE_UNKNOWN) return false;
	const shift = known === SCALE_NONE || (load(peer + SIDE_BITS) & SIDE_WINDOW_OF_SYN) !== 0 ? 0 : known;
	return dataEnd === ((load(peer + LAST_ACK) + (load(peer + WINDOW) << shift)) | 0);
}

/** A segment without data that stands where the last one ended: an update, an answer to a probe, or a duplicate. */
function labelPureAck(row: i32, me: i32, peer: i32, known: i32): i32 {
	const ack = load(row + ROW_ACKNOWLEDGMENT);
	const win = load(row + ROW_WINDOW);
	const isRepeated = ack === load(me + LAST_ACK);
	const isSameWindow = win === load(me + WINDOW);
	const peerLabels = lastLabels(peer);
	if (win === 0) {
		const isProbeTaken = probeByteTaken(ack, me, peer);
		if (!isSameWindow || (peerLabels & ZERO_WINDOW_PROBE) === 0 || (!isRepeated && !isProbeTaken)) return known;
		if (isProbeTaken) takeProbeByte(ack, peer);
		return known | ZERO_WINDOW_PROBE_ACK;
	}
	if (!isRepeated) return known;
	if (!isSameWindow) return known | WINDOW_UPDATE;
	if ((peerLabels & KEEP_ALIVE) !== 0) return known | KEEP_ALIVE_ACK;
	countDuplicate(row, me);
	return known | DUPLICATE_ACK;
}

/** The other side probed a closed window with one byte, and this ACK covers it (versions from 4.4). */
function probeByteTaken(ack: i32, me: i32, peer: i32): boolean {
	if ((lastLabels(peer) & ZERO_WINDOW_PROBE) === 0 || !has(PROBE_BYTE_MAY_BE_TAKEN)) return false;
	return ack === ((load(me + LAST_ACK) + 1) | 0);
}

function takeProbeByte(ack: i32, peer: i32): void {
	store(peer + NEXT, ack);
	store(peer + CONTIGUOUS, ack);
}

function countDuplicate(row: i32, me: i32): void {
	let count = load(me + DUPLICATES) + 1;
	if (count === 0) count = 1;
	store(me + DUPLICATES, count);
	store(row + ROW_DUPLICATE_ACK_FRAME, load(me + FIRST_WITH_ACK));
	store(row + ROW_DUPLICATE_ACK_NUMBER, count);
}

/** Then what the ACK number says of the other side. */
function labelAck(row: i32, packet: i32, me: i32, peer: i32, labels: i32): i32 {
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

/** Then whether the segment is new, late or sent again. */
function labelOld(row: i32, record: i32, me: i32, peer: i32, labels: i32): i32 {
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

/** Number after the segment (RFC 9293, section 3.4), SYN and FIN together counted once. */
function endOf(row: i32): i32 {
	const extra = (load(row + ROW_FLAGS) & (SYN | FIN)) !== 0 ? 1 : 0;
	return (load(row + ROW_SEQUENCE) + load(row + ROW_PAYLOAD_BYTES) + extra) | 0;
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

/** Only now the packet is remembered. */
function remember(row: i32, packet: i32, me: i32, labels: i32): void {
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

/** Bytes sent and not acknowledged, SACK blocks not counted. */
export function countFlight(row: i32, me: i32, peer: i32, base: i32): void {
	const list = load(me + LIST);
	const len = load(row + ROW_PAYLOAD_BYTES);
	if (len === 0 || list === 0 || (load(me + SIDE_BITS) & SIDE_FLIGHT_UNKNOWN) !== 0) return;
	let first: i32 = -1 ^ SIGN;
	let last: i32 = SIGN;
	for (let entry = list; entry !== 0; entry = load(entry + ENTRY_OLDER)) {
		const entryFirst = ((load(entry + ENTRY_SEQUENCE) - base) | 0) ^ SIGN;
		const entryLast = ((load(entry + ENTRY_END) - base) | 0) ^ SIGN;
		if (entryFirst < first) first = entryFirst;
		if (entryLast > last) last = entryLast;
	}
	const flight = (((last - first) | 0) - sackedBytes(peer)) | 0;
	const flag = load(row + ROW_FLAGS);
	const pushed = countPushed(me, flag, len);
	if (flight <= 0 || flight >= FLIGHT_LIMIT) return;
	const bytes = flight - ((flag & (SYN | FIN)) !== 0 ? 1 : 0);
	store(row + ROW_BYTES_IN_FLIGHT, bytes);
	if (bytes !== 0) store(row + ROW_PUSH_BYTES_SENT, pushed);
}

function countPushed(me: i32, flag: i32, len: i32): i32 {
	const bits = load(me + SIDE_BITS);
	const bytes = (((bits & SIDE_PUSHED) !== 0 ? 0 : load(me + PUSHED_BYTES)) + len) | 0;
	store(me + PUSHED_BYTES, bytes);
	store(me + SIDE_BITS, (flag & PSH) !== 0 ? bits | SIDE_PUSHED : bits & ~SIDE_PUSHED);
	return bytes;
}

/** Last: what later packets of the connection will need. Options count only from the next packet on. */
function conclude(row: i32, record: i32, me: i32, peer: i32, labels: i32): void {
	const flag = load(row + ROW_FLAGS);
	const isAck = (flag & ACK) !== 0;
	const bits = load(record + BITS);
	const added = completenessBits(flag, load(row + ROW_PAYLOAD_BYTES), bits, labels);
	const ended = (added & (COMPLETE_FIN | COMPLETE_RST)) !== 0 ? BIT_SEEMS_ENDED : 0;
	store(record + BITS, bits | ended | (added << COMPLETENESS_SHIFT));
	if ((flag & SYN) !== 0) {
		if (!isAck) rememberSynTime(row, record);
		rememberScale(isAck, me, peer, stopsInOptions(row));
	} else {
		if (isAck) rememberRtt(row, record);
		if (scale >= 0) setScale(me, scale);
	}
	const sideBits = load(me + SIDE_BITS);
	if ((flag & SYN) !== 0) store(me + SIDE_BITS, sideBits | SIDE_WINDOW_OF_SYN);
	else if (isAck) store(me + SIDE_BITS, sideBits & ~SIDE_WINDOW_OF_SYN);
}

function rememberSacks(me: i32, base: i32): void {
	dropSacks(me);
	if (sacksAt !== 0) keepSacks(me, sacksAt, sacksEnd, base, has(SACK_UPDATE_IS_DUPLICATE) ? 4 : 3);
}

function rememberSynTime(row: i32, record: i32): void {
	if ((load(record + BITS) & BIT_RTT) !== 0) return;
	store(record + SYN_TIME, load(row + ROW_SECONDS));
	store(record + SYN_TIME + 4, load(row + ROW_NANOSECONDS));
}

/** A time of exactly 0 counts as unknown, as in Wireshark. */
function rememberRtt(row: i32, record: i32): void {
	if ((load(record + BITS) & BIT_RTT) !== 0) return;
	const seconds = load(record + SYN_TIME);
	if (seconds === 0) return;
	const rtt = elapsed(row, seconds, load(record + SYN_TIME + 4));
	if (rtt === 0) return;
	storeFloat(record + SYN_TIME, rtt);
	store(record + BITS, load(record + BITS) | BIT_RTT);
}

/**
 * A SYN without the option, when no scale was known, means that neither side scales (RFC 7323, section 2.2); of one whose
 * options are cut only what is left of them counts.
 */
function rememberScale(isAck: boolean, me: i32, peer: i32, isCut: boolean): void {
	if (scale >= 0) setScale(me, scale);
	if (isCut) return;
	if (scaleOf(me) === SCALE_UNKNOWN) {
		setScale(me, SCALE_NONE);
		setScale(peer, SCALE_NONE);
	}
	if (isAck && scaleOf(peer) === SCALE_NONE) setScale(me, SCALE_NONE);
}

function completenessBits(flag: i32, len: i32, recordBits: i32, labels: i32): i32 {
	const isSyn = (flag & SYN) !== 0;
	const isAck = (flag & ACK) !== 0;
	const isFirst = (recordBits & (COMPLETE_BEGUN << COMPLETENESS_SHIFT)) === 0;
	const isSynData = has(NEW_CONNECTION_AFTER_END) ? isFirst && !isAck : (labels & REUSED_PORTS) === 0;
	let bits: i32 = (flag & RST) !== 0 ? COMPLETE_BEGUN | COMPLETE_RST : COMPLETE_BEGUN;
	if (isSyn) bits |= isAck ? COMPLETE_SYN_ACK : isFirst ? COMPLETE_SYN : 0;
	else if (isAck) bits |= len > 0 ? COMPLETE_DATA : COMPLETE_ACK;
	if (isSyn && len > 0 && isSynData) bits |= COMPLETE_SYN_DATA;
	if (isAck && (flag & FIN) !== 0) bits |= COMPLETE_FIN;
	return bits;
}

import { has, lastLabels, scaleOf } from './label-sides.ts';
import { load, store } from './memory.ts';
import {
	CONTIGUOUS,
	DUPLICATES,
	FIRST_WITH_ACK,
	LAST_ACK,
	NEXT,
	SCALE_NONE,
	SCALE_UNKNOWN,
	SIDE_BITS,
	SIDE_FLIGHT_UNKNOWN,
	SIDE_WINDOW_OF_SYN,
	WINDOW,
} from './record.ts';
import {
	ROW_ACKNOWLEDGMENT,
	ROW_DUPLICATE_ACK_FRAME,
	ROW_DUPLICATE_ACK_NUMBER,
	ROW_FLAGS,
	ROW_PAYLOAD_BYTES,
	ROW_SEQUENCE,
	ROW_WINDOW,
} from './rows.ts';
import { isAfter } from './sequence.ts';
import {
	DUPLICATE_ACK,
	FIN,
	KEEP_ALIVE,
	KEEP_ALIVE_ACK,
	LOST_SEGMENT,
	PROBE_BYTE_MAY_BE_TAKEN,
	RST,
	SYN,
	WINDOW_FULL,
	WINDOW_UPDATE,
	ZERO_WINDOW,
	ZERO_WINDOW_PROBE,
	ZERO_WINDOW_PROBE_ACK,
} from './tcp-bits.ts';

const CONTROL: i32 = SYN | FIN | RST;

/** First: what the window, the number and the ACK say, before anything is moved. */
export function labelWindow(row: i32, me: i32, peer: i32, known: i32): i32 {
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
export function probeByteTaken(ack: i32, me: i32, peer: i32): boolean {
	if ((lastLabels(peer) & ZERO_WINDOW_PROBE) === 0 || !has(PROBE_BYTE_MAY_BE_TAKEN)) return false;
	return ack === ((load(me + LAST_ACK) + 1) | 0);
}

export function takeProbeByte(ack: i32, peer: i32): void {
	store(peer + NEXT, ack);
	store(peer + CONTIGUOUS, ack);
}

export function countDuplicate(row: i32, me: i32): void {
	let count = load(me + DUPLICATES) + 1;
	if (count === 0) count = 1;
	store(me + DUPLICATES, count);
	store(row + ROW_DUPLICATE_ACK_FRAME, load(me + FIRST_WITH_ACK));
	store(row + ROW_DUPLICATE_ACK_NUMBER, count);
}

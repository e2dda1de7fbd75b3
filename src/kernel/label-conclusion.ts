import { stopsInOptions } from './label-options.ts';
import { elapsed, has, scaleOf, setScale } from './label-sides.ts';
import { load, store, storeFloat } from './memory.ts';
import { scale } from './options.ts';
import {
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
	SCALE_NONE,
	SCALE_UNKNOWN,
	SIDE_BITS,
	SIDE_WINDOW_OF_SYN,
	SYN_TIME,
} from './record.ts';
import { ROW_FLAGS, ROW_NANOSECONDS, ROW_PAYLOAD_BYTES, ROW_SECONDS } from './rows.ts';
import { ACK, FIN, NEW_CONNECTION_AFTER_END, REUSED_PORTS, RST, SYN } from './tcp-bits.ts';

/** Last: what later packets of the connection will need. Options count only from the next packet on. */
export function conclude(row: i32, record: i32, me: i32, peer: i32, labels: i32): void {
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
	// Only of the first packet, which version 4.0 leaves out if it uses ports again.
	const isNew = has(NEW_CONNECTION_AFTER_END) || (labels & REUSED_PORTS) === 0;
	let bits: i32 = (flag & RST) !== 0 ? COMPLETE_BEGUN | COMPLETE_RST : COMPLETE_BEGUN;
	if (isSyn) bits |= isAck ? COMPLETE_SYN_ACK : isFirst ? COMPLETE_SYN : 0;
	else if (isAck) bits |= len > 0 ? COMPLETE_DATA : COMPLETE_ACK;
	if (isSyn && !isAck && len > 0 && isFirst && isNew) bits |= COMPLETE_SYN_DATA;
	if (isAck && (flag & FIN) !== 0) bits |= COMPLETE_FIN;
	return bits;
}

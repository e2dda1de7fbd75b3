import { emptied, renewEnded, unpacked } from './ended.ts';
import { addPayload, storeFact } from './facts.ts';
import { takeRecord } from './heap.ts';
import { labelRow } from './label.ts';
import { openSides, restartSide } from './label-sides.ts';
import {
	ALL_STEPS,
	ARP_ROWS,
	COLUMN_BYTES,
	CONNECTIONS,
	FORGETS,
	LAB_PORTS,
	PROFILE,
	TCP_ROWS,
	TOUCHED,
} from './layout.ts';
import { clear, load, store } from './memory.ts';
import {
	ADDRESS_0,
	ADDRESS_1,
	BASE,
	BIT_BASE_0,
	BIT_CLIENT_IS_END_1,
	BIT_DATA,
	BIT_END_1_CLOSES_FIRST,
	BIT_ESTABLISHED,
	BIT_FIN_0,
	BIT_FIN_ACKNOWLEDGED_0,
	BIT_IPV6,
	BIT_LAST_IS_END_1,
	BIT_PACKED,
	BIT_RESET,
	BIT_ROLE_BY_LAB_PORT,
	BIT_ROLE_BY_LOWER_PORT,
	BIT_SEEMS_ENDED,
	BIT_SYN,
	BIT_SYN_ACK,
	BITS,
	BOTH_FINS,
	BOTH_FINS_ACKNOWLEDGED,
	COMPLETE_BEGUN,
	COMPLETE_SYN_DATA,
	COMPLETENESS_SHIFT,
	FIN_ACKNOWLEDGED_BY,
	FIN_END,
	FIN_PACKET,
	FIRST_NANOSECONDS,
	FIRST_PACKET,
	FIRST_SECONDS,
	HANDSHAKE_ACK_PACKET,
	LAST_PACKET,
	PACKETS,
	PORTS,
	RESET_PACKET,
	SIDE_BYTES,
	SIDES,
	STREAM,
	SYN_ACK_PACKET,
	SYN_PACKET,
} from './record.ts';
import {
	ROW_ACKNOWLEDGMENT,
	ROW_CONNECTION,
	ROW_DESTINATION_ADDRESS,
	ROW_DESTINATION_PORT,
	ROW_DUPLICATE_ACK_FRAME,
	ROW_FLAGS,
	ROW_GUESS,
	ROW_HASH,
	ROW_NANOSECONDS,
	ROW_NETWORK,
	ROW_PAYLOAD_BYTES,
	ROW_PHASE,
	ROW_PROTOCOL,
	ROW_RELATIVE_ACKNOWLEDGMENT,
	ROW_RELATIVE_SEQUENCE,
	ROW_SECONDS,
	ROW_SEQUENCE,
	ROW_SIDE,
	ROW_SOURCE_ADDRESS,
	ROW_SOURCE_PORT,
} from './rows.ts';
import { isAfter } from './sequence.ts';
import { fillSlot, hashOfEnds, isConnection, packPorts, recentOf, reserveSlots, slotOf, touchSlot } from './slots.ts';
import {
	ACK,
	BEFORE,
	CLOSE,
	DATA,
	FIN,
	HANDSHAKE,
	NETWORK_IPV6,
	NEW_CONNECTION_AFTER_END,
	PROTOCOL_ARP,
	PROTOCOL_TCP,
	REUSED_PORTS,
	RST,
	SYN,
} from './tcp-bits.ts';
import { trackUsual } from './usual.ts';

const SYN_AND_ACK: i32 = SYN | ACK;
/** The columns from `duplicateAckFrame` to `pushBytesSent`, which lie behind each other. */
const RESULT_COLUMNS: i32 = 6;
const BEGUN_AND_ENDED: i32 = BIT_SEEMS_ENDED | ((COMPLETE_BEGUN | COMPLETE_SYN_DATA) << COMPLETENESS_SHIFT);
/** What a SYN of a known pair of ends begins. */
const NOTHING: i32 = 0;
const NEW_CONNECTION: i32 = 1;
const SAME_CONNECTION: i32 = 2;

/**
 * Finds or opens the connection of every TCP row, moves its state and labels the row. Rows are handled in four
 * passes (hash and guess the record, touch the records, check the guesses, move the state), so that cache misses of different packets
 * overlap: with 100,000 connections open at once this halves the time.
 *
 * @param firstNumber Packet number of row 0.
 */
export function trackRows(rows: i32, firstNumber: i32): void {
	const end = rows << 2;
	reserveSlots(rows);
	clear(ROW_DUPLICATE_ACK_FRAME, RESULT_COLUMNS * COLUMN_BYTES);
	guessRecords(end);
	touchRecords(end);
	checkGuesses(end);
	const opened = load(CONNECTIONS);
	for (let row: i32 = 0; row < end; row += 4) {
		if (load(ROW_PROTOCOL + row) === PROTOCOL_TCP) trackRow(row, firstNumber + (row >>> 2), opened);
	}
}

function guessRecords(end: i32): void {
	let others: i32 = 0;
	for (let row: i32 = 0; row < end; row += 4) {
		const protocol = load(ROW_PROTOCOL + row);
		if (protocol !== PROTOCOL_TCP) {
			others++;
			if (protocol === PROTOCOL_ARP) store(ARP_ROWS, load(ARP_ROWS) + 1);
			store(ROW_CONNECTION + row, -1);
			store(ROW_GUESS + row, 0);
			continue;
		}
		const hash = hashOfEnds(
			load(ROW_SOURCE_ADDRESS + row),
			load(ROW_DESTINATION_ADDRESS + row),
			load(ROW_SOURCE_PORT + row),
			load(ROW_DESTINATION_PORT + row),
			load(ROW_NETWORK + row),
		);
		store(ROW_HASH + row, hash);
		store(ROW_GUESS + row, load(recentOf(hash)));
	}
	store(TCP_ROWS, load(TCP_ROWS) + (end >>> 2) - others);
}

/** Nothing but reads, so that the processor has as many of them under way as it can. */
function touchRecords(end: i32): void {
	let touched = load(TOUCHED);
	for (let row: i32 = 0; row < end; row += 4) {
		const guess = load(ROW_GUESS + row);
		touched ^= load(guess) ^ load(guess + SIDES) ^ load(guess + SIDES + SIDE_BYTES);
	}
	store(TOUCHED, touched);
}

/** Where the guess is wrong, the row is found in the big table: then its slot is touched. */
function checkGuesses(end: i32): void {
	let touched = load(TOUCHED);
	for (let row: i32 = 0; row < end; row += 4) {
		if (load(ROW_PROTOCOL + row) !== PROTOCOL_TCP) continue;
		const guess = load(ROW_GUESS + row);
		const hash = load(ROW_HASH + row);
		if (guess !== 0 && isOfRow(guess, hash, row)) continue;
		store(ROW_GUESS + row, 0);
		touched ^= touchSlot(hash);
	}
	store(TOUCHED, touched);
}

function isOfRow(record: i32, hash: i32, row: i32): boolean {
	const ports = packPorts(load(ROW_SOURCE_PORT + row), load(ROW_DESTINATION_PORT + row));
	return isConnection(record, hash, load(ROW_SOURCE_ADDRESS + row), load(ROW_DESTINATION_ADDRESS + row), ports);
}

/** @param opened How many connections there were when the records were guessed. */
function trackRow(row: i32, packet: i32, opened: i32): void {
	const hash = load(ROW_HASH + row);
	const guess = load(ROW_GUESS + row);
	let record = guess;
	// Where others were begun since, one of them may be between these ends.
	if (guess === 0 || (load(CONNECTIONS) !== opened && load(recentOf(hash)) !== guess)) {
		record = load(slotOfRow(hash, row) + 4);
	}
	if (record !== 0 && load(ALL_STEPS) === 0 && trackUsual(record, endOf(record, row), row, packet)) {
		if (record !== guess) store(recentOf(hash), record);
		store(ROW_CONNECTION + row, load(record + STREAM));
		return;
	}
	trackUnusual(row, packet, hash, record);
}

/**
 * All steps, for a row of the connection at `record`, or of none that is known. A function of its own in the
 * WebAssembly build, too: what few rows need must not burden the compilation of what nearly all do.
 */
function trackUnusual(row: i32, packet: i32, hash: i32, known: i32): void {
	let record = known;
	let end: i32 = 0;
	let labels: i32 = 0;
	let isNew = record === 0;
	if (!isNew) {
		if ((load(record + BITS) & BIT_PACKED) !== 0) {
			const slot = slotOfRow(hash, row);
			record = unpacked(record);
			fillSlot(slot, hash, record);
		}
		end = endOf(record, row);
		const kind = reuse(record, end, row);
		if (kind !== NOTHING) labels = REUSED_PORTS;
		if (kind === SAME_CONNECTION) store(record + BASE + (end << 2), load(ROW_SEQUENCE + row));
		else if (kind === NEW_CONNECTION) {
			isNew = true;
			record = load(FORGETS) !== 0 ? emptied(record) : 0;
		}
	}
	if (isNew) {
		if (record === 0) record = takeRecord();
		open(record, row, packet);
		fillSlot(slotOfRow(hash, row), hash, record);
		end = 0;
	}
	store(recentOf(hash), record);
	store(ROW_CONNECTION + row, load(record + STREAM));
	move(record, end, row, packet);
	labelRow(row, packet, record, end, labels);
	if (load(FORGETS) !== 0) renewEnded(record);
}

function slotOfRow(hash: i32, row: i32): i32 {
	const ports = packPorts(load(ROW_SOURCE_PORT + row), load(ROW_DESTINATION_PORT + row));
	return slotOf(hash, load(ROW_SOURCE_ADDRESS + row), load(ROW_DESTINATION_ADDRESS + row), ports);
}

/** Which end of a connection sent the row. */
function endOf(record: i32, row: i32): i32 {
	const ports = packPorts(load(ROW_SOURCE_PORT + row), load(ROW_DESTINATION_PORT + row));
	return load(record + ADDRESS_0) === load(ROW_SOURCE_ADDRESS + row) && load(record + PORTS) === ports ? 0 : 1;
}

/** Makes a cleared record that of a new connection whose end 0 is the sender of this row. */
function open(record: i32, row: i32, packet: i32): void {
	const opened = load(CONNECTIONS);
	store(CONNECTIONS, opened + 1);
	store(record + STREAM, opened);
	store(record + ADDRESS_0, load(ROW_SOURCE_ADDRESS + row));
	store(record + ADDRESS_1, load(ROW_DESTINATION_ADDRESS + row));
	store(record + PORTS, packPorts(load(ROW_SOURCE_PORT + row), load(ROW_DESTINATION_PORT + row)));
	const version = load(ROW_NETWORK + row) === NETWORK_IPV6 ? BIT_IPV6 : 0;
	store(record + BITS, roleBits(row) | version);
	storeFact(record + FIRST_PACKET, packet);
	storeFact(record + FIRST_SECONDS, load(ROW_SECONDS + row));
	storeFact(record + FIRST_NANOSECONDS, load(ROW_NANOSECONDS + row));
	openSides(record);
}

function roleBits(row: i32): i32 {
	const flag = load(ROW_FLAGS + row);
	if ((flag & SYN) !== 0) return (flag & ACK) !== 0 ? BIT_CLIENT_IS_END_1 : 0;
	const from = load(ROW_SOURCE_PORT + row);
	const to = load(ROW_DESTINATION_PORT + row);
	const fromLab = isLabPort(from);
	if (fromLab !== isLabPort(to)) return BIT_ROLE_BY_LAB_PORT | (fromLab ? BIT_CLIENT_IS_END_1 : 0);
	return BIT_ROLE_BY_LOWER_PORT | (from < to ? BIT_CLIENT_IS_END_1 : 0);
}

function isLabPort(port: i32): boolean {
	return ((load(LAB_PORTS + ((port >>> 5) << 2)) >>> (port & 31)) & 1) !== 0;
}

/** What a SYN or SYN-ACK of a known pair of ends begins: nothing new, a new connection, or the same one anew. */
function reuse(record: i32, end: i32, row: i32): i32 {
	const flag = load(ROW_FLAGS + row);
	const bits = load(record + BITS);
	if ((flag & SYN) === 0) return NOTHING;
	const isNewAfterEnd = (load(PROFILE) & NEW_CONNECTION_AFTER_END) !== 0;
	if ((bits & (BIT_BASE_0 << end)) === 0) {
		// Wireshark takes it for the first SYN of all, and forgets that the connection ended.
		if (isNewAfterEnd && (flag & ACK) === 0) store(record + BITS, bits & ~BEGUN_AND_ENDED);
		return NOTHING;
	}
	const isOther = load(record + BASE + (end << 2)) !== load(ROW_SEQUENCE + row);
	if (isOther || (isNewAfterEnd && (bits & BIT_SEEMS_ENDED) !== 0)) {
		return (flag & ACK) === 0 || isNewAfterEnd ? NEW_CONNECTION : SAME_CONNECTION;
	}
	if ((flag & ACK) === 0) restartSide(record + SIDES + end * SIDE_BYTES);
	return NOTHING;
}

/** Moves the connection by one packet from `end`. */
function move(record: i32, end: i32, row: i32, packet: i32): void {
	const flag = load(ROW_FLAGS + row);
	const length = load(ROW_PAYLOAD_BYTES + row);
	setBases(record, end, row, flag);
	store(ROW_RELATIVE_SEQUENCE + row, (load(ROW_SEQUENCE + row) - load(record + BASE + (end << 2))) | 0);
	store(
		ROW_RELATIVE_ACKNOWLEDGMENT + row,
		(load(ROW_ACKNOWLEDGMENT + row) - load(record + BASE + ((1 - end) << 2))) | 0,
	);
	const clientEnd = (load(record + BITS) & BIT_CLIENT_IS_END_1) !== 0 ? 1 : 0;
	store(ROW_SIDE + row, end ^ clientEnd);
	store(ROW_PHASE + row, phaseOf(record, end === clientEnd, row, flag, length, packet));
	if ((flag & ACK) !== 0) acknowledge(record, end, row, packet);
	if ((flag & (FIN | RST)) !== 0) close(record, end, row, flag, length, packet);
	const packets = record + PACKETS + (end << 2);
	store(packets, load(packets) + 1);
	store(record + LAST_PACKET, packet);
	const bits = load(record + BITS);
	store(record + BITS, end === 0 ? bits & ~BIT_LAST_IS_END_1 : bits | BIT_LAST_IS_END_1);
	if (length > 0) addPayload(record, end, length);
}

/** Where relative numbers count from: the SYN's number, or such that the first byte seen is number 1. */
function setBases(record: i32, end: i32, row: i32, flag: i32): void {
	const bits = load(record + BITS);
	const peer = 1 - end;
	let added: i32 = 0;
	if ((bits & (BIT_BASE_0 << end)) === 0) {
		store(record + BASE + (end << 2), (load(ROW_SEQUENCE + row) - ((flag & SYN) !== 0 ? 0 : 1)) | 0);
		added = BIT_BASE_0 << end;
	}
	if ((flag & ACK) !== 0 && (bits & (BIT_BASE_0 << peer)) === 0) {
		store(record + BASE + (peer << 2), (load(ROW_ACKNOWLEDGMENT + row) - 1) | 0);
		added |= BIT_BASE_0 << peer;
	}
	if (added !== 0) store(record + BITS, bits | added);
}

function phaseOf(record: i32, isClient: boolean, row: i32, flag: i32, length: i32, packet: i32): i32 {
	const bits = load(record + BITS);
	if ((flag & (FIN | RST)) !== 0) return CLOSE;
	if ((flag & SYN) !== 0) return noteSyn(record, flag, isClient, packet);
	if ((bits & (BOTH_FINS | BIT_RESET)) !== 0) return length > 0 ? DATA : CLOSE;
	const isOpening = (bits & (BIT_SYN | BIT_SYN_ACK)) !== 0 && (bits & BIT_ESTABLISHED) === 0;
	if (isOpening && (isClient || length > 0)) establish(record, row, isClient, packet);
	if (length > 0) {
		store(record + BITS, load(record + BITS) | BIT_DATA);
		return DATA;
	}
	if (isOpening) return HANDSHAKE;
	return (bits & (BIT_DATA | BIT_ESTABLISHED)) !== 0 ? DATA : BEFORE;
}

function noteSyn(record: i32, flag: i32, isClient: boolean, packet: i32): i32 {
	const bits = load(record + BITS);
	if ((flag & SYN_AND_ACK) === SYN_AND_ACK) {
		if ((bits & BIT_SYN_ACK) === 0) storeFact(record + SYN_ACK_PACKET, packet);
		store(record + BITS, bits | BIT_SYN_ACK);
	} else if (isClient && (bits & BIT_SYN_ACK) === 0) {
		storeFact(record + SYN_PACKET, packet);
		store(record + BITS, bits | BIT_SYN);
	}
	return HANDSHAKE;
}

/** The packet that ends the opening; it completes the handshake if it is the client's ACK of the SYN-ACK. */
function establish(record: i32, row: i32, isClient: boolean, packet: i32): void {
	const bits = load(record + BITS);
	const server = (bits & BIT_CLIENT_IS_END_1) !== 0 ? 0 : 1;
	const expected = (load(record + BASE + (server << 2)) + 1) | 0;
	const isAnswer = (load(ROW_FLAGS + row) & ACK) !== 0 && load(ROW_ACKNOWLEDGMENT + row) === expected;
	if (isClient && isAnswer && (bits & BIT_SYN_ACK) !== 0) storeFact(record + HANDSHAKE_ACK_PACKET, packet);
	store(record + BITS, bits | BIT_ESTABLISHED);
}

function acknowledge(record: i32, end: i32, row: i32, packet: i32): void {
	const peer = 1 - end;
	const bits = load(record + BITS);
	if ((bits & (BIT_FIN_0 << peer)) === 0 || (bits & (BIT_FIN_ACKNOWLEDGED_0 << peer)) !== 0) return;
	if (isAfter(load(record + FIN_END + (peer << 2)), load(ROW_ACKNOWLEDGMENT + row))) return;
	storeFact(record + FIN_ACKNOWLEDGED_BY + (peer << 2), packet);
	store(record + BITS, bits | (BIT_FIN_ACKNOWLEDGED_0 << peer));
}

function close(record: i32, end: i32, row: i32, flag: i32, length: i32, packet: i32): void {
	const bits = load(record + BITS);
	const isFirst = (bits & (BOTH_FINS | BIT_RESET)) === 0;
	let added: i32 = isFirst && end === 1 ? BIT_END_1_CLOSES_FIRST : 0;
	if ((flag & RST) !== 0) {
		const isClosed = (bits & BOTH_FINS_ACKNOWLEDGED) === BOTH_FINS_ACKNOWLEDGED;
		if (!isClosed && (bits & BIT_RESET) === 0) {
			storeFact(record + RESET_PACKET, packet);
			added |= BIT_RESET;
		}
	} else if ((bits & (BIT_FIN_0 << end)) === 0) {
		storeFact(record + FIN_PACKET + (end << 2), packet);
		store(record + FIN_END + (end << 2), (load(ROW_SEQUENCE + row) + length + 1) | 0);
		added |= BIT_FIN_0 << end;
	}
	store(record + BITS, bits | added);
}

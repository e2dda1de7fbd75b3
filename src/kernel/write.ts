import { ADDRESS_BYTES, ADDRESS_TEXT, ADDRESS_TEXT_LENGTH } from './addresses.ts';
import {
	CELL_BEFORE,
	CELL_BYTES,
	CELL_COLUMN,
	CELL_FIRST_BYTES,
	CELL_TRAITS,
	CELL_WORDS,
	HAS_ACK,
	HAS_ALL,
	HAS_PORTS,
	HAS_TCP,
	HOST_CELL,
	KIND_ADDRESS,
	KIND_DUPLICATE_ACK_FRAME,
	KIND_KNOWN,
	KIND_NANOSECONDS,
	KIND_NEXT,
	KIND_PACKET_NUMBER,
	KIND_RELATIVE_NANOSECONDS,
	KIND_RELATIVE_SECONDS,
	KIND_SECONDS,
	KIND_WORD,
	OUT_FULL,
	WRITTEN,
} from './cells.ts';
import { makeDigits, putIpv4, putMinus, putNanoseconds, putNumber, putSeconds } from './digits.ts';
import {
	ADDRESSES_AT,
	CELLS,
	CELLS_END,
	LINE_END,
	LINE_END_LENGTH,
	NONE,
	NONE_LENGTH,
	OUT,
	OUT_BYTES,
	SEPARATOR,
	START_NANOSECONDS,
	START_SECONDS,
	WRITE_AT,
	WRITE_CELL,
	WRITE_END,
	WRITE_ROW,
} from './layout.ts';
import { load, putByte, putInt32, store } from './memory.ts';
import {
	ROW_DUPLICATE_ACK_NUMBER,
	ROW_FLAGS,
	ROW_NANOSECONDS,
	ROW_NETWORK,
	ROW_PROTOCOL,
	ROW_SECONDS,
} from './rows.ts';
import { ACK, NETWORK_ARP, NETWORK_IPV4, NETWORK_IPV6, PROTOCOL_TCP, PROTOCOL_UDP } from './tcp-bits.ts';
import { LEFT_TO_HOST, putKnownWord, putPiece } from './words.ts';
import { isUsualLine, putUsualLine } from './write-usual.ts';

const QUOTE: i32 = 34;
const SECOND: i32 = 1000000000;
/** Half of a difference of seconds that is no 32-bit number any more. */
const TOO_FAR: i32 = 0x3fffffff;

/**
 * Writes a line for each row of the batch, behind what the host has not taken of `OUT`, from the place on where it
 * stopped before. The cells that take more than numbers and known words are left to the host: it writes them between
 * two calls.
 *
 * @returns `WRITTEN`, `OUT_FULL` or `HOST_CELL`.
 */
export function writeRows(rows: i32, firstNumber: i32): i32 {
	makeDigits();
	const cellsEnd = load(CELLS_END);
	const areUsual = load(SEPARATOR) !== 0;
	let row = load(WRITE_ROW);
	let cell = load(WRITE_CELL);
	let at = load(WRITE_AT);
	let end = load(WRITE_END);
	while (row < rows) {
		const kind = kindOf(row << 2);
		if (areUsual && cell === CELLS && isUsualLine(row << 2)) {
			at = putUsualLine(at, row << 2, firstNumber + row);
			row++;
			if (at >= OUT + OUT_BYTES) return stop(row, cell, at, OUT_FULL);
			continue;
		}
		while (cell < cellsEnd) {
			const traits = load(cell + CELL_TRAITS);
			if (end === 0) {
				at = putBefore(at, cell, traits >>> 24);
				end = ((traits >>> 8) & 0xff) <= kind ? putCell(at, traits & 0xff, cell, row << 2, firstNumber) : at;
				if (end === LEFT_TO_HOST) return stop(row, cell, at, HOST_CELL);
			}
			at = finishCell(at, end, (traits >>> 16) & 0xff);
			end = 0;
			cell += CELL_BYTES;
		}
		putInt32(at, load(LINE_END));
		at += load(LINE_END_LENGTH);
		cell = CELLS;
		row++;
		if (at >= OUT + OUT_BYTES) return stop(row, cell, at, OUT_FULL);
	}
	return stop(row, cell, at, WRITTEN);
}

function stop(row: i32, cell: i32, at: i32, why: i32): i32 {
	store(WRITE_ROW, row);
	store(WRITE_CELL, cell);
	store(WRITE_AT, at);
	store(WRITE_END, 0);
	return why;
}

function kindOf(row: i32): i32 {
	const protocol = load(ROW_PROTOCOL + row);
	if (protocol === PROTOCOL_TCP) return (load(ROW_FLAGS + row) & ACK) === 0 ? HAS_TCP : HAS_ACK;
	return protocol === PROTOCOL_UDP ? HAS_PORTS : HAS_ALL;
}

function putBefore(at: i32, cell: i32, length: i32): i32 {
	putInt32(at, load(cell + CELL_FIRST_BYTES));
	if (length > 4) putPiece(at + 4, load(cell + CELL_BEFORE) + 4, length - 4);
	return at + length;
}

/** Behind the text of a cell in `[at, end)`; one without a value has no quotes. */
function finishCell(at: i32, end: i32, quoted: i32): i32 {
	if (end !== at) {
		if (quoted !== 0) putByte(end, QUOTE);
		return end + quoted;
	}
	const length = load(NONE_LENGTH);
	if (length !== 0) putInt32(at - quoted, load(NONE));
	return at - quoted + length;
}

function putCell(at: i32, kind: i32, cell: i32, row: i32, firstNumber: i32): i32 {
	const value = load(load(cell + CELL_COLUMN) + row);
	if (kind <= KIND_KNOWN) return value === 0 && kind === KIND_KNOWN ? at : putNumber(at, value);
	if (kind === KIND_WORD) return putWord(at, load(load(cell + CELL_WORDS) + (value << 2)));
	if (kind === KIND_ADDRESS) return putAddress(at, load(ROW_NETWORK + row), value);
	return putSpecial(at, kind, row, value, firstNumber);
}

function putAddress(at: i32, network: i32, value: i32): i32 {
	if (network === NETWORK_IPV4 || network === NETWORK_ARP) return putIpv4(at, value);
	if (network !== NETWORK_IPV6) return LEFT_TO_HOST;
	const entry = load(ADDRESSES_AT) + value * ADDRESS_BYTES;
	const length = load(entry + ADDRESS_TEXT_LENGTH);
	return length === 0 ? LEFT_TO_HOST : putPiece(at, entry + ADDRESS_TEXT, length);
}

function putSpecial(at: i32, kind: i32, row: i32, value: i32, firstNumber: i32): i32 {
	if (kind === KIND_PACKET_NUMBER) return putNumber(at, firstNumber + (row >>> 2));
	if (kind === KIND_NEXT) return putNumber(at, value + 1);
	if (kind === KIND_SECONDS) return putSeconds(at, value, load(ROW_NANOSECONDS + row));
	if (kind === KIND_NANOSECONDS) return putNanoseconds(at, value, load(ROW_NANOSECONDS + row));
	if (kind === KIND_RELATIVE_SECONDS || kind === KIND_RELATIVE_NANOSECONDS) return putRelative(at, kind, row);
	// As in tshark, a frame of 0 where no packet with this number was captured.
	if (kind === KIND_DUPLICATE_ACK_FRAME) return load(ROW_DUPLICATE_ACK_NUMBER + row) === 0 ? at : putNumber(at, value);
	return value === 0 ? at : LEFT_TO_HOST;
}

function putWord(at: i32, place: i32): i32 {
	return place === LEFT_TO_HOST ? LEFT_TO_HOST : putKnownWord(at, place);
}

/** The time since the first packet, negative where the clock was set back. */
function putRelative(at: i32, kind: i32, row: i32): i32 {
	const half = (load(ROW_SECONDS + row) >>> 1) - (load(START_SECONDS) >>> 1);
	if (half >= TOO_FAR || half <= -TOO_FAR) return LEFT_TO_HOST;
	let seconds = (load(ROW_SECONDS + row) - load(START_SECONDS)) | 0;
	let nanoseconds = load(ROW_NANOSECONDS + row) - load(START_NANOSECONDS);
	if (seconds > 0 && nanoseconds < 0) {
		seconds -= 1;
		nanoseconds += SECOND;
	} else if (seconds < 0 && nanoseconds > 0) {
		seconds += 1;
		nanoseconds -= SECOND;
	}
	if (seconds < 0 || nanoseconds < 0) {
		seconds = -seconds;
		nanoseconds = -nanoseconds;
		at = putMinus(at);
	}
	return kind === KIND_RELATIVE_SECONDS
		? putSeconds(at, seconds, nanoseconds)
		: putNanoseconds(at, seconds, nanoseconds);
}

import { CELL_BYTES, CELL_COLUMN, CELL_WORDS } from './cells.ts';
import { putIpv4, putNumber, putSeconds } from './digits.ts';
import { CELLS, LINE_END, SEPARATOR, START_NANOSECONDS, START_SECONDS } from './layout.ts';
import { load, putByte } from './memory.ts';
import {
	ROW_CAPTURED_BYTES,
	ROW_CONNECTION,
	ROW_DESTINATION_ADDRESS,
	ROW_DESTINATION_PORT,
	ROW_DUPLICATE_ACK_FRAME,
	ROW_DUPLICATE_ACK_NUMBER,
	ROW_FLAGS,
	ROW_LABELS,
	ROW_NANOSECONDS,
	ROW_NETWORK,
	ROW_ORIGINAL_BYTES,
	ROW_PHASE,
	ROW_PROTOCOL,
	ROW_SECONDS,
	ROW_SIDE,
	ROW_SOURCE_ADDRESS,
	ROW_SOURCE_PORT,
} from './rows.ts';
import { ACK, NETWORK_IPV4, PROTOCOL_TCP } from './tcp-bits.ts';
import { isShortWord, putShortWord } from './words.ts';

/**
 * The short way for the lines that nearly all are: of a segment with ACK over IPv4, without labels, in the columns that text has unless
 * others are asked for (`USUAL_COLUMNS` in `render/row-cells.ts`). What it writes is what `write.ts` would, in half the
 * time, as it need not find out for each cell what is to be done.
 */
const SECOND: i32 = 1000000000;
/** Cells, by their number in the line: those of words, and the first and the last of the numbers behind each other. */
const PROTOCOL_CELL: i32 = CELLS + 5 * CELL_BYTES;
const SIDE_CELL: i32 = CELLS + 11 * CELL_BYTES;
const PHASE_CELL: i32 = CELLS + 12 * CELL_BYTES;
const FLAGS_CELL: i32 = CELLS + 13 * CELL_BYTES;
const SEQUENCE_CELL: i32 = CELLS + 14 * CELL_BYTES;
const LABELS_CELL: i32 = CELLS + 20 * CELL_BYTES;
const DUPLICATE_ACK_NUMBER_CELL: i32 = CELLS + 22 * CELL_BYTES;
const BEHIND_LAST_CELL: i32 = CELLS + 26 * CELL_BYTES;

/** Whether `putUsualLine` may write this row. */
export function isUsualLine(row: i32): boolean {
	if (load(ROW_PROTOCOL + row) !== PROTOCOL_TCP || load(ROW_NETWORK + row) !== NETWORK_IPV4) return false;
	if ((load(ROW_FLAGS + row) & ACK) === 0 || load(ROW_LABELS + row) !== 0 || !areWordsShort(row)) return false;
	const start = load(START_SECONDS);
	const seconds = load(ROW_SECONDS + row);
	if (start < 0 || seconds < start) return false;
	return seconds !== start || load(ROW_NANOSECONDS + row) >= load(START_NANOSECONDS);
}

function areWordsShort(row: i32): boolean {
	if (!isShortWord(placeOf(PROTOCOL_CELL, ROW_PROTOCOL + row))) return false;
	if (!isShortWord(placeOf(SIDE_CELL, ROW_SIDE + row))) return false;
	if (!isShortWord(placeOf(PHASE_CELL, ROW_PHASE + row))) return false;
	return isShortWord(placeOf(FLAGS_CELL, ROW_FLAGS + row));
}

function placeOf(cell: i32, value: i32): i32 {
	return load(load(cell + CELL_WORDS) + (load(value) << 2));
}

/** Writes the whole line; returns where it ends. */
export function putUsualLine(at: i32, row: i32, packet: i32): i32 {
	const separator = load(SEPARATOR);
	let next = putTimes(putNumber(at, packet), row, separator);
	next = putNumberBehind(next, ROW_CAPTURED_BYTES + row, separator);
	next = putNumberBehind(next, ROW_ORIGINAL_BYTES + row, separator);
	next = putWordBehind(next, PROTOCOL_CELL, ROW_PROTOCOL + row, separator);
	next = putEnd(next, ROW_SOURCE_ADDRESS + row, ROW_SOURCE_PORT + row, separator);
	next = putEnd(next, ROW_DESTINATION_ADDRESS + row, ROW_DESTINATION_PORT + row, separator);
	next = putNumberBehind(next, ROW_CONNECTION + row, separator);
	next = putWordBehind(next, SIDE_CELL, ROW_SIDE + row, separator);
	next = putWordBehind(next, PHASE_CELL, ROW_PHASE + row, separator);
	next = putWordBehind(next, FLAGS_CELL, ROW_FLAGS + row, separator);
	for (let cell: i32 = SEQUENCE_CELL; cell < LABELS_CELL; cell += CELL_BYTES) {
		next = putNumberBehind(next, load(cell + CELL_COLUMN) + row, separator);
	}
	next = putDuplicate(behind(next, separator), row, separator);
	for (let cell: i32 = DUPLICATE_ACK_NUMBER_CELL; cell < BEHIND_LAST_CELL; cell += CELL_BYTES) {
		const value = load(load(cell + CELL_COLUMN) + row);
		putByte(next, separator);
		next = value === 0 ? next + 1 : putNumber(next + 1, value);
	}
	putByte(next, load(LINE_END));
	return next + 1;
}

function putTimes(at: i32, row: i32, separator: i32): i32 {
	const seconds = load(ROW_SECONDS + row);
	const nanoseconds = load(ROW_NANOSECONDS + row);
	putByte(at, separator);
	const next = putSeconds(at + 1, seconds, nanoseconds);
	putByte(next, separator);
	const since = nanoseconds - load(START_NANOSECONDS);
	const borrowed = since < 0 ? 1 : 0;
	return putSeconds(next + 1, seconds - load(START_SECONDS) - borrowed, since + borrowed * SECOND);
}

function putEnd(at: i32, address: i32, port: i32, separator: i32): i32 {
	putByte(at, separator);
	return putNumberBehind(putIpv4(at + 1, load(address)), port, separator);
}

function putNumberBehind(at: i32, value: i32, separator: i32): i32 {
	putByte(at, separator);
	return putNumber(at + 1, load(value));
}

function putWordBehind(at: i32, cell: i32, value: i32, separator: i32): i32 {
	putByte(at, separator);
	return putShortWord(at + 1, placeOf(cell, value));
}

/** As in tshark, a frame of 0 where no packet with this number was captured. */
function putDuplicate(at: i32, row: i32, separator: i32): i32 {
	const isDuplicate = load(ROW_DUPLICATE_ACK_NUMBER + row) !== 0;
	return isDuplicate ? putNumberBehind(at, ROW_DUPLICATE_ACK_FRAME + row, separator) : behind(at, separator);
}

function behind(at: i32, separator: i32): i32 {
	putByte(at, separator);
	return at + 1;
}

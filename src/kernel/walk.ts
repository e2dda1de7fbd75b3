import { BATCH_ROWS, FRAME_LIMIT, INPUT } from './layout.ts';
import { int32At, littleInt32At, store } from './memory.ts';
import {
	ROW_AT,
	ROW_CAPTURED_BYTES,
	ROW_INTERFACE_ID,
	ROW_LINK_TYPE,
	ROW_NANOSECONDS,
	ROW_ORIGINAL_BYTES,
	ROW_SECONDS,
} from './rows.ts';

/**
 * Fills a batch from the records of classic pcap in `[start, end)` of the input, up to one that is not whole or not
 * ordinary (a length or a fraction that cannot be right): those are left to the walker of `file/`.
 *
 * @param little 1 if the file's numbers have their lowest byte first.
 * @returns How many rows were filled.
 */
export function walkRecords(
	start: i32,
	end: i32,
	little: i32,
	recordBytes: i32,
	linkType: i32,
	nanosecondsPerUnit: i32,
	unitsPerSecond: i32,
): i32 {
	let row: i32 = 0;
	let at = start;
	while (row < BATCH_ROWS << 2 && end - at >= recordBytes) {
		const record = INPUT + at;
		const captured = numberAt(record + 8, little);
		const fraction = numberAt(record + 4, little);
		if (captured < 0 || captured > FRAME_LIMIT || end - at - recordBytes < captured) break;
		if (fraction < 0 || fraction >= unitsPerSecond) break;
		store(ROW_AT + row, at + recordBytes);
		store(ROW_SECONDS + row, numberAt(record, little));
		store(ROW_NANOSECONDS + row, fraction * nanosecondsPerUnit);
		store(ROW_CAPTURED_BYTES + row, captured);
		store(ROW_ORIGINAL_BYTES + row, numberAt(record + 12, little));
		store(ROW_INTERFACE_ID + row, 0);
		store(ROW_LINK_TYPE + row, linkType);
		at += recordBytes + captured;
		row += 4;
	}
	return row >>> 2;
}

function numberAt(at: i32, little: i32): i32 {
	return little !== 0 ? littleInt32At(at) : int32At(at);
}

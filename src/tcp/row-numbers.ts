import { type Columns, createColumns } from '../file/columns.ts';
import { BIT, HOT, RECORD_NUMBERS } from './connection-layout.ts';
import type { ConnectionTable } from './connection-table.ts';
import type { SegmentBatch } from './segment-batch.ts';
import { distance } from './sequence.ts';

/**
 * Numbers of a row that count from something before it: `number` and `connectionNumber` from 1, and of TCP rows the
 * numbers that Wireshark shows (`relativeAcknowledgment` means something only with the ACK flag).
 */
const ROW_NUMBERS = ['number', 'connectionNumber', 'relativeSequence', 'relativeAcknowledgment'] as const;

export type RowNumber = (typeof ROW_NUMBERS)[number];

/** The row numbers of the batch that was just tracked. No earlier packet is kept for them. */
export interface RowNumbers {
	readonly columns: Columns<RowNumber>;
	/** Fills the columns; called once for each batch. */
	readonly fill: () => void;
	/** Time since the first packet of the capture: whole seconds, and nanoseconds of the same sign. */
	readonly relativeSeconds: (row: number) => number;
	readonly relativeNanoseconds: (row: number) => number;
	/** The next batch is the first of another capture. */
	readonly reset: () => void;
}

/** Makes the row numbers of `batch`, which `table` has tracked. */
export function createRowNumbers(batch: SegmentBatch, table: ConnectionTable): RowNumbers {
	const columns = createColumns(ROW_NUMBERS, batch.columns.seconds.length);
	const { number, connectionNumber, relativeSequence, relativeAcknowledgment } = columns;
	let { seconds, nanoseconds } = batch.columns;
	let firstSeconds = 0;
	let firstNanoseconds = 0;
	let isStarted = false;

	function secondsSince(row: number): number {
		return ((seconds[row] ?? 0) >>> 0) - firstSeconds;
	}

	function nanosecondsSince(row: number): number {
		return (nanoseconds[row] ?? 0) - firstNanoseconds;
	}

	/**
	 * A row that uses the number to count from makes it known at the latest itself: its own SYN, or the first segment or
	 * acknowledgment of its side, sets it in the connection table, which is where it is read.
	 */
	function fillSequences(): void {
		const { connection, side, sequence, acknowledgment } = batch.columns;
		const { hot } = table.records();
		for (let row = 0; row < batch.rows; row++) {
			const found = connection[row] ?? -1;
			connectionNumber[row] = found + 1;
			if (found < 0) continue;
			const at = found * RECORD_NUMBERS;
			const clientEnd = ((hot[at + HOT.bits] ?? 0) & BIT.clientIsEnd1) === 0 ? 0 : 1;
			const end = (side[row] ?? 0) ^ clientEnd;
			relativeSequence[row] = distance(hot[at + HOT.base + end] ?? 0, sequence[row] ?? 0);
			relativeAcknowledgment[row] = distance(hot[at + HOT.base + 1 - end] ?? 0, acknowledgment[row] ?? 0);
		}
	}

	return {
		columns,
		fill() {
			({ seconds, nanoseconds } = batch.columns);
			if (!isStarted) {
				firstSeconds = (seconds[0] ?? 0) >>> 0;
				firstNanoseconds = nanoseconds[0] ?? 0;
				isStarted = true;
			}
			for (let row = 0; row < batch.rows; row++) number[row] = batch.firstNumber + row;
			fillSequences();
		},
		relativeSeconds(row) {
			const whole = secondsSince(row);
			const part = nanosecondsSince(row);
			if (whole > 0 && part < 0) return whole - 1;
			return whole < 0 && part > 0 ? whole + 1 : whole;
		},
		relativeNanoseconds(row) {
			const whole = secondsSince(row);
			const part = nanosecondsSince(row);
			if (whole > 0 && part < 0) return part + 1e9;
			return whole < 0 && part > 0 ? part - 1e9 : part;
		},
		reset() {
			isStarted = false;
		},
	};
}

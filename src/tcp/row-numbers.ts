import { type Columns, createColumns } from '../file/columns.ts';
import type { SegmentBatch } from './segment-batch.ts';

/** Numbers of a row that count from 1. */
const ROW_NUMBERS = ['number', 'connectionNumber'] as const;

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

/** Makes the row numbers of `batch`. */
export function createRowNumbers(batch: SegmentBatch): RowNumbers {
	const columns = createColumns(ROW_NUMBERS, batch.columns.seconds.length);
	const { number, connectionNumber } = columns;
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

	return {
		columns,
		fill() {
			({ seconds, nanoseconds } = batch.columns);
			if (!isStarted) {
				firstSeconds = (seconds[0] ?? 0) >>> 0;
				firstNanoseconds = nanoseconds[0] ?? 0;
				isStarted = true;
			}
			const { connection } = batch.columns;
			for (let row = 0; row < batch.rows; row++) {
				number[row] = batch.firstNumber + row;
				connectionNumber[row] = (connection[row] ?? -1) + 1;
			}
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

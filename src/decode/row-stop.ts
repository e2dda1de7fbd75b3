import type { PacketBatch } from './packet-batch.ts';

/** Writes into a row why its decoding stopped (`STOP`), and returns that. */
export type RowStopper = (row: number, code: number, need: number, have: number) => number;

/** Makes the stopper for the rows of a batch. */
export function createStopper(batch: PacketBatch): RowStopper {
	const { stop, stopNeed, stopHave } = batch.columns;
	return (row, code, need, have) => {
		stop[row] = code;
		stopNeed[row] = need;
		stopHave[row] = have;
		return code;
	};
}

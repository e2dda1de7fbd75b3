import type { RecordWalker } from './record-walker.ts';

/** The kernel as the rest sees it: functions over a memory whose places are in `layout.ts`, `rows.ts` and `record.ts`. */
export interface Kernel {
	/** Another one after each call that let it grow: views of the one before are empty then. */
	readonly buffer: () => ArrayBuffer;
	readonly resetHeap: () => void;
	readonly walkRecords: RecordWalker;
	/** Returns how many rows are left to the other decoders; their numbers are in the column `slow`. */
	readonly decodeRows: (rows: number) => number;
	/** Makes room for the IPv6 addresses of rows that the other decoders decode. */
	readonly reserveAddresses: (rows: number) => void;
	/** The number of the IPv6 address at an address of the memory. */
	readonly internAddress: (at: number) => number;
	readonly trackRows: (rows: number, firstNumber: number) => void;
	/** Writes lines from where `WRITE_ROW` and its neighbours say; returns why it stopped: `WRITTEN`, `OUT_FULL` or `HOST_CELL`. */
	readonly writeRows: (rows: number, firstNumber: number) => number;
	/** Packs and forgets connections that ended, as far as they are too many. */
	readonly forgetEnded: () => void;
	/** Before a batch: frees the IPv6 addresses that no connection has, once they are many. */
	readonly forgetAddresses: () => void;
}

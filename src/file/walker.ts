import type { Damage } from './damage.ts';

/** Called for each full or last batch; the bytes are valid only until it returns. */
export type OnBatch = (bytes: DataView) => void;

/** Goes from frame to frame of one file format, through what the read buffer holds. */
export interface Walker {
	/** Walks the whole records of the buffer, by batches. Returns why it cannot go on, if it cannot. */
	readonly walk: (onBatch: OnBatch) => Damage | null;
	/** What the record lacks that is left in the buffer when the source has ended. */
	readonly cut: () => Damage | null;
	/** Frames handed over. */
	readonly frames: () => number;
}

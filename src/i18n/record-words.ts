import type { TriedWay, WayName } from '../errors.ts';

/** What `capnote record` says while it works. */
export interface RecordWords {
	/** A way that was tried and refused. */
	readonly refused: (tried: TriedWay) => string;
	/** An image is being fetched for the next way. */
	readonly fetching: (fetch: { readonly image: string }) => string;
	/** It records now: through which way, with what. */
	readonly recording: (started: RecordStart) => string;
	readonly progress: (progress: RecordProgress) => string;
	readonly stopping: string;
	readonly waiting: string;
	/** So many packets went by too fast to be shown. */
	readonly rowsSkipped: (skipped: { readonly rows: number }) => string;
	/** Rows are no longer shown. */
	readonly rowsFull: (shown: { readonly rows: number }) => string;
	/** The files of a recording that was rotated. */
	readonly files: (files: {
		readonly count: number;
		readonly first: string;
		readonly last: string;
		readonly packets: number;
	}) => string;
	/** Nothing came from the recorder, not even the beginning of a file. */
	readonly nothing: string;
	/** The recorder does not say whether packets were lost. */
	readonly unproven: (counted: { readonly captured: number }) => string;
	/** What helps against dropped packets. */
	readonly dropAdvice: string;
	/** Times were taken in user space. */
	readonly roughTimes: string;
	/** An earlier recording that was killed. */
	readonly recovered: (file: { readonly path: string; readonly packets: number }) => string;
	readonly leftUnfinished: (file: { readonly path: string }) => string;
}

interface RecordStart {
	readonly way: WayName;
	readonly driver: 'tcpdump' | 'libpcap';
	readonly iface: string;
}

interface RecordProgress {
	readonly packets: number;
	/** Packets a second since the last one. */
	readonly rate: number;
	/** `null` when it is not known. */
	readonly dropped: number | null;
	readonly bytes: number;
}

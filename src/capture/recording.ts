import type { RecordingCause } from './recording-cause.ts';

/** What the recorder counted; `null` where it cannot know. */
export interface Counters {
	readonly captured: number;
	/** Packets that the kernel gave to the recorder's filter; on `lo` each counts twice. */
	readonly received: number | null;
	readonly dropped: number | null;
	readonly droppedByInterface: number;
}

/** How a recording went; the counters are `null` when the recorder could not say them. */
export interface RecordingResult {
	readonly captured: number | null;
	readonly received: number | null;
	readonly dropped: number | null;
	readonly droppedByInterface: number | null;
	readonly bytes: number;
	/** Everything that passed the interface is in the file, and the recorder's own counters prove it. */
	readonly complete: boolean;
	readonly cause: RecordingCause;
	/** The recorder's or the system's own words when it did not end as asked. */
	readonly said: string | null;
}

/** A capture under way. */
export interface Recording {
	readonly interface: string;
	/** Settles when the recorder has ended, asked or not. */
	readonly ended: Promise<void>;
	/** What the recorder has counted so far; `undefined` when it does not say. */
	readonly counters: () => Promise<Counters | undefined>;
	/** Waits until what passed is written, ends the recorder, and gives its verdict; a second call gives the same. */
	readonly stop: () => Promise<RecordingResult>;
	/** Ends the recorder without waiting for what it still holds, also while `stop` waits. */
	readonly kill: () => void;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Where a recording's bytes go. */
export interface CaptureSink {
	readonly write: (bytes: Uint8Array) => Promise<void>;
}

/** The verdict over a recording that has ended. */
export function judge(
	counters: Counters | undefined,
	bytes: number,
	cause: RecordingCause,
	said: string | null,
): RecordingResult {
	return {
		captured: counters?.captured ?? null,
		received: counters?.received ?? null,
		dropped: counters?.dropped ?? null,
		droppedByInterface: counters?.droppedByInterface ?? null,
		bytes,
		// The interface's own count is left out: libpcap sometimes gives absurd ones (libpcap issue 994).
		complete: counters !== undefined && isWhole(counters, cause) && counters.dropped === 0,
		cause,
		said,
	};
}

/** What was received after the last packet that was wanted does not count. */
function isWhole(counters: Counters, cause: RecordingCause): boolean {
	return cause === 'count-reached' || (cause === 'stopped' && isDrained(counters));
}

/** Whether nothing is left in the ring between the kernel and the recorder; unknown counts as nothing. */
export function isDrained({ captured, received }: Counters): boolean {
	return received === null || captured >= received;
}

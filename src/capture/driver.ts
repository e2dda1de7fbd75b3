import type { CaptureSink, Recording } from './recording.ts';
import type { RecorderSettings } from './tcpdump-arguments.ts';

export const DRIVER_NAMES = ['tcpdump', 'libpcap'] as const;
export type DriverName = (typeof DRIVER_NAMES)[number];

/** What a driver is asked to record, and where its packets go. */
export interface DriverOptions extends RecorderSettings {
	/** The recorder's program, with all that stands before its own arguments: the way to where the interface is. */
	readonly command: readonly string[];
	readonly nanoseconds?: boolean;
	/** A `kill` for a recorder that is not ours to signal. */
	readonly killCommand?: readonly string[];
	/** Stay root instead of becoming the user `tcpdump`; only root may ask for it. */
	readonly keepRoot: boolean;
	readonly output: CaptureSink;
	/** Sees the same bytes, for a live view. */
	readonly onBytes?: (bytes: Uint8Array) => void;
	/** Aborted when it is not to start after all; it has no meaning once it records. */
	readonly signal?: AbortSignal;
}

/** What records. Each passes the same contract (`test/record-contract.test.ts`). */
export interface CaptureDriver {
	readonly name: DriverName;
	/**
	 * Who took the packets' times. Those of user space are late by an unknown time, up to milliseconds: nothing is
	 * to be said about round trips from them.
	 */
	readonly times: 'kernel' | 'user-space';
	/** @throws CapnoteError what `startRecorder` does. */
	readonly start: (options: DriverOptions) => Promise<Recording>;
}

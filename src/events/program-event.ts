import type { Side } from '../tcp/segment-batch.ts';

/** What a program did or was told by the system. */
export const CALLS = [
	'bind',
	'listen',
	'connect',
	'accept',
	'read',
	'write',
	'end-of-stream',
	'close',
	'reset',
	'error',
] as const;
export type Call = (typeof CALLS)[number];

/** Address and port, as `endpointText` writes them. */
export interface Ends {
	/** `null` where the system had given none yet. */
	readonly local: string | null;
	readonly remote: string | null;
}

/** One call of a lab's program. Times are of CLOCK_REALTIME, the clock of a capture's timestamps, since 1970. */
export interface ProgramEvent extends Ends {
	readonly program: Side;
	/** Process number, in its own namespace. */
	readonly pid: number;
	readonly call: Call;
	/** Before the program made the call; `null` where it only heard of it. */
	readonly fromNs: bigint | null;
	/** When the program knew that the call had returned: later than the return itself, never earlier. */
	readonly timeNs: bigint;
	/** Of a read or write. */
	readonly bytes: number | null;
	/** The system's code of an error. */
	readonly error: string | null;
}

/** A program's events, with what is known of its clock. */
export interface ProgramEvents {
	/** In the order of their times. */
	readonly events: readonly ProgramEvent[];
	/** Times may be wrong by so much against the capture's clock; `null` where no program measured it. */
	readonly uncertaintyNs: bigint | null;
	/** Lines that hold no event. */
	readonly badLines: number;
}

/** How the monotonic clock that events are timed with stands to the real-time clock: two bounds that were measured. */
export interface ClockReading {
	readonly leastOffsetNs: bigint;
	readonly mostOffsetNs: bigint;
}

/** The middle of what was measured: what is added to the monotonic clock. */
export function offsetOf({ leastOffsetNs, mostOffsetNs }: ClockReading): bigint {
	return (leastOffsetNs + mostOffsetNs) / 2n;
}

/** An event as a line of JSON, without its end of line. */
export function eventLine({ fromNs, timeNs, ...rest }: ProgramEvent): string {
	return JSON.stringify({ capnote: 1, ...rest, fromNs: fromNs === null ? null : `${fromNs}`, timeNs: `${timeNs}` });
}

/** A measurement of the clock as a line of JSON. */
export function clockLine(program: Side, pid: number, { leastOffsetNs, mostOffsetNs }: ClockReading): string {
	const call = 'clock';
	return JSON.stringify({
		capnote: 1,
		program,
		pid,
		call,
		leastOffsetNs: `${leastOffsetNs}`,
		mostOffsetNs: `${mostOffsetNs}`,
	});
}

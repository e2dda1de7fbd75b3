import { type AnalyzeResult, analyzeRows } from '../analyze.ts';
import { type Programs, placeEvents } from '../events/place-events.ts';
import { readEvents } from '../events/read-events.ts';
import { bytesSource } from '../file/bytes-source.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import type { LabelProfileName } from '../tcp/label-profile.ts';
import type { Rows } from './filter/fields.ts';

/** A capture that the page shows. */
export interface OpenedCapture {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Of the bytes, in hexadecimal; `null` where the browser does not take it. */
	readonly sha256: string | null;
	readonly result: AnalyzeResult;
	/** Numbers for each packet, for what looks at all packets at once. */
	readonly rows: Rows;
	readonly programs: Programs | undefined;
}

/** What is to be opened. */
export interface ToOpen {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** The lines of a file of program events. */
	readonly events: string | null;
	readonly roughTimes: boolean;
	readonly sha256: string | null;
	readonly profile: LabelProfileName;
	readonly labs: readonly LabProfile[];
}

const MICROSECOND_NS = 1000n;

/** Analyses a capture as the command line does. What is no capture is said in `result.read`. */
export async function openCapture({
	name,
	bytes,
	events,
	roughTimes,
	sha256,
	profile,
	labs,
}: ToOpen): Promise<OpenedCapture> {
	const { result, rows } = await analyzeRows(bytesSource(name, bytes), { roughTimes, profile, rules: labs });
	const { analysis, read } = result;
	const resolutionNs = read.kind === 'capture' && read.head.nanoseconds ? 1n : MICROSECOND_NS;
	const programs = events === null ? undefined : placeEvents(analysis, readEvents(events), resolutionNs);
	return { name, bytes, sha256, result, rows, programs };
}

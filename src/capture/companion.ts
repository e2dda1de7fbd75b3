import type { RecordingResult } from './recording.ts';

/** What the file beside a capture tells about its making. */
export interface CompanionFacts {
	readonly lab: string | null;
	/** Where the lab ran, `null` when it was there before. */
	readonly runner: string | null;
	readonly tool: string;
	/** Who took the packets' times; those of user space are too rough for round trips, virtual ones are exact. */
	readonly times: 'kernel' | 'user-space' | 'virtual';
	/** No real network was there. */
	readonly simulated?: boolean;
	/** Of a simulated lab. */
	readonly seed?: number;
	readonly interface: string;
	readonly snaplen: number;
	readonly filter: string | null;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly interrupted: boolean;
}

/** Only of `capnote record`. */
export interface RecordFacts {
	/** The network's name, `null` where none was detected. */
	readonly network: string | null;
	readonly way: string;
	/** All files of a recording that was rotated. */
	readonly files: readonly { readonly name: string; readonly packets: number }[];
}

/** The text of `NAME.json` beside `NAME.pcap`. */
export function companionText(
	capture: string,
	facts: CompanionFacts & Partial<RecordFacts>,
	result: RecordingResult,
): string {
	return `${JSON.stringify({ capnote: 1, recording: { capture, ...facts, ...result } }, null, '\t')}\n`;
}

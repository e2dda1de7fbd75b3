import type { RecordingResult } from './recording.ts';

/** What the file beside a capture tells about its making. */
export interface CompanionFacts {
	readonly lab: string;
	readonly runner: string;
	readonly tool: string;
	readonly interface: string;
	readonly snaplen: number;
	readonly filter: string | null;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly interrupted: boolean;
}

/** The text of `NAME.json` beside `NAME.pcap`. */
export function companionText(capture: string, facts: CompanionFacts, result: RecordingResult): string {
	return `${JSON.stringify({ capnote: 1, recording: { capture, ...facts, ...result } }, null, '\t')}\n`;
}

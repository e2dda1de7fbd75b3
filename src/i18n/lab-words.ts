/** What `capnote lab`, `server` and `client` say while they work. */
export interface LabWords {
	/** Which runner, and why. */
	readonly runner: (runner: { readonly rootless: boolean }) => string;
	readonly stages: { readonly [S in LabStageName]: string };
	readonly programs: { readonly server: string; readonly client: string };
	/** Before the first prompt of a typed lab. */
	readonly typing: (typing: { readonly endWord: string }) => string;
	readonly programFailed: (end: ProgramEnd) => string;
	readonly stopping: string;
	/** The lab was stopped before there was anything to keep. */
	readonly nothingRecorded: string;
	/** The lab was killed: an unfinished file is left. */
	readonly unfinished: (left: { readonly path: string }) => string;
	readonly saved: (saved: { readonly path: string }) => string;
	readonly complete: (counted: { readonly captured: number | null }) => string;
	readonly incomplete: (recording: RecordingFacts) => string;
}

type LabStageName = 'namespaces' | 'network' | 'recorder' | 'programs' | 'drain';

interface ProgramEnd {
	readonly program: 'server' | 'client';
	readonly status: number;
}

interface RecordingFacts {
	readonly captured: number | null;
	readonly received: number | null;
	readonly dropped: number | null;
	readonly cause: RecordingCauseName;
	readonly said: string | null;
}

/** Why a recording ended. */
export type RecordingCauseName =
	| 'stopped'
	| 'interface-gone'
	| 'disk-full'
	| 'write-failed'
	| 'recorder-died'
	| 'recorder-killed';

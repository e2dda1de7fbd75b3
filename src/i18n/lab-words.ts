import type { RecordingCause } from '../capture/recording-cause.ts';
import type { LabStage } from '../lab/lab-stage.ts';

/** What `capnote lab`, `server` and `client` say while they work. */
export interface LabWords {
	/** Which runner, and why. */
	readonly runner: (runner: RunnerFacts) => string;
	readonly stages: { readonly [S in LabStage]: string };
	readonly programs: { readonly server: string; readonly client: string };
	/** Before the first prompt of a typed lab. */
	readonly typing: (typing: { readonly endWord: string; readonly endWordIsSent: boolean }) => string;
	readonly programFailed: (end: ProgramEnd) => string;
	readonly stopping: (stopping: { readonly removes: boolean }) => string;
	/** A client was refused, as wanted; now the server is started. */
	readonly lateServer: string;
	/** Containers are left up. */
	readonly kept: (kept: { readonly compose: string }) => string;
	/** What `capnote lab image` and `capnote lab down` did. */
	readonly image: (image: ImageFacts) => string;
	readonly removed: (removed: RemovedFacts) => string;
	/** The lab was stopped before there was anything to keep. */
	readonly nothingRecorded: string;
	/** The lab was killed: an unfinished file is left. */
	readonly unfinished: (left: { readonly path: string }) => string;
	/** Behind the capture's name: no real network was there. */
	readonly simulated: (draw: { readonly seed: number }) => string;
	readonly saved: (saved: { readonly path: string }) => string;
	readonly events: (saved: { readonly path: string }) => string;
	/** What to run next; `events` is the file of program events, if there is one. */
	readonly next: (files: {
		readonly capture: string;
		readonly events: string | null;
		/** The file of a lab of somebody's own. */
		readonly labProfile: string | null;
	}) => string;
	/** Nothing was to be recorded. */
	readonly notRecorded: string;
	readonly complete: (counted: { readonly captured: number | null }) => string;
	readonly incomplete: (recording: RecordingFacts) => string;
}

export interface RunnerFacts {
	readonly runner: 'netns' | 'docker' | 'simulated';
	readonly rootless: boolean;
	readonly why: 'asked' | 'first-choice' | 'fallback' | 'only-one';
	/** What keeps those before it from working, and what cures that, in this language. */
	readonly problems: readonly { readonly runner: string; readonly what: string; readonly fix: string }[];
	/** Of a simulated lab. */
	readonly seed: number | null;
}

interface ImageFacts {
	readonly name: string;
	readonly isNew: boolean;
	readonly bytes: number;
}

interface RemovedFacts {
	readonly containers: number;
	readonly networks: number;
	/** Images that lost their name to a newer one. */
	readonly images: number;
	/** Labs that still run and were left alone. */
	readonly live: number;
}

interface ProgramEnd {
	readonly program: 'server' | 'client';
	readonly status: number;
}

interface RecordingFacts {
	readonly captured: number | null;
	readonly received: number | null;
	readonly dropped: number | null;
	readonly cause: RecordingCause;
	readonly said: string | null;
}

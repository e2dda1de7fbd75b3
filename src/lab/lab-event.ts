import type { ChildEnd } from '../capture/child-end.ts';
import type { RecordingResult } from '../capture/recording.ts';
import type { CapnoteError } from '../errors.ts';
import type { RunnerChoice, RunnerProblem } from './choose-runner.ts';
import type { RunnerName } from './lab-plan.ts';
import type { LabStage } from './lab-stage.ts';

export type ProgramName = 'server' | 'client';

/** What happens while a lab runs. */
export type LabEvent =
	| RunnerEvent
	| { readonly kind: 'stage'; readonly stage: LabStage }
	/** A line that a program printed, or the beginning of one (a prompt) when it is not `whole`. */
	| (OfProgram & { readonly kind: 'said'; readonly text: string; readonly whole: boolean })
	/** A line of a program's standard error. */
	| (OfProgram & { readonly kind: 'complained'; readonly text: string })
	| (OfProgram & { readonly kind: 'ended'; readonly end: ChildEnd })
	/** A program's connection went wrong; of programs that are none of our processes. */
	| (OfProgram & { readonly kind: 'failed'; readonly error: CapnoteError })
	/** A program event, as its line of JSON. */
	| { readonly kind: 'call'; readonly line: string }
	/** The server is started only now: a client was refused before. */
	| { readonly kind: 'late-server' }
	/** `removes`: containers are taken down in any case; else a second Ctrl+C ends at once. */
	| { readonly kind: 'stopping'; readonly removes: boolean }
	/** Containers that stay up, and what stands before a command of compose that means them. */
	| { readonly kind: 'kept'; readonly compose: string };

interface OfProgram {
	readonly program: ProgramName;
	/** A client's number where there are several. */
	readonly instance?: number | null;
}

/** Which runner was taken. */
export interface RunnerEvent {
	readonly kind: 'runner';
	readonly runner: RunnerName;
	/** Namespaces through a user namespace. */
	readonly rootless: boolean;
	readonly why: RunnerChoice<unknown>['why'];
	/** Why those before it do not work here. */
	readonly problems: readonly RunnerProblem[];
	/** Of a simulated lab. */
	readonly seed: number | null;
}

/** What the process inside tells the runner alone: where the unfinished file is. */
export interface FileEvent {
	readonly kind: 'file';
	readonly partPath: string;
}

/** What came out of a lab. */
export interface LabOutcome {
	/** `null` when it was interrupted before anything was recorded. */
	readonly capturePath: string | null;
	/** The file of program events, `null` when the programs told none. */
	readonly eventsPath: string | null;
	/** `….pcap.part`, when the lab was killed (second Ctrl+C) and left one. */
	readonly unfinishedPath: string | null;
	readonly recording: RecordingResult | null;
	readonly interrupted: boolean;
	/** Replies that the client got. */
	readonly exchangesDone: number;
	/** How the client ended, `null` when it was never started. */
	readonly clientEnd: ChildEnd | null;
}

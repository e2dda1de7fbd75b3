import type { ChildEnd } from '../capture/child-end.ts';
import type { RecordingResult } from '../capture/recording.ts';

export type ProgramName = 'server' | 'client';

/** The stages of a lab, in order; a stage is told when it begins. */
export type LabStage = 'namespaces' | 'network' | 'recorder' | 'programs' | 'drain';

/** What happens while a lab runs. */
export type LabEvent =
	| { readonly kind: 'runner'; readonly runner: 'netns'; readonly rootless: boolean }
	| { readonly kind: 'stage'; readonly stage: LabStage }
	/** A line that a program printed, or the beginning of one (a prompt) when it is not `whole`. */
	| { readonly kind: 'said'; readonly program: ProgramName; readonly text: string; readonly whole: boolean }
	/** A line of a program's standard error. */
	| { readonly kind: 'complained'; readonly program: ProgramName; readonly text: string }
	| { readonly kind: 'ended'; readonly program: ProgramName; readonly end: ChildEnd }
	| { readonly kind: 'stopping' };

/** What the process inside tells the runner alone: where the unfinished file is. */
export interface FileEvent {
	readonly kind: 'file';
	readonly partPath: string;
}

/** What came out of a lab. */
export interface LabOutcome {
	/** `null` when it was interrupted before anything was recorded. */
	readonly capturePath: string | null;
	/** `….pcap.part`, when the lab was killed (second Ctrl+C) and left one. */
	readonly unfinishedPath: string | null;
	readonly recording: RecordingResult | null;
	readonly interrupted: boolean;
	/** Replies that the client got. */
	readonly exchangesDone: number;
	/** How the client ended, `null` when it was never started. */
	readonly clientEnd: ChildEnd | null;
}

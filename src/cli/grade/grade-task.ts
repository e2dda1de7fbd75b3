import type { Rubric } from '../../grading/rubric.ts';
import type { FileFailure } from '../../grading/submission-result.ts';
import type { FileKind } from '../../node/file-kind.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';

/** What is the same for all submissions of a class; plain data, for it goes to threads and through queues. */
export interface GradePlan {
	readonly rubric: Rubric;
	readonly labs: readonly LabProfile[];
	/** So many packets of each capture are kept as rows; `null`: all. */
	readonly mostRows: number | null;
	/** Tells two builds of this program apart: what one has graded the other grades anew. */
	readonly build: string;
}

/** One submission to be graded. */
export interface GradeTask {
	readonly plan: GradePlan;
	readonly student: string;
	readonly folder: string;
	readonly files: readonly TaskFile[];
	/** The folder of results that are known already; `null`: none is kept. */
	readonly cache: string | null;
}

/** One submission in a queue: with its content, for a worker may be another machine. */
export interface QueuedTask {
	readonly plan: GradePlan;
	readonly student: string;
	readonly folder: string;
	readonly contents: readonly QueuedFile[];
}

/** In base64, for jobs are JSON. */
export type QueuedFile =
	| { readonly name: string; readonly kind: 'report' | 'capture'; readonly content: string; readonly failure?: never }
	| { readonly name: string; readonly failure: FileFailure; readonly content?: never };

/** A file of a submission, where it lies. */
export interface TaskFile {
	readonly name: string;
	readonly kind: FileKind;
	readonly bytes: number;
	readonly path: string;
}

/** A graded submission as one line of JSON. */
export interface GradedLine {
	readonly line: string;
	readonly cached: boolean;
}

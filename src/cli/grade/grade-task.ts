import type { Rubric } from '../../grading/rubric.ts';
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

/** A file with its content or, where there is too much of it, without. */
export interface TaskFile {
	readonly name: string;
	readonly kind: 'report' | 'capture';
	readonly bytes: number;
	readonly path: string;
}

/** A graded submission as one line of JSON. */
export interface GradedLine {
	readonly line: string;
	readonly cached: boolean;
}

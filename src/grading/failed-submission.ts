import { captureItems, claimItems } from './grade-items.ts';
import type { Rubric } from './rubric.ts';
import type { FileFailure, SubmissionResult } from './submission-result.ts';

/** The result of a submission that could not be graded at all: it is in the grade book with the reason. */
export function failedSubmission(
	rubric: Rubric,
	{ student, folder }: { readonly student: string; readonly folder: string },
	failure: FileFailure,
): SubmissionResult {
	return {
		rubric: rubric.hash,
		...{ student, folder, group: null, reports: [], captures: [], capture: null },
		items: [...captureItems(rubric, null, {}), ...claimItems(rubric, [])],
		...{ points: 0, max: rubric.max },
		band: rubric.bands.find(({ from }) => from <= 0)?.name ?? null,
		passed: rubric.pass === null || rubric.pass <= 0,
		...{ claims: [], notUnderstood: [], lints: [], remarks: [], failures: [failure] },
		prints: { captures: [], report: { foreign: [], shingles: [] } },
	};
}

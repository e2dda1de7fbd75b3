import { availableParallelism } from 'node:os';
import { failedSubmission } from '../../grading/failed-submission.ts';
import type { FoundSubmission } from '../../node/find-submissions.ts';
import { gradeTask } from './grade-files.ts';
import type { GradedLine, GradePlan, GradeTask } from './grade-task.ts';

/** Built beside this file; a bundle must keep it as a file of its own. */
export const WORKER: URL = new URL('./grade-worker.js', import.meta.url);
/** For fewer, starting threads takes longer than the work. */
const LEAST_FOR_THREADS = 6;
/** A report or capture that takes longer is not one that a person made. */
export const LIMIT_MS = 120_000;

/** Grades submissions on all cores; the lines come in the order of the submissions. One bad submission stops no other. */
export async function* gradeAll(
	submissions: readonly FoundSubmission[],
	plan: GradePlan,
	cache: string | null,
	jobs: number | undefined,
): AsyncGenerator<GradedLine> {
	const workers = Math.min(jobs ?? availableParallelism(), submissions.length);
	const taskOf = ({ student, folder, files }: FoundSubmission): GradeTask => ({ plan, student, folder, files, cache });
	if (workers <= 1 || (jobs === undefined && submissions.length < LEAST_FOR_THREADS)) {
		for (const submission of submissions) {
			yield await gradeTask(taskOf(submission));
			// Ctrl+C is heard between two of them.
			await new Promise(setImmediate);
		}
		return;
	}
	const { inWorkers } = await import('../../node/work-pool.ts');
	yield* inWorkers<FoundSubmission, GradedLine>(submissions, {
		...{ worker: WORKER, workers, message: taskOf, limitMs: LIMIT_MS },
		onFailure: (submission, _error, stopped) => failedLine(plan, submission, stopped ? 'too-slow' : 'worker-died'),
	});
}

/** The line of a submission that no worker could grade. */
export function failedLine(
	{ rubric }: GradePlan,
	submission: Pick<FoundSubmission, 'student' | 'folder'>,
	code: 'worker-died' | 'too-slow',
): GradedLine {
	const failure = { name: submission.folder, code, details: null };
	return { line: JSON.stringify(failedSubmission(rubric, submission, failure)), cached: false };
}

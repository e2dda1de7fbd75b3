import type { SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeBook } from './counts.ts';

/** The grade book for programs, a submission a line; version 1. */
export function* gradeJson({ rubric, results, count, pairs }: GradeBook): Generator<string> {
	yield `{"capnote":1,"rubric":${JSON.stringify(rubric)},"submissions":[\n`;
	let left = count;
	for (const result of results()) yield `${JSON.stringify(shown(result))}${--left > 0 ? ',' : ''}\n`;
	yield `],"alike":${JSON.stringify(pairs)}}\n`;
}

/** Without what only comparing needs, and without the texts themselves. */
function shown({ prints: _prints, reports, ...result }: SubmissionResult): object {
	return { ...result, reports: reports.map(({ name }) => name) };
}

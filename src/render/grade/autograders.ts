import type { Rubric } from '../../grading/rubric.ts';
import type { ItemResult, SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import { commentMarkdown } from './comment.ts';

/** `results.json` of a Gradescope autograder, a test for each item of the rubric. */
export function gradescopeJson(result: SubmissionResult, rubric: Rubric, words: GradeWords): string {
	const visibility = rubric.visibility.points === 'student' ? 'visible' : 'hidden';
	const tests = result.items.map((item, i) => ({
		name: words.itemNames[item.id] ?? item.id,
		number: String(i + 1),
		score: item.points,
		max_score: item.max,
		status: isPassed(item) ? 'passed' : 'failed',
		output: words.reason(item.reason),
		output_format: 'text',
		tags: tagsOf(item.id, rubric),
		visibility,
	}));
	const value = {
		score: result.points,
		output: commentMarkdown(result, rubric, words),
		output_format: 'md',
		visibility: 'visible',
		stdout_visibility: 'hidden',
		tests,
		extra_data: { rubric: rubric.hash, fingerprints: result.captures.map(({ sha256 }) => sha256) },
	};
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/** The same numbers as GitHub Classroom's graders print them. */
export function classroomJson(result: SubmissionResult, rubric: Rubric, words: GradeWords): string {
	const failed = result.items.some((item) => !isPassed(item));
	const value = {
		version: 1,
		status: failed ? 'fail' : 'pass',
		max_score: result.max,
		score: result.points,
		tests: result.items.map((item) => ({
			name: words.itemNames[item.id] ?? item.id,
			status: isPassed(item) ? 'pass' : 'fail',
			score: item.points,
			max_score: item.max,
			message: words.reason(item.reason),
		})),
		rubric: rubric.hash,
	};
	return `${JSON.stringify(value, null, '\t')}\n`;
}

function isPassed({ points, max }: ItemResult): boolean {
	return points >= max;
}

function tagsOf(id: string, { claims }: Rubric): readonly string[] {
	return claims.required.find((one) => one.id === id)?.kind ?? ['capture'];
}

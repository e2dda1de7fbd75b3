import type { GradedClaim } from '../../grading/graded-claim.ts';
import type { ItemResult, SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import { type JunitCase, junitXml } from '../junit.ts';

/** JUnit XML of one submission: a suite of what the report says, a suite of the rubric's items. */
export function gradeJunit(result: SubmissionResult, words: GradeWords): string {
	const { student, claims, items } = result;
	return junitXml([
		{ name: `${student} report`, cases: claims.map(claimCase) },
		{
			name: `${student} rubric`,
			cases: [...items.map((item) => itemCase(item, words)), ...remarksCase(result, words)],
		},
	]);
}

function claimCase(claim: GradedClaim): JunitCase {
	const { id, document, line, verdict, reason, text, message, packets, atoms } = claim;
	const body = `${message.en}\n${packets.map((packet) => `#${packet}`).join(', ')}`;
	const common = { group: `check.${atoms[0]?.kind ?? 'claim'}`, name: `${document}:${line} ${id} ${text}` };
	if (verdict === 'refuted') return { ...common, failure: { message: message.en, type: 'refuted', body } };
	if (verdict === 'not-checkable') return { ...common, isSkipped: true, output: `${reason}: ${message.en}` };
	return common;
}

function itemCase({ id, points, max, reason }: ItemResult, words: GradeWords): JunitCase {
	const common = { group: 'rubric', name: words.itemNames[id] ?? id };
	if (points >= max && points >= 0) return common;
	return {
		...common,
		failure: { message: `${words.points({ points, max })}: ${words.reason(reason)}`, type: 'points' },
	};
}

function remarksCase({ captures, lints, failures }: SubmissionResult, words: GradeWords): readonly JunitCase[] {
	const remarks = [
		...captures.flatMap(({ name, findings }) => findings.map(({ text }) => `${name}: ${text.en}`)),
		...lints.map(({ document, line, text }) => `${document}:${line}: ${text.en}`),
		...failures.map((failure) => words.failure(failure)),
	];
	return remarks.length === 0 ? [] : [{ group: 'rubric', name: 'remarks', output: remarks.join('\n') }];
}

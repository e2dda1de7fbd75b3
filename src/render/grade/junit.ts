import type { Builder } from 'junit-report-builder';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';

/** JUnit XML of one submission: a suite of what the report says, a suite of the rubric's items. */
export async function junitXml(result: SubmissionResult, words: GradeWords): Promise<string> {
	const builder = (await loadBuilder()).newBuilder();
	const { student, claims, items, captures, failures, lints } = result;
	const said = builder.testSuite().name(`${student} report`);
	for (const { id, document, line, verdict, reason, text, message, packets, atoms } of claims) {
		const test = said
			.testCase()
			.className(`check.${atoms[0]?.kind ?? 'claim'}`)
			.name(`${document}:${line} ${id} ${short(text)}`);
		if (verdict === 'refuted')
			test.failure(`${message.en}\n${packets.map((packet) => `#${packet}`).join(', ')}`, 'refuted');
		if (verdict === 'not-checkable') test.skipped();
		if (verdict === 'not-checkable') test.standardOutput(`${reason}: ${message.en}`);
	}
	const graded = builder.testSuite().name(`${student} rubric`);
	for (const { id, points, max, reason } of items) {
		const test = graded
			.testCase()
			.className('rubric')
			.name(words.itemNames[id] ?? id);
		if (points < max || points < 0) test.failure(`${words.points({ points, max })}: ${words.reason(reason)}`, 'points');
	}
	const remarks = [
		...captures.flatMap(({ name, findings }) => findings.map(({ text }) => `${name}: ${text.en}`)),
		...lints.map(({ document, line, text }) => `${document}:${line}: ${text.en}`),
		...failures.map((failure) => words.failure(failure)),
	];
	if (remarks.length > 0) graded.testCase().className('rubric').name('remarks').standardOutput(remarks.join('\n'));
	return builder.build();
}

/** A package of CommonJS: Node and bundlers do not agree on where its default export is, and its types know only one. */
async function loadBuilder(): Promise<Builder> {
	const { default: loaded } = await import('junit-report-builder');
	return 'newBuilder' in loaded ? (loaded as unknown as Builder) : loaded.default;
}

const MOST = 80;

function short(text: string): string {
	return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

import { describe, expect, test } from 'vitest';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import { grade as en } from '../../i18n/en/grade.ts';
import { grade as id } from '../../i18n/id/grade.ts';
import { gradeBook, gradedCapture, gradedClaim, gradedSubmission } from '../../testing/graded.ts';
import { indexPage, submissionPage } from './html.ts';

const REPORT = ['# Lab', '', 'The client sends SYN (#1). <b>', 'accept() is the ACK.', 'TCP is reliable.'].join('\n');
const RESULT = gradedSubmission({
	capture: 'lab.pcap',
	captures: [gradedCapture('lab.pcap', ['open-at-end', 'checksum-offload'])],
	reports: [{ name: 'README.md', text: REPORT }],
	claims: [
		gradedClaim({ id: 'c1', line: 3, verdict: 'confirmed', message: { en: 'confirmed: #1', id: 'terbukti: #1' } }),
		gradedClaim({ id: 'c2', line: 3, verdict: 'refuted', message: { en: 'refuted: <i>#2', id: 'terbantah: <i>#2' } }),
		gradedClaim({ id: 'c3', line: 4, verdict: 'not-checkable', message: { en: 'not checkable', id: 'tidak dapat' } }),
		gradedClaim({ id: 'c4', document: 'other.md', line: 5, verdict: 'refuted', message: { en: 'no', id: 'tidak' } }),
	],
});

const page = (result: SubmissionResult, language: 'en' | 'id'): string =>
	[...submissionPage(result, gradeBook([result]), { en, id }[language], language)].join('');

/** What stands at a line of the report, tags left out. */
function shownAt(html: string, line: number): string {
	const row = html.split('\n').find((one) => one.includes(`id="l-README.md-${line}"`)) ?? '';
	return row.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|');
}

describe('submissionPage()', () => {
	test.each([
		['en', 1, '|1|# Lab|'],
		['en', 3, '|3|The client sends SYN (#1). &lt;b&gt;|✔ c1| confirmed: |#1|✘ c2| refuted: &lt;i&gt;|#2|'],
		['en', 4, '|4|accept() is the ACK.|? c3| not checkable|'],
		['en', 5, '|5|TCP is reliable.|'],
		['id', 3, '|3|The client sends SYN (#1). &lt;b&gt;|✔ c1| terbukti: |#1|✘ c2| terbantah: &lt;i&gt;|#2|'],
	] as const)('%s: line %i has its verdicts below it', (language, line, expected) => {
		expect(shownAt(page(RESULT, language), line)).toBe(expected);
	});

	test('a line is marked by its worst verdict', () => {
		const html = page(RESULT, 'en');
		expect(html).toMatch(/id="l-README\.md-3">.*?<div class="refuted">/);
		expect(html).toMatch(/id="l-README\.md-4">.*?<div class="not-checkable">/);
		expect(html).toMatch(/id="l-README\.md-5">.*?<div>/);
	});

	test('a verdict leads to its row, and its packets to theirs', () => {
		const row = page(RESULT, 'en')
			.split('\n')
			.find((one) => one.includes('id="l-README.md-3"'));
		expect(row).toContain('href="#c1"');
		expect(row).toContain('href="#p1"');
	});
});

describe('indexPage()', () => {
	test.each([
		['en', en, 'ends before the close'],
		['id', id, 'berakhir sebelum penutupan'],
	] as const)('%s: says what to look at in words', (language, words, expected) => {
		const html = [...indexPage(gradeBook([RESULT]), words, language, () => 'x')].join('');
		expect(html).toContain(`<td>${expected}</td>`);
		expect(html).not.toMatch(/open-at-end|checksum-offload/);
	});
});

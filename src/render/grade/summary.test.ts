import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { LikenessPair } from '../../grading/likeness/pair.ts';
import { grade as en } from '../../i18n/en/grade.ts';
import type { TroubleKind } from '../../i18n/grade-words.ts';
import { grade as id } from '../../i18n/id/grade.ts';
import { gradeBook, gradedCapture, gradedClaim, gradedSubmission } from '../../testing/graded.ts';
import { textWidth } from '../wrap.ts';
import { gradeSummary } from './summary.ts';

const TROUBLES = Object.keys(en.troubles) as TroubleKind[];
const FINDINGS = TROUBLES.filter((kind) => !/^L\d/.test(kind)) as Exclude<TroubleKind, `L${string}`>[];
const LINTS = TROUBLES.filter((kind) => /^L\d/.test(kind)) as Extract<TroubleKind, `L${string}`>[];
const LONG = 'captureTCP(reqresp) sekali lagi, percobaan kedua.pcapng';
const message = { en: 'said', id: 'dikatakan' };

const PAIR: LikenessPair = {
	a: { student: '5025211201', folder: '5025211201' },
	b: { student: '5025211202', folder: '5025211202' },
	strength: 'proof',
	evidence: [{ signal: 'S1', aCapture: LONG, bCapture: LONG }],
};

const BOOK = gradeBook(
	[
		gradedSubmission({
			...{ points: 57.5, band: 'C', capture: LONG },
			captures: [gradedCapture(LONG, [...FINDINGS, 'checksum-offload'])],
			lints: LINTS.map((kind) => ({ kind, document: 'README.md', line: 1, text: { en: '', id: '' } })),
			claims: [
				gradedClaim({ id: 'c1', verdict: 'refuted', message }),
				gradedClaim({ id: 'c2', verdict: 'confirmed', message }),
			],
		}),
		gradedSubmission({
			student: '5025211202 Nama Yang Sangat Panjang Sekali',
			captures: [gradedCapture('res.pcap', ['no-packets'])],
		}),
		gradedSubmission({
			...{ student: 'a\u202eb\nc', points: 100, band: 'A', passed: true },
			failures: [{ name: 'lab.zip', code: 'archive-damaged', details: null }],
		}),
	],
	{ pairs: [PAIR] },
);

const CASES = [en, id].flatMap((words) => [60, 80, 120].map((width) => ({ words, width, sign: words.decimalSign })));

describe('gradeSummary()', () => {
	test.each(CASES)('fits $width columns, with a "$sign"', async ({ words, width }) => {
		const text = await gradeSummary(BOOK, words, 0, { width, color: false });
		expect(text.split('\n').filter((line) => textWidth(line) > width)).toEqual([]);
		expect(text).not.toMatch(/[^\P{C}\n]/u);
	});

	test.each(CASES)('says each trouble in words, $width columns, with a "$sign"', async ({ words, width }) => {
		const flat = (await gradeSummary(BOOK, words, 0, { width, color: false })).replace(/\s+/g, ' ');
		for (const kind of TROUBLES) {
			expect(flat).toContain(words.troubles[kind]);
			expect(flat).not.toContain(` ${kind}`);
		}
		expect(flat).not.toContain('checksum');
	});

	test('what a capture lacks stands below the row of its submission', async () => {
		const lines = (await gradeSummary(BOOK, en, 0, { width: 60, color: false })).split('\n');
		const at = lines.findIndex((line) => line.startsWith('5025211202'));
		expect(lines[at]).toMatch(/^5025211202 Na.*… +0\/100 .* none$/);
		expect(lines[at + 1]).toBe('    no packets');
	});

	test('colours say nothing that is not there without them', async () => {
		const plain = await gradeSummary(BOOK, en, 0, { width: 80, color: false });
		const painted = await gradeSummary(BOOK, en, 0, { width: 80, color: true });
		expect(painted).not.toBe(plain);
		expect(stripVTControlCharacters(painted)).toBe(plain);
	});
});

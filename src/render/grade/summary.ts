import type { LikenessPair } from '../../grading/likeness/pair.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import { safeLines, visibleText } from '../visible-text.ts';
import { countsOf, type GradeBook, pointsText } from './counts.ts';

/** So many submissions are shown one by one; of a larger class the files tell. */
const MOST_ROWS = 60;
const MOST_PAIRS = 20;
const MOST_EVIDENCE = 2;

/** The grade book as a teacher reads it in a terminal. */
export async function gradeSummary(book: GradeBook, words: GradeWords, cached: number): Promise<string> {
	const { alignedTable } = await import('../aligned-table.ts');
	const rows: (readonly string[])[] = [];
	const bands = new Map<string, number>();
	const sum = { percent: 0, passed: 0, failed: 0 };
	for (const result of book.results()) {
		const { points, max, band, passed, failures } = result;
		if (rows.length < MOST_ROWS) rows.push(rowOf(result, words));
		if (band !== null) bands.set(band, (bands.get(band) ?? 0) + 1);
		sum.percent += max === 0 ? 100 : (100 * points) / max;
		if (passed) sum.passed++;
		if (failures.length > 0) sum.failed++;
	}
	const mean = book.count === 0 ? 0 : sum.percent / book.count;
	const facts = { submissions: book.count, passed: sum.passed, failed: sum.failed, mean, cached };
	const shown = alignedTable([titlesOf(words), ...rows], RIGHT);
	const more = book.count > rows.length ? `${words.more(book.count - rows.length)}\n` : '';
	const bandText = [...bands].sort(([a], [b]) => (a < b ? -1 : 1)).map(([band, count]) => words.bandLine(band, count));
	return `${shown}${more}\n${words.graded(facts)}\n${bandText.join('  ')}${bandText.length > 0 ? '\n' : ''}${pairsText(book.pairs, words)}`;
}

const RIGHT = [1, 3, 4, 5, 6];

function titlesOf({ titles }: GradeWords): readonly string[] {
	return [
		...[titles.student, titles.points, titles.band, titles.confirmed, titles.refuted, titles.notCheckable],
		...[titles.notUnderstood, titles.capture, titles.findings],
	];
}

function rowOf(result: Parameters<typeof countsOf>[0], { titles, failure }: GradeWords): readonly string[] {
	const { confirmed, refuted, notCheckable, notUnderstood, lints } = countsOf(result);
	const counts = [confirmed, refuted, notCheckable, notUnderstood].map(String);
	const { student, points, max, band, capture, failures } = result;
	const trouble = [...lints, ...failures.map((one) => failure(one))].join(', ');
	const cells = [
		student,
		`${pointsText(points)}/${pointsText(max)}`,
		band ?? '',
		...counts,
		capture ?? titles.none,
		trouble,
	];
	return cells.map(visibleText);
}

/** Facts about pairs, each with packets on both sides. */
export function pairsText(pairs: readonly LikenessPair[] | null, words: GradeWords): string {
	if (pairs === null) return '';
	const shown = pairs.slice(0, MOST_PAIRS).map(({ a, b, strength, evidence }) => {
		const lines = evidence.slice(0, MOST_EVIDENCE).map((one) => `    ${words.evidence(one, a.student, b.student)}\n`);
		const more = evidence.length > MOST_EVIDENCE ? `    ${words.more(evidence.length - MOST_EVIDENCE)}\n` : '';
		return `  ${a.student} – ${b.student}  [${words.strengths[strength]}]\n${lines.join('')}${more}`;
	});
	const more = pairs.length > MOST_PAIRS ? `  ${words.more(pairs.length - MOST_PAIRS)}\n` : '';
	const note = pairs.length > 0 ? `${words.likenessNote}\n` : '';
	return safeLines(`\n${words.pairsFound(pairs.length)}\n${shown.join('')}${more}${note}`);
}

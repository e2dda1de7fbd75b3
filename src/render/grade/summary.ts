import pico from 'picocolors';
import type { LikenessPair } from '../../grading/likeness/pair.ts';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import type { Colors } from '../paint.ts';
import type { Style } from '../view.ts';
import { visibleText } from '../visible-text.ts';
import { shorten, textWidth, wrap } from '../wrap.ts';
import { countsOf, type GradeBook, pointsText, troublesText } from './counts.ts';

/** So many submissions are shown one by one; of a larger class the files tell. */
const MOST_ROWS = 60;
const MOST_PAIRS = 20;
const MOST_EVIDENCE = 2;
const MIN_WIDTH = 60;

/** The grade book as a teacher reads it in a terminal. */
export async function gradeSummary(book: GradeBook, words: GradeWords, cached: number, style: Style): Promise<string> {
	const colors = pico.createColors(style.color);
	const width = Math.max(MIN_WIDTH, style.width);
	const rows: (readonly string[])[] = [];
	const bands = new Map<string, number>();
	const sum = { percent: 0, passed: 0, failed: 0 };
	for (const result of book.results()) {
		const { points, max, band, passed, failures } = result;
		if (rows.length < MOST_ROWS) rows.push(rowOf(result, words, colors));
		if (band !== null) bands.set(band, (bands.get(band) ?? 0) + 1);
		sum.percent += max === 0 ? 100 : (100 * points) / max;
		if (passed) sum.passed++;
		if (failures.length > 0) sum.failed++;
	}
	const mean = book.count === 0 ? 0 : sum.percent / book.count;
	const facts = { submissions: book.count, passed: sum.passed, failed: sum.failed, mean, cached };
	const shown = await tableText([titlesOf(words).map(colors.bold), ...rows], width);
	const more = book.count > rows.length ? `${words.more(book.count - rows.length)}\n` : '';
	const bandText = [...bands].sort(([a], [b]) => (a < b ? -1 : 1)).map(([band, count]) => words.bandLine(band, count));
	const below = `${bandText.join('  ')}${bandText.length > 0 ? '\n' : ''}${pairsText(book.pairs, words, width, colors)}`;
	return `${shown}${more}${wrap(legend(words), width)}\n\n${colors.bold(wrap(words.graded(facts), width))}\n${below}`;
}

const RIGHT = [1, 3, 4, 5, 6];
const REFUTED = 4;
const CAPTURE = 7;
/** Between two columns. */
const GAP = 2;
/** A name that is cut to less tells nothing. */
const LEAST_NAME = 12;

/** As wide as the terminal: what a capture lacks stands below its row where it has no room in it, and long names are cut. */
async function tableText(rows: readonly (readonly string[])[], width: number): Promise<string> {
	const { alignedTable } = await import('../aligned-table.ts');
	if (widthOf(rows) <= width) return alignedTable(rows, RIGHT);
	const few = rows.map((row) => row.slice(0, -1));
	const room = width - widthOf(few.map((row) => row.slice(0, -1))) - GAP;
	const longest = Math.max(...few.map(([name = '']) => textWidth(name)));
	const most = new Map([
		[0, Math.max(LEAST_NAME, longest - Math.max(0, LEAST_NAME - room))],
		[CAPTURE, Math.max(LEAST_NAME, room)],
	]);
	const cut = few.map((row) => row.map((cell, i) => shorten(cell, most.get(i) ?? Number.POSITIVE_INFINITY)));
	const lines = alignedTable(cut, RIGHT).split('\n');
	return lines
		.map((line, i) => [line, ...(i === 0 ? [] : hanging(rows[i]?.at(-1) ?? '', width))].join('\n'))
		.join('\n');
}

function widthOf(rows: readonly (readonly string[])[]): number {
	const columns = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => textWidth(row[i] ?? ''))));
	return columns.reduce((sum, column) => sum + column + GAP, -GAP);
}

/** Lines below what they belong to. */
function hanging(text: string, width: number): readonly string[] {
	if (text === '') return [];
	return wrap(text, width - INDENT.length)
		.split('\n')
		.map((line) => INDENT + line);
}

const INDENT = '    ';
/** Above the counts of verdicts; a title in words would be wider than the numbers of a whole class. */
const SIGNS = ['✔', '✘', '?', '…'];

function legend({ titles }: GradeWords): string {
	const names = [titles.confirmed, titles.refuted, titles.notCheckable, titles.notUnderstood];
	return SIGNS.map((sign, i) => `${sign} ${names[i]?.toLowerCase()}`).join('   ');
}

function titlesOf({ titles }: GradeWords): readonly string[] {
	return [...[titles.student, titles.points, titles.band, ...SIGNS, titles.capture, titles.findings]];
}

function rowOf(result: SubmissionResult, words: GradeWords, { bold, yellow }: Colors): readonly string[] {
	const { titles } = words;
	const { confirmed, refuted, notCheckable, notUnderstood } = countsOf(result);
	const counts = [confirmed, refuted, notCheckable, notUnderstood].map(String);
	const { student, points, max, band, capture } = result;
	const cells = [
		student,
		`${pointsText(points, words)}/${pointsText(max, words)}`,
		band ?? '',
		...counts,
		capture ?? titles.none,
		troublesText(result, words),
	];
	return cells.map(visibleText).map((cell, i) => {
		if (i === REFUTED && refuted > 0) return bold(yellow(cell));
		return i === cells.length - 1 && cell !== '' ? yellow(cell) : cell;
	});
}

/** Facts about pairs, each with packets on both sides. */
function pairsText(pairs: readonly LikenessPair[] | null, words: GradeWords, width: number, { bold }: Colors): string {
	if (pairs === null) return '';
	const shown = pairs.slice(0, MOST_PAIRS).map(({ a, b, strength, evidence }) => {
		const told = evidence.slice(0, MOST_EVIDENCE).map((one) => visibleText(words.evidence(one, a.student, b.student)));
		const lines = told.flatMap((one) => hanging(one, width)).map((line) => `${line}\n`);
		const more = evidence.length > MOST_EVIDENCE ? `    ${words.more(evidence.length - MOST_EVIDENCE)}\n` : '';
		return `  ${bold(`${visibleText(a.student)} – ${visibleText(b.student)}`)}  [${words.strengths[strength]}]\n${lines.join('')}${more}`;
	});
	const more = pairs.length > MOST_PAIRS ? `  ${words.more(pairs.length - MOST_PAIRS)}\n` : '';
	const note = pairs.length > 0 ? `${wrap(words.likenessNote, width)}\n` : '';
	return `\n${bold(words.pairsFound(pairs.length))}\n${shown.join('')}${more}${note}`;
}

import type { Options } from 'csv-stringify/sync';
import type { GradedClaim } from '../../grading/graded-claim.ts';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import { countsOf, type GradeBook, pairsOf } from './counts.ts';

/** How CSV is written; the defaults are RFC 4180 in UTF-8. */
export interface CsvStyle {
	/** Excel takes a file for UTF-8 only if it begins with one. */
	readonly bom: boolean;
	/** Excel in Indonesian expects `;`. */
	readonly delimiter: ',' | ';';
}

type Cell = string | number | null;

/** A line per submission. */
export async function* gradesCsv(book: GradeBook, style: CsvStyle): AsyncGenerator<string> {
	const head = ['student', 'report', 'capture', 'points', 'max', 'band', ...book.rubric.items];
	const counted = ['refuted', 'confirmed', 'not_checkable', 'not_understood', 'lints', 'compare_hits'];
	yield* csv([...head, ...counted], gradeRows(book), style);
}

function* gradeRows(book: GradeBook): Generator<readonly Cell[]> {
	for (const result of book.results()) {
		const { student, folder, reports, capture, points, max, band, items } = result;
		const { refuted, confirmed, notCheckable, notUnderstood, lints } = countsOf(result);
		const given = new Map(items.map((item) => [item.id, item.points]));
		yield [
			...[student, reports.map(({ name }) => name).join(' '), capture, points, max, band],
			...book.rubric.items.map((id) => given.get(id) ?? 0),
			...[refuted, confirmed, notCheckable, notUnderstood, lints.join(' '), pairsOf(folder, book.pairs).length],
		];
	}
}

const CLAIM_COLUMNS = [
	...['student', 'report', 'line', 'column', 'section', 'claim_id', 'kind', 'verdict', 'reason', 'basis', 'capture'],
	...['connection', 'packets', 'notes', 'message_id', 'message_en', 'text'],
];

/** A line per claim. */
export async function* claimsCsv(book: GradeBook, style: CsvStyle): AsyncGenerator<string> {
	yield* csv(CLAIM_COLUMNS, claimRows(book), style);
}

function* claimRows(book: GradeBook): Generator<readonly Cell[]> {
	for (const { student, claims } of book.results()) for (const claim of claims) yield claimRow(student, claim);
}

function claimRow(student: SubmissionResult['student'], claim: GradedClaim): readonly Cell[] {
	const kinds = [...new Set(claim.atoms.map(({ kind }) => kind))].join(' ');
	return [
		...[student, claim.document, claim.line, claim.column, claim.section, claim.id, kinds, claim.verdict, claim.reason],
		...[claim.basis, claim.capture, claim.connection, claim.packets.join(' '), claim.notes.join(' ')],
		...[claim.message.id, claim.message.en, claim.text],
	];
}

/** A line per pair of submissions that are alike, and per piece of evidence. */
export async function* pairsCsv(
	{ pairs }: GradeBook,
	style: CsvStyle,
	say: (evidence: NonNullable<GradeBook['pairs']>[number]['evidence'][number], a: string, b: string) => string,
): AsyncGenerator<string> {
	const rows = (pairs ?? []).flatMap(({ a, b, strength, evidence }) =>
		evidence.map((one): readonly Cell[] => [
			a.student,
			b.student,
			strength,
			one.signal,
			say(one, a.student, b.student),
		]),
	);
	yield* csv(['a', 'b', 'strength', 'signal', 'what'], rows, style);
}

const AT_ONCE = 200;

/** Foreign text may begin like a formula, which a spreadsheet would run: an apostrophe before it makes it text. */
async function* csv(head: readonly string[], rows: Iterable<readonly Cell[]>, style: CsvStyle): AsyncGenerator<string> {
	const { stringify } = await import('csv-stringify/sync');
	const options: Options = { delimiter: style.delimiter, escape_formulas: true, cast: { number: String } };
	yield stringify([head], { ...options, bom: style.bom });
	let waiting: (readonly Cell[])[] = [];
	for (const row of rows) {
		waiting.push(row);
		if (waiting.length < AT_ONCE) continue;
		yield stringify(waiting, options);
		waiting = [];
	}
	if (waiting.length > 0) yield stringify(waiting, options);
}

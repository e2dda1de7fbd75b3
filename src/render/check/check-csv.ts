import { type Options, stringify } from 'csv-stringify/sync';
import type { Claim } from '../../claims/claim.ts';
import type { Languages } from '../view.ts';
import { safeLines } from '../visible-text.ts';
import type { CheckView } from './check-view.ts';
import { kindsOf } from './claim-text.ts';

/** What separates cells: Excel asks for a semicolon where a comma stands before decimals. */
const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
type DelimiterName = keyof typeof DELIMITERS;

export interface CsvStyle {
	readonly delimiter: DelimiterName;
	/** A byte order mark, by which Excel sees that it is UTF-8. */
	readonly bom: boolean;
}

type Cell = string | number | null;
type ClaimColumn = readonly [key: string, value: (claim: Claim, languages: Languages) => Cell];

const CLAIM_COLUMNS: readonly ClaimColumn[] = [
	['report', ({ document }) => document],
	['line', ({ place }) => place.line],
	['column', ({ place }) => place.column],
	['section', ({ section }) => section.join(' / ')],
	['claim_id', ({ id }) => id],
	['kind', (claim) => kindsOf(claim).join(' ')],
	['verdict', ({ verdict }) => verdict],
	['reason', ({ reason }) => reason],
	['basis', ({ basis }) => basis],
	['capture', ({ capture }) => capture],
	['connection', ({ connection }) => connection],
	['packets', ({ packets }) => packets.join(' ')],
	['notes', ({ notes }) => notes.map(({ id }) => id).join(' ')],
	['message_id', (claim, { id }) => id.claims.message(claim)],
	['message_en', (claim, { en }) => en.claims.message(claim)],
	['text', ({ text }) => text],
];

/** Titles of the table of claims; `student` is empty unless it is of a folder of submissions. */
export const CLAIM_TITLES: readonly string[] = ['student', ...CLAIM_COLUMNS.map(([key]) => key)];

/** The cells of a claim in the order of `CLAIM_TITLES`. */
export function claimCells(claim: Claim, student: string, languages: Languages): readonly Cell[] {
	return [student, ...CLAIM_COLUMNS.map(([, value]) => value(claim, languages))];
}

/** A line for each claim of a checked report. */
export function checkCsv({ check }: CheckView, languages: Languages, style: CsvStyle): string {
	const claims = check.documents.flatMap((document) => document.claims);
	return csvText([CLAIM_TITLES, ...claims.map((claim) => claimCells(claim, '', languages))], style);
}

/** Rows as CSV (RFC 4180) that no spreadsheet runs: an apostrophe stands before what looks like a formula. */
export function csvText(rows: readonly (readonly Cell[])[], { delimiter, bom }: CsvStyle): string {
	const options: Options = {
		bom,
		delimiter: DELIMITERS[delimiter],
		escape_formulas: true,
		record_delimiter: 'windows',
	};
	return stringify(
		rows.map((row) => row.map((cell) => (typeof cell === 'string' ? safeLines(cell) : cell))),
		options,
	);
}

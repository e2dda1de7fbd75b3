/** What a spreadsheet takes for the beginning of a formula; the last four are the same signs in full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Text as a cell of CSV (RFC 4180). Foreign text may begin like a formula, which a spreadsheet would run: an apostrophe
 * before it makes it text.
 */
export function csvCell(text: string): string {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import Table from 'cli-table3';

/** No lines: people read these tables, and copy from them. */
const NO_LINES = {
	top: '',
	'top-mid': '',
	'top-left': '',
	'top-right': '',
	bottom: '',
	'bottom-mid': '',
	'bottom-left': '',
	'bottom-right': '',
	left: '',
	'left-mid': '',
	mid: '',
	'mid-mid': '',
	right: '',
	'right-mid': '',
	middle: '  ',
};
const STYLE = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };

/**
 * Rows as text in columns that are as wide as their widest cell; the first row has the titles. For small tables: all
 * rows are laid out at once, which takes a tenth of a second for 200 of them.
 *
 * @param right Columns whose cells end at the right, from 0.
 */
export function alignedTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
	const colAligns = (rows[0] ?? []).map((_, at) => (right.includes(at) ? 'right' : 'left'));
	const count = Math.max(0, ...rows.map(({ length }) => length));
	const table = new Table({ chars: NO_LINES, style: STYLE, colAligns });
	for (const row of rows) table.push(Array.from({ length: count }, (_, at) => row[at] ?? ''));
	const lines = table.toString().split('\n');
	return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

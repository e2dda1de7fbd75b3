import stringWidth from 'fast-string-width';

const GAP = '  ';

/** Rows as text in columns that are as wide as their widest cell; the first row has the titles. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
	const count = Math.max(0, ...rows.map(({ length }) => length));
	const widths = Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ''))));
	const pad = (cell: string, at: number): string => cell + ' '.repeat((widths[at] ?? 0) - stringWidth(cell));
	return rows.map((row) => `${row.map(pad).join(GAP).trimEnd()}\n`).join('');
}

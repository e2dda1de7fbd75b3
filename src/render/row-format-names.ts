/** The formats with a line per packet, which keep none: for captures of any size. */
export type RowFormatName = 'tsv' | 'csv' | 'jsonl';
export const ROW_FORMAT_NAMES: readonly RowFormatName[] = ['tsv', 'csv', 'jsonl'];

export function isRowFormat(name: string): name is RowFormatName {
	return ROW_FORMAT_NAMES.some((format) => format === name);
}

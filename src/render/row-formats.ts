import { csvCell } from './csv-cell.ts';
import type { RowFormatName } from './row-format-names.ts';
import { safeJson } from './safe-json.ts';
import { decodeUtf8, visibleBytes } from './visible-text.ts';

/** How a line per packet is written. A new format is one entry. */
export interface RowFormat {
	/** Which columns it has unless others are asked for. */
	readonly likes: 'in-text' | 'in-json';
	/** Stands before all rows. */
	readonly head: (names: readonly string[]) => string;
	/** Stands before a cell, behind the separator. */
	readonly before: (name: string) => string;
	/** One character between cells. */
	readonly separator: string;
	readonly start: string;
	/** Stands before and behind a cell that is no number. */
	readonly quote: string;
	/** A word of ours. */
	readonly text: (word: string) => string;
	/** A cell without a value. */
	readonly none: string;
	readonly end: string;
	readonly list: (names: readonly string[]) => string;
	/** The captured part of a payload of so many bytes, more than none. */
	readonly payload: (captured: Uint8Array, bytes: number) => string;
}

export const ROW_FORMATS: { readonly [F in RowFormatName]: RowFormat } = {
	tsv: {
		likes: 'in-text',
		head: (names) => `${names.join('\t')}\n`,
		start: '',
		before: () => '',
		separator: '\t',
		quote: '',
		text: (word) => word,
		none: '',
		end: '\n',
		list: (names) => names.join(' '),
		payload: (captured) => visibleBytes(captured),
	},
	csv: {
		likes: 'in-text',
		head: (names) => `${names.join(',')}\n`,
		start: '',
		before: () => '',
		separator: ',',
		quote: '',
		text: (word) => word,
		none: '',
		end: '\n',
		list: (names) => names.join(' '),
		payload: (captured) => csvCell(visibleBytes(captured)),
	},
	jsonl: {
		likes: 'in-json',
		head: () => '',
		start: '{',
		before: (name) => `"${name}":`,
		separator: ',',
		quote: '"',
		text: (word) => JSON.stringify(word),
		none: 'null',
		end: '}\n',
		list: (names) => JSON.stringify(names),
		payload: (captured, bytes) => safeJson(captured.length < bytes ? null : decodeUtf8(captured)),
	},
};

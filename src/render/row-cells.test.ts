import { describe, expect, test } from 'vitest';
import { HEAP, SEPARATOR } from '../kernel/layout.ts';
import { createRowCells } from './row-cells.ts';
import { ROW_COLUMNS, type RowColumn } from './row-columns.ts';
import type { RowFormatName } from './row-format-names.ts';
import { ROW_FORMATS } from './row-formats.ts';
import { defaultColumns } from './row-text.ts';

const CASES: readonly (readonly [string, RowFormatName, readonly RowColumn[], string])[] = [
	['the columns of TSV', 'tsv', defaultColumns('tsv'), '\t'],
	['the columns of CSV', 'csv', defaultColumns('csv'), ','],
	['JSON', 'jsonl', defaultColumns('jsonl'), ''],
	['the same columns as JSON', 'jsonl', defaultColumns('tsv'), ''],
	['all columns', 'tsv', ROW_COLUMNS, ''],
	['one column less', 'tsv', defaultColumns('tsv').slice(0, -1), ''],
	['another order', 'tsv', defaultColumns('tsv').toReversed(), ''],
];

describe('tell() says whether the kernel may take its short way through a line', () => {
	test.each(CASES)('%s', (_, format, columns, separator) => {
		const buffer = new ArrayBuffer(HEAP);
		const memory = { bytes: new Uint8Array(buffer), words: new Int32Array(buffer) };
		createRowCells(ROW_FORMATS[format], columns).tell(memory);
		expect(memory.words[SEPARATOR >> 2]).toBe(separator === '' ? 0 : separator.charCodeAt(0));
	});
});

import { expect, test } from 'vitest';
import { csvCell } from './csv-cell.ts';

const CELLS: Readonly<Record<string, readonly [string, string]>> = {
	'leaves plain text': ['hello world', 'hello world'],
	'quotes a comma': ['a,b', '"a,b"'],
	'doubles quotes': ['say "hi"', '"say ""hi"""'],
	'quotes a line end': ['a\nb', '"a\nb"'],
	'makes a formula text: =': ['=cmd|x', "'=cmd|x"],
	'makes a formula text: +': ['+1', "'+1"],
	'makes a formula text: -': ['-1', "'-1"],
	'makes a formula text: @': ['@SUM(A1)', "'@SUM(A1)"],
	'makes a formula text: tab': ['\t=1', "'\t=1"],
	'makes a formula text: full width': ['＝1', "'＝1"],
	'quotes and makes text at once': ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
	'does not mind a sign inside': ['1+1', '1+1'],
};

test.each(Object.entries(CELLS))('csvCell() %s', (_name, [text, cell]) => {
	expect(csvCell(text)).toBe(cell);
});

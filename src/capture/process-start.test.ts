import { pid } from 'node:process';
import { expect, test } from 'vitest';
import { processStart, startIn } from './process-start.ts';

const REST = 'S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 8912 20';

test.each([
	['a plain name', `77 (node) ${REST}`],
	['a name that looks like more fields', `77 (a) S 1 (b) ${REST}`],
])('startIn() finds the field behind %s', (_, stat) => {
	expect(startIn(stat)).toBe('8912');
});

test('processStart() is the same for a process that lives, and nothing for none', () => {
	expect(processStart(pid)).toMatch(/^\d+$/);
	expect(processStart(pid)).toBe(processStart(pid));
	expect(processStart(4_194_305)).toBeNull();
});

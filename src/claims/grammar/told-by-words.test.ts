import { expect, test } from 'vitest';
import { POINTERS } from './dangling.ts';
import { GUARDS } from './guard.ts';
import { OUTSIDE } from './outside.ts';
import { SILENT_KINDS } from './silent-reason.ts';

const TABLES = { GUARDS, OUTSIDE, SILENT_KINDS, POINTERS };
const EXAMPLES = Object.entries(TABLES).flatMap(([table, rules]) =>
	rules.flatMap(({ words, examples }, at) => examples.map((example) => ({ table, at, words, example }))),
);

test.each(EXAMPLES)('$table, $at: $example', ({ words, example }) => {
	expect(example).toMatch(words);
});

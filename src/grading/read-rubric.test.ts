import { describe, expect, test } from 'vitest';
import { CapnoteError } from '../errors.ts';
import { LABS } from '../profile/labs.ts';
import { EXAMPLE_RUBRIC } from '../testing/example-rubric.ts';
import { readRubric } from './read-rubric.ts';

const labs = Object.values(LABS);

/** What was changed in the example → what is said of it. */
const MISTAKES: Record<string, [from: string, to: string, problem: object]> = {
	'an unknown key': [
		'{handshake: complete}',
		'{handshak: complete}',
		{ kind: 'unknown-key', line: 14, key: 'handshak', nearest: 'handshake' },
	],
	'an unknown key at the top': [
		'halfWithoutCapture: true',
		'halfWithoutcapture: true',
		{ line: 28, nearest: 'halfWithoutCapture' },
	],
	'a key deep inside': ['reply: "Echo: {message}"', 'repyl: "x"', { kind: 'unknown-key', line: 15, nearest: 'reply' }],
	'a key in an item': ['kind: K04}', 'knd: K04}', { kind: 'missing-key', line: 21, key: 'kind' }],
	'a type': ['points: 100', 'points: many', { kind: 'wrong-type', line: 11, path: 'points', expected: 'number' }],
	'a value': ['handshake: complete', 'handshake: complet', { kind: 'not-one-of', line: 14, nearest: 'complete' }],
	'a kind': ['kind: K04', 'kind: K99', { kind: 'not-one-of', line: 21 }],
	'a limit': ['each: -4', 'each: 4', { kind: 'out-of-range', line: 19, most: 0 }],
	'a lab': ['lab: reqresp', 'lab: reqrep', { kind: 'not-one-of', line: 4, nearest: 'reqresp' }],
	'an item twice': ['id: say-ports', 'id: cap-own', { kind: 'twice', line: 22, value: 'cap-own' }],
	'a pattern': ['"^(?<id>', '"^((?<id>', { kind: 'bad-expression', line: 9 }],
	'a pattern without id': ['(?<id>', '(?<who>', { kind: 'bad-expression', line: 9, said: '(?<id>…)' }],
	'no YAML': ['points: 100', 'points: [', { kind: 'syntax' }],
	'a key of YAML twice': ['points: 100', 'points: 100\npoints: 90', { kind: 'syntax', line: 12 }],
	'code of YAML': ['points: 100', 'points: !!js/function "x"', { kind: 'wrong-type', line: 11 }],
};

describe('readRubric()', () => {
	test('reads every key', async () => {
		const rubric = await readRubric(EXAMPLE_RUBRIC, 'rubric.yml', labs);
		expect(rubric).toMatchObject({ max: 100, points: 100, port: 2222, language: 'id', pass: 55 });
		expect(rubric.hash).toMatch(/^[0-9a-f]{16}$/);
		expect(rubric.capture[1]?.else).toEqual([{ points: 5, when: { startsMidConnection: true } }]);
	});

	test.each(Object.entries(MISTAKES))('%s is told with its line', async (_name, [from, to, problem]) => {
		expect(EXAMPLE_RUBRIC).toContain(from);
		const problems = await problemsOf(EXAMPLE_RUBRIC.replace(from, to));
		expect(problems).toContainEqual(expect.objectContaining(problem));
	});

	test('a bomb of aliases is refused', async () => {
		const ones = '[1,1,1,1,1,1,1,1,1]';
		const bomb = `a: &a ${ones}\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n`;
		expect(await problemsOf(bomb)).toMatchObject([{ kind: 'syntax' }]);
	});
});

async function problemsOf(text: string): Promise<unknown> {
	const error = await readRubric(text, 'rubric.yml', labs).catch((thrown: unknown) => thrown);
	if (!(error instanceof CapnoteError) || error.code !== 'bad-yaml') throw error;
	return (error.details as { readonly problems: unknown }).problems;
}

import { expect, test } from 'vitest';
import { createLineCutter } from './line-cutter.ts';
import { linesOf } from './lines.ts';

async function linesIn(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
	const rest = [...chunks];
	const lines: string[] = [];
	const read = (into: Uint8Array): number => {
		const chunk = rest.shift() ?? new Uint8Array();
		into.set(chunk);
		return chunk.length;
	};
	for await (const line of linesOf({ name: 'test', read })) lines.push(line);
	return lines;
}

test.each([
	[['a\nb\n'], ['a', 'b']],
	[
		['a', 'b\nc'],
		['ab', 'c'],
	],
	[['a\r\n\r\nb'], ['a', '', 'b']],
	[[], []],
])('linesOf() of %j', async (chunks, expected) => {
	expect(await linesIn(chunks.map((chunk) => Buffer.from(chunk)))).toEqual(expected);
});

test('linesOf() keeps a character whole that is cut by the chunks', async () => {
	const bytes = Buffer.from('28°C\n');
	expect(await linesIn([bytes.subarray(0, 3), bytes.subarray(3)])).toEqual(['28°C']);
});

test('createLineCutter() tells a prompt at once, as not whole', () => {
	const told: string[] = [];
	const cut = createLineCutter((text, whole) => told.push(whole ? `${text}$` : text));
	for (const chunk of ['Server listening\nEnter: ', 'Received\nEnter another: ']) cut(chunk);
	expect(told).toEqual(['Server listening$', 'Enter: ', 'Received$', 'Enter another: ']);
});

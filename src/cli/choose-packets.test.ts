import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import type { Analysis } from '../tcp/analysis.ts';
import { bytesSource } from '../testing/source.ts';
import { choosePackets } from './choose-packets.ts';

let analysis: Analysis;
beforeAll(async () => {
	({ analysis } = await analyze(bytesSource(readFileSync('fixtures/typed-k1.pcap'))));
});

const chosen = (rows: string, connection?: number) =>
	Array.from(choosePackets(analysis, { rows, connection }) ?? [], ({ packet }) => packet.number);

const ROWS: readonly (readonly [string, readonly number[]])[] = [
	['2', [2]],
	['1-3,6-7', [1, 2, 3, 6, 7]],
	[' 4 , 2–3 ', [2, 3, 4]],
	['-2', [1, 2]],
	['11-', [11, 12]],
	['12-99', [12]],
];
test.each(ROWS)('choosePackets() takes %s', (rows, numbers) => {
	expect(chosen(rows)).toEqual(numbers);
});

test('choosePackets() takes those of a connection', () => {
	expect(chosen('1-5', 1)).toEqual([3, 4, 5]);
	expect(choosePackets(analysis, {})).toBeUndefined();
});

const WRONG: readonly (readonly [string, string])[] = [
	['', 'bad-rows'],
	['-', 'bad-rows'],
	['3-1', 'bad-rows'],
	['0', 'bad-rows'],
	['a', 'bad-rows'],
	['1,,2', 'bad-rows'],
	['99', 'not-in-capture'],
];
test.each(WRONG)('choosePackets() refuses "%s"', (rows, code) => {
	expect(() => chosen(rows)).toThrow(expect.objectContaining({ code }));
});

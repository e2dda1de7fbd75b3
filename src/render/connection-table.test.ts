import { describe, expect, test } from 'vitest';
import { alignedTable } from './aligned-table.ts';
import { connectionRow, createConnectionTable } from './connection-table.ts';

function row(client: string, packets: string): string {
	const others = { server: 's', clientBytes: '0', serverBytes: '0', start: '0', duration: '0', handshake: 'h' };
	return connectionRow({ connection: '1', client, packets, ...others, close: 'c', file: 'f' });
}

/** The lines that come of so many rows with a long one at the end, and how many came before the end. */
function laidOut(rows: number) {
	const lines: string[] = [];
	const handOn = (text: string): void => void lines.push(...text.split('\n').slice(0, -1));
	const table = createConnectionTable(handOn);
	table.put(row('ü', '7').repeat(rows - 1));
	table.put(row('longer', '4200'));
	const early = lines.length;
	table.end(alignedTable);
	return { early, count: lines.length, first: lines[0], last: lines.at(-1) };
}

describe('the table of connections', () => {
	test.each([2, 100])('of %d rows has columns as wide as their widest cell', (rows) => {
		expect(laidOut(rows)).toEqual({
			early: 0,
			count: rows,
			first: '1  ü       s     7  0  0  0  0  h  c  f',
			last: '1  longer  s  4200  0  0  0  0  h  c  f',
		});
	});

	test('of more rows is written at once, in columns of fixed width', () => {
		const { early, count, first, last } = laidOut(101);
		expect([early, count]).toEqual([101, 101]);
		for (const cell of ['s', 'h', 'c', 'f']) expect(first?.indexOf(`  ${cell} `)).toBe(last?.indexOf(`  ${cell} `));
	});
});

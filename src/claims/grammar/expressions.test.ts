import { describe, expect, test } from 'vitest';
import { evaluate } from './expressions.ts';
import { readSums } from './read-sums.ts';

describe('evaluate', () => {
	test.each([
		['1 + 88', 89],
		['3 × 2 + 7', 13],
		['3(2) + 7', 13],
		['63 * 256 + 66', 16194],
		['(1 - 0,125) × 0,02746 + 0,125 × 0,035557', 0.028472],
		['0.875 * 0.02746 + 0.125 * 0.035557', 0.028472],
		['(10 - 4) / (1 + 2)', 2],
	])('%s', (text, value) => {
		expect(evaluate(text)?.value).toBeCloseTo(value, 5);
	});

	test.each(['', '1 +', '(1 + 2', '1 2', 'k + 7', '1 / 0', '+ 3'])('"%s" is no formula', (text) => {
		expect(evaluate(text)).toBeNull();
	});

	test('numbers that were rounded leave room', () => {
		expect(evaluate('0,875 × 0,03')?.doubt).toBeGreaterThan(0.004);
		expect(evaluate('3 + 4')?.doubt).toBe(0);
	});
});

describe('sums of a sentence, with no capture', () => {
	test.each([
		['EstimatedRTT = 0.875 × 0.02746 + 0.125 × 0.035557 = 0.02847 detik.', true],
		['EstimatedRTT = (1 - 0,125) × 0,02746 + 0,125 × 0,035557 = 0,0285 s', true],
		['EstimatedRTT = 0.875 × 0.02746 + 0.125 × 0.035557 = 0.03847 seconds.', false],
		['Port data: 63 × 256 + 66 = 16194.', true],
		['The data port is 63 × 256 + 66 = 16196.', false],
		['Seq 1 ditambah 88 byte sama dengan 89.', true],
		['1 plus 88 equals 90.', false],
		['With k = 2 there are 3k + 7 = 13 segments.', true],
		['Dengan k = 4 jumlah segmen 3k + 7 = 18.', false],
		['1 + 2 + 3 + 4 = 10', true],
		['3 + 8 + 4 = 16 segmen', false],
		['14 dari 77 paket hilang (18,18%).', true],
		['14/77 = 18.18 %', true],
		['14 of 77 packets (28.18 %) were lost.', false],
		['63 dari 77 paket dibalas, yaitu 81,8 %.', true],
		['63 dari 77 paket dibalas, packet loss 18,18%.', true],
		['63 dari 77 paket dibalas (91,8%).', false],
	])('%s', (text, isTrue) => {
		const sums = readSums(text);
		expect(sums.length).toBeGreaterThan(0);
		expect(sums.every((say) => say.say === 'sum' && say.isTrue)).toBe(isTrue);
	});

	test.each([
		'Packet 3 - 5 = handshake',
		'10.77.0.2 -> 10.77.0.3 = client',
		'Seq=1 Ack=1 Win=502 Len=4',
		'3 of 4 packets, 100 % of the bytes of the others',
		'tanggal 20/09/2025 = hari Sabtu',
		'k + 7 = 13',
		'2 ARP + 3 + 8 + 4 = 17',
		'Paket 13-15 = 3 segmen',
	])('%s: none', (text) => {
		expect(readSums(text)).toEqual([]);
	});
});

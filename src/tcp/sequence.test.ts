import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, distance, isAfter } from './sequence.ts';

const number = fc.nat(0xffff_ffff);
const near = fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff });

describe('sequence numbers (RFC 9293, section 3.4)', () => {
	test.each([
		[0, 1, 1],
		[1, 0, -1],
		[0xffff_ffff, 0, 1],
		[0, 0xffff_ffff, -1],
		[0x7fff_ffff, 0x8000_0000, 1],
	])('distance() from %i to %i is %i', (from, to, expected) => {
		expect(distance(from, to)).toBe(expected);
	});

	test('distance() takes back what advance() does, across the wrap', () => {
		fc.assert(
			fc.property(number, near, (from, bytes) => {
				expect(distance(from, advance(from, bytes))).toBe(bytes);
			}),
		);
	});

	test('isAfter() is the sign of distance(), signed or unsigned', () => {
		fc.assert(
			fc.property(number, near, (from, bytes) => {
				const to = advance(from, bytes);
				expect(isAfter(to, from)).toBe(bytes > 0);
				expect(isAfter(to | 0, from | 0)).toBe(bytes > 0);
			}),
		);
	});
});

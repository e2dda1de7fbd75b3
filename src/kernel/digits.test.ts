import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeDigits, putIpv4, putMinus, putNanoseconds, putNumber, putSeconds } from './digits.ts';
import { HEAP, OUT } from './layout.ts';
import { useMemory } from './memory.ts';

const memory = new ArrayBuffer(HEAP);

function written(put: (at: number) => number): string {
	useMemory(memory);
	makeDigits();
	const end = put(OUT + 3);
	return new TextDecoder().decode(new Uint8Array(memory, OUT + 3, end - OUT - 3));
}

describe('digits', () => {
	const EDGES = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999_999, 1e8, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
	test.each(EDGES)('putNumber() writes %d', (value) => {
		expect(written((at) => putNumber(at, value | 0))).toBe(`${value}`);
	});

	test('putNumber() writes what a template would', () => {
		fc.assert(
			fc.property(fc.nat(0xffff_ffff), fc.nat(99_999), (large, small) => {
				expect(written((at) => putNumber(at, large | 0))).toBe(`${large}`);
				expect(written((at) => putNumber(at, small))).toBe(`${small}`);
			}),
		);
	});

	test('putIpv4() writes what a template would', () => {
		fc.assert(
			fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), ([a, b, c, d]) => {
				const address = (a << 24) | (b << 16) | (c << 8) | d;
				expect(written((at) => putIpv4(at, address))).toBe(`${a}.${b}.${c}.${d}`);
			}),
		);
	});

	const TIMES: readonly [number, number, string, string][] = [
		[0, 0, '0.000000000', '0'],
		[0, 1, '0.000000001', '1'],
		[1, 20, '1.000000020', '1000000020'],
		[4_294_967_295, 999_999_999, '4294967295.999999999', '4294967295999999999'],
	];
	test.each(TIMES)('%d s and %d ns', (seconds, nanoseconds, inSeconds, inNanoseconds) => {
		expect(written((at) => putSeconds(at, seconds | 0, nanoseconds))).toBe(inSeconds);
		expect(written((at) => putNanoseconds(at, seconds | 0, nanoseconds))).toBe(inNanoseconds);
		expect(written((at) => putSeconds(putMinus(at), seconds | 0, nanoseconds))).toBe(`-${inSeconds}`);
	});
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { putIpv4, putNanoseconds, putNumber, putSeconds } from './byte-text.ts';

function written(put: (out: DataView, at: number) => number): string {
	const bytes = new Uint8Array(64);
	const end = put(new DataView(bytes.buffer), 3);
	return new TextDecoder().decode(bytes.subarray(3, end));
}

describe('byte text', () => {
	const EDGES = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999_999, 1e8, 0xffff_ffff, 1e12 - 1, 1e12, 2 ** 53 - 1];
	test.each(EDGES)('putNumber() writes %d', (value) => {
		expect(written((out, at) => putNumber(out, at, value))).toBe(`${value}`);
	});

	test('putNumber() writes what a template would', () => {
		fc.assert(
			fc.property(fc.maxSafeNat(), fc.nat(0xffff_ffff), (large, small) => {
				expect(written((out, at) => putNumber(out, at, large))).toBe(`${large}`);
				expect(written((out, at) => putNumber(out, at, small))).toBe(`${small}`);
			}),
		);
	});

	test('putIpv4() writes what a template would', () => {
		fc.assert(
			fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), ([a, b, c, d]) => {
				const address = (a << 24) | (b << 16) | (c << 8) | d;
				expect(written((out, at) => putIpv4(out, at, address))).toBe(`${a}.${b}.${c}.${d}`);
			}),
		);
	});

	const TIMES: readonly [number, number, string, string][] = [
		[0, 0, '0.000000000', '0'],
		[0, 1, '0.000000001', '1'],
		[0, -1, '-0.000000001', '-1'],
		[1, 20, '1.000000020', '1000000020'],
		[-3, 0, '-3.000000000', '-3000000000'],
		[-3, -5, '-3.000000005', '-3000000005'],
		[4_294_967_295, 999_999_999, '4294967295.999999999', '4294967295999999999'],
	];
	test.each(TIMES)('%d s and %d ns', (seconds, nanoseconds, inSeconds, inNanoseconds) => {
		expect(written((out, at) => putSeconds(out, at, seconds, nanoseconds))).toBe(inSeconds);
		expect(written((out, at) => putNanoseconds(out, at, seconds, nanoseconds))).toBe(inNanoseconds);
	});
});

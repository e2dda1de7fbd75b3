import { expect, test } from 'vitest';
import { offsetOf } from '../events/program-event.ts';
import { measureClock } from './program-clock.ts';

/** Clocks that go on by `stepNs` at each reading; the real one is `offsetNs` ahead, and cut to milliseconds. */
function clocks(offsetNs: bigint, stepNs: (reading: number) => bigint) {
	let now = 12_345_678n;
	let readings = 0;
	const go = (): bigint => {
		readings += 1;
		now += stepNs(readings);
		return now;
	};
	return { monotonicNs: go, realMs: () => Number((go() + offsetNs) / 1_000_000n) };
}

test.each([0n, 999_999n, 1_795_238_001_315_596_615n])('measureClock() finds an offset of %i ns to 1 µs', (offset) => {
	const reading = measureClock(clocks(offset, () => 100n));
	expect(reading.leastOffsetNs).toBeLessThanOrEqual(offset);
	expect(reading.mostOffsetNs).toBeGreaterThanOrEqual(offset);
	expect(reading.mostOffsetNs - reading.leastOffsetNs).toBeLessThan(1000n);
});

test('measureClock() takes no millisecond that it slept through for an edge', () => {
	const offset = 5_000_000n;
	const reading = measureClock(clocks(offset, (at) => (at % 5000 === 0 ? 3_700_000n : 200n)));
	expect(reading.leastOffsetNs).toBeLessThanOrEqual(offset);
	expect(reading.mostOffsetNs).toBeGreaterThanOrEqual(offset);
});

test('the clocks of this process agree within 2 ms with what the system says', () => {
	const reading = measureClock({ monotonicNs: process.hrtime.bigint, realMs: Date.now });
	const origin = BigInt(Math.round(performance.timeOrigin * 1e6));
	const system = origin + BigInt(Math.round(performance.now() * 1e6));
	expect(Math.abs(Number(process.hrtime.bigint() + offsetOf(reading) - system))).toBeLessThan(2_000_000);
});

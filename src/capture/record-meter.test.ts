import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecordMeter } from './record-meter.ts';

/** A classic pcap with records of these lengths. */
function pcap(lengths: readonly number[], littleEndian: boolean, magic = 0xa1b2c3d4): Uint8Array {
	const bytes = new Uint8Array(24 + lengths.reduce((sum, length) => sum + 16 + length, 0));
	const view = new DataView(bytes.buffer);
	view.setUint32(0, magic, littleEndian);
	let at = 24;
	for (const length of lengths) {
		view.setUint32(at + 8, length, littleEndian);
		at += 16 + length;
	}
	return bytes;
}

test('createRecordMeter() finds the last whole record, however the bytes are cut into chunks', () => {
	const inputs = fc.record({
		lengths: fc.array(fc.nat(100), { maxLength: 6 }),
		littleEndian: fc.boolean(),
		nanoseconds: fc.boolean(),
		chunk: fc.integer({ min: 1, max: 60 }),
		cut: fc.nat(200),
	});
	fc.assert(
		fc.property(inputs, ({ lengths, littleEndian, nanoseconds, chunk, cut }) => {
			const whole = pcap(lengths, littleEndian, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
			const bytes = whole.subarray(0, Math.max(0, whole.length - cut));
			const meter = createRecordMeter();
			for (let at = 0; at < bytes.length; at += chunk) meter.add(bytes.subarray(at, at + chunk));
			const ends = lengths.map((_, index) => pcap(lengths.slice(0, index + 1), littleEndian).length);
			const inside = [24, ...ends].filter((end) => end <= bytes.length);
			expect(meter.wholeBytes()).toBe(inside.at(-1) ?? 0);
			expect(meter.records()).toBe(Math.max(0, inside.length - 1));
		}),
	);
});

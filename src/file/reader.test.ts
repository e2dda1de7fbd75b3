import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileShape, pcapFile, type TimedFrame } from '../testing/frames.ts';
import { frameBatch as batch, frameReader as read, readFrames as readAll } from '../testing/read-frames.ts';
import { bytesSource } from '../testing/source.ts';
import type { ByteSource } from './source.ts';

const SHAPES: Record<string, FileShape> = {
	'microseconds, little-endian': {},
	'microseconds, big-endian': { littleEndian: false },
	'nanoseconds, little-endian': { nanoseconds: true },
	'nanoseconds, big-endian': { nanoseconds: true, littleEndian: false },
};

const THREE: readonly TimedFrame[] = [
	{ seconds: 1_700_000_000, fraction: 999_999, bytes: Uint8Array.of(1, 2, 3) },
	{ seconds: 3_000_000_000, fraction: 0, bytes: new Uint8Array(0), originalBytes: 60 },
	{ seconds: 5, fraction: 7, bytes: Uint8Array.of(4), originalBytes: 4 },
];

describe('createFrameReader()', () => {
	test.each(Object.entries(SHAPES))('reads %s', async (_name, shape) => {
		const { result, frames } = await readAll(bytesSource(pcapFile(THREE, shape)));
		const unit = shape.nanoseconds ? 1 : 1000;
		expect(result).toMatchObject({
			kind: 'capture',
			frames: 3,
			damage: null,
			head: { interfaces: [{ linkType: 1, snaplen: 65535 }] },
		});
		expect(frames).toMatchObject([
			{ number: 1, seconds: 1_700_000_000, nanoseconds: 999_999 * unit, bytes: [1, 2, 3], originalBytes: 3 },
			{ number: 2, seconds: 3_000_000_000, nanoseconds: 0, bytes: [], originalBytes: 60 },
			{ number: 3, seconds: 5, nanoseconds: 7 * unit, bytes: [4], originalBytes: 4 },
		]);
	});

	test('keeps a fraction of a second or more as the same moment', async () => {
		const { frames } = await readAll(
			bytesSource(pcapFile([{ seconds: 10, fraction: 2_500_000, bytes: Uint8Array.of(0) }])),
		);
		expect(frames).toMatchObject([{ seconds: 12, nanoseconds: 500_000_000 }]);
	});

	test('masks the frame check sequence bits of the link type', async () => {
		const { result } = await readAll(bytesSource(pcapFile([], { linkType: 0x2400_0001 })));
		expect(result).toMatchObject({ head: { interfaces: [{ linkType: 1, fcsBytes: 4 }] } });
	});

	test("reads a file of AIX's tcpdump: link types of its own, nanoseconds, the lengths the other way round", async () => {
		const file = pcapFile([{ seconds: 1, fraction: 999_999_999, bytes: Uint8Array.of(1, 2), originalBytes: 2 }]);
		const view = new DataView(file.buffer);
		view.setUint16(6, 2, true);
		view.setUint32(20, 6, true);
		view.setUint32(24 + 8, 1500, true);
		const { result, frames } = await readAll(bytesSource(file));
		expect(result).toMatchObject({ head: { nanoseconds: true, interfaces: [{ linkType: 1 }] }, damage: null });
		expect(frames).toMatchObject([{ seconds: 1, nanoseconds: 999_999_999, bytes: [1, 2], originalBytes: 1500 }]);
	});

	const DAMAGE = {
		'inside the last frame': {
			keep: 24 + 19 + 16 + 17 - 1,
			frames: 2,
			damage: { at: 59, reason: 'cut', need: 1, have: 0 },
		},
		'inside the last record header': {
			keep: 24 + 19 + 16 + 6,
			frames: 2,
			damage: { at: 59, reason: 'cut', need: 16, have: 6 },
		},
		'between two records': { keep: 24 + 19, frames: 1, damage: null },
		'after the file header': { keep: 24, frames: 0, damage: null },
	};
	test.each(Object.entries(DAMAGE))('keeps what is whole of a file cut %s', async (_name, { keep, frames, damage }) => {
		const { result } = await readAll(bytesSource(pcapFile(THREE).subarray(0, keep)));
		expect(result).toMatchObject({ kind: 'capture', frames, damage, bytes: keep });
	});

	test.each([262_145, 0x7fff_ffff, 0xffff_ffff])('stops at an absurd length (%i) and says where', async (length) => {
		const file = pcapFile(THREE);
		new DataView(file.buffer).setUint32(24 + 19 + 8, length, true);
		const { result, frames } = await readAll(bytesSource(file));
		expect(result).toMatchObject({ damage: { at: 43, reason: 'bad-length', need: length, have: 262_144 } });
		expect(frames).toHaveLength(1);
	});

	const NO_CAPTURE = {
		empty: new Uint8Array(0),
		short: Uint8Array.of(0xd4, 0xc3, 0xb2),
		text: new TextEncoder().encode('12:00:01.000 IP 10.0.0.1.2222 > 10.0.0.2.40000: Flags [S]'),
		'web-page': new TextEncoder().encode('\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>'),
		zstd: Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, ...new Uint8Array(40)]),
		'other-capture': new TextEncoder().encode('snoop\0\0\0\0\0\0\u0002\0\0\0\u0004'),
		'7z': Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4),
		video: Uint8Array.from([0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70, ...new Uint8Array(40)]),
		unknown: new Uint8Array(64),
	};
	test.each(Object.entries(NO_CAPTURE))(
		'says what a file that is no capture looks like: %s',
		async (looksLike, bytes) => {
			expect((await readAll(bytesSource(bytes))).result).toEqual({
				kind: 'not-a-capture',
				looksLike,
				bytes: bytes.length,
			});
		},
	);

	const VARIANTS = { modified: [0xa1b2cd34, 24], nokia: [0xa1b2c3d4, 20] } as const;
	const VARIANT_CASES = Object.entries(VARIANTS).flatMap(([variant, shape]) =>
		[true, false].map((littleEndian) => ({ variant, shape, littleEndian })),
	);
	test.each(VARIANT_CASES)('reads pcap of the variant $variant, little-endian: $littleEndian', async (of) => {
		const [magic, recordBytes] = of.shape;
		const frames = [60, 70, 42].map((length, i) => ({
			seconds: 1_700_000_000 + i,
			fraction: 999_999 - i,
			bytes: new Uint8Array(length).fill(i),
		}));
		const file = pcapFile(frames, { littleEndian: of.littleEndian });
		new DataView(file.buffer).setUint32(0, magic, of.littleEndian);
		const extra = Buffer.alloc(recordBytes - 16, 0xee);
		const parts: Uint8Array[] = [file.subarray(0, 24)];
		let at = 24;
		for (const { bytes } of frames) {
			parts.push(file.subarray(at, at + 16), extra, file.subarray(at + 16, at + 16 + bytes.length));
			at += 16 + bytes.length;
		}
		const { result, frames: found } = await readAll(bytesSource(Buffer.concat(parts)));
		expect(result).toMatchObject({ head: { variant: of.variant }, damage: null });
		expect(found.map(({ bytes, seconds }) => [seconds, ...bytes])).toEqual(
			frames.map(({ bytes, seconds }) => [seconds, ...bytes]),
		);
	});

	const OLD = [
		[2, 100, 5],
		[3, 5, 100],
		[3, 100, 5],
		[4, 5, 100],
	] as const;
	test.each(OLD)('takes the lengths of version 2.%i the right way round: %i, %i', async (minor, first, second) => {
		const file = pcapFile([{ seconds: 1, fraction: 0, bytes: new Uint8Array(5), originalBytes: second }]);
		const view = new DataView(file.buffer);
		view.setUint16(6, minor, true);
		view.setUint32(24 + 8, first, true);
		const { result, frames } = await readAll(bytesSource(file));
		expect(result).toMatchObject({ damage: null });
		expect(frames).toMatchObject([{ bytes: [0, 0, 0, 0, 0], originalBytes: 100 }]);
	});

	test('tells a cut file header from a foreign file', async () => {
		const { result } = await readAll(bytesSource(pcapFile([]).subarray(0, 20)));
		expect(result).toMatchObject({ kind: 'not-a-capture', looksLike: 'short' });
	});

	test('gives the same frames however the bytes arrive', async () => {
		const frame = fc.record({
			seconds: fc.nat(0xffff_ffff),
			fraction: fc.nat(999_999),
			bytes: fc.uint8Array({ maxLength: 300 }),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(frame, { maxLength: 300 }),
				fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }),
				async (frames, sizes) => {
					const file = pcapFile(frames);
					const whole = await readAll(bytesSource(file));
					expect(await readAll(bytesSource(file, sizes))).toEqual(whole);
					expect(whole.frames.map(({ bytes }) => bytes)).toEqual(frames.map(({ bytes }) => [...bytes]));
				},
			),
			{ numRuns: 50 },
		);
	});

	test('never throws, whatever the bytes are', async () => {
		const header = pcapFile([]);
		await fc.assert(
			fc.asyncProperty(fc.boolean(), fc.uint8Array({ maxLength: 2000 }), async (isCapture, bytes) => {
				const { result } = await readAll(bytesSource(Uint8Array.from([...(isCapture ? header : []), ...bytes])));
				expect(result.kind === 'capture').toBe(isCapture);
			}),
			{ numRuns: 300 },
		);
	});

	test('hands over what has arrived before it waits for more, so that it can follow a pipe', async () => {
		const file = pcapFile(THREE);
		const seen: number[] = [];
		const steps = [file.subarray(0, 50), file.subarray(50)];
		const source: ByteSource = {
			name: 'pipe',
			async read(into) {
				const part = steps.shift() ?? new Uint8Array(0);
				if (part.byteOffset > 0) expect(seen).toEqual([1]);
				into.set(part);
				return part.length;
			},
		};
		await read(source, () => seen.push(batch.rows));
		expect(seen).toEqual([1, 2]);
	});

	test('keeps its memory when the file grows', async () => {
		const frame = pcapFile([{ seconds: 1, fraction: 1, bytes: new Uint8Array(1500) }]).subarray(24);
		const head = pcapFile([]);
		const buffers = new Set<ArrayBufferLike>();
		let left = 40_000;
		const source: ByteSource = {
			name: 'endless',
			read(into) {
				const part = left === 40_000 ? head : left > 0 ? frame : new Uint8Array(0);
				left--;
				into.set(part);
				return part.length;
			},
		};
		const result = await read(source, (bytes) => buffers.add(bytes.buffer));
		expect(result).toMatchObject({ frames: 39_999 });
		expect([...buffers].map(({ byteLength }) => byteLength)).toEqual([262_144 + 2 * 262_144]);
	});
});

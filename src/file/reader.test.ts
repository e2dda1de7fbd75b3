import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileShape, pcapFile, type TimedFrame } from '../testing/frames.ts';
import { bytesSource } from '../testing/source.ts';
import { createColumns } from './columns.ts';
import { BATCH_ROWS, FRAME_COLUMNS, type FrameBatch } from './frame-batch.ts';
import { createFrameReader } from './reader.ts';
import type { ByteSource } from './source.ts';

const batch: FrameBatch = { firstNumber: 1, rows: 0, columns: createColumns(FRAME_COLUMNS, BATCH_ROWS) };
const read = createFrameReader(batch);

/** All frames of a source, copied out of the reader's buffer. */
async function readAll(source: ByteSource) {
	const frames: { number: number; seconds: number; nanoseconds: number; bytes: number[]; originalBytes: number }[] = [];
	const result = await read(source, (bytes) => {
		const { at, seconds, nanoseconds, capturedBytes, originalBytes } = batch.columns;
		for (let row = 0; row < batch.rows; row++) {
			frames.push({
				number: batch.firstNumber + row,
				seconds: (seconds[row] ?? 0) >>> 0,
				nanoseconds: nanoseconds[row] ?? 0,
				bytes: [...new Uint8Array(bytes.buffer, at[row], capturedBytes[row])],
				originalBytes: originalBytes[row] ?? 0,
			});
		}
	});
	return { result, frames };
}

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
		expect(result).toMatchObject({ kind: 'capture', frames: 3, damage: null, head: { linkType: 1, snaplen: 65535 } });
		expect(frames).toEqual([
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
		expect(result).toMatchObject({ head: { linkType: 1 } });
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
		pcapng: Uint8Array.from([0x0a, 0x0d, 0x0d, 0x0a, ...new Uint8Array(40)]),
		gzip: Uint8Array.from([0x1f, 0x8b, 8, ...new Uint8Array(40)]),
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
		expect([...buffers].map(({ byteLength }) => byteLength)).toEqual([262_144 + 262_144 + 16]);
	});
});

import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pcapFile } from '../testing/frames.ts';
import { readFrames } from '../testing/read-frames.ts';
import { bytesSource } from '../testing/source.ts';
import { timed } from '../testing/timed.ts';
import { crc32 } from './crc32.ts';
import { gunzip } from './gzip.ts';
import type { ByteSource } from './source.ts';

/** For one input of a few kilobytes. */
const LIMIT_MS = 250;

/** All that comes out, and how it ended. */
async function unzip(bytes: Uint8Array, sizes?: readonly number[], into = 50_000) {
	const source = gunzip(bytesSource(bytes, sizes), new Uint8Array(0));
	const parts: Uint8Array[] = [];
	const buffer = new Uint8Array(into);
	for (;;) {
		const got = await source.read(buffer);
		if (got === 0) return { data: Buffer.concat(parts), ended: source.ended() };
		parts.push(buffer.slice(0, got));
	}
}

/** Text that has something to compress, and noise that has not. */
const DATA = {
	nothing: Buffer.alloc(0),
	'one byte': Buffer.from('x'),
	zeros: Buffer.alloc(300_000),
	text: Buffer.from(Array.from({ length: 30_000 }, (_, i) => `packet ${i * i} `).join('')),
	noise: Buffer.from(Array.from({ length: 200_000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) ^ (i >> 3))),
};
const WAYS = {
	'best compression': { level: 9 },
	'fastest compression': { level: 1 },
	'no compression': { level: 0 },
	'fixed codes': { strategy: constants.Z_FIXED },
	'codes only': { strategy: constants.Z_HUFFMAN_ONLY },
	runs: { strategy: constants.Z_RLE },
};

describe('gunzip()', () => {
	const CASES = Object.entries(DATA).flatMap(([name, data]) =>
		Object.entries(WAYS).map(([way, options]) => [name, way, data, options] as const),
	);
	test.each(CASES)('decompresses %s, %s', async (_name, _way, data, options) => {
		const { data: out, ended } = await unzip(gzipSync(data, options));
		expect(ended).toBe('whole');
		expect(out.equals(data)).toBe(true);
	});

	test.each([1, 2, 7, 300, 5000])('gives the same however the bytes arrive: %i at once', async (size) => {
		const { data, ended } = await unzip(gzipSync(DATA.text), [size], 4096);
		expect(ended).toBe('whole');
		expect(data.equals(DATA.text)).toBe(true);
	});

	test('reads members behind each other as one file (RFC 1952, section 2.2), and ignores what follows the last', async () => {
		const two = Buffer.concat([gzipSync('first '), gzipSync(''), gzipSync('second'), Buffer.alloc(700)]);
		expect(await unzip(two)).toEqual({ data: Buffer.from('first second'), ended: 'whole' });
	});

	test('passes over all optional fields of the header', async () => {
		const crc = Buffer.alloc(8);
		crc.writeInt32LE(crc32(0, Buffer.from('data'), 0, 4), 0);
		crc.writeUInt32LE(4, 4);
		const fields = Buffer.from([0x1f, 0x8b, 8, 0x1f, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 0x61, 0, 0x62, 0, 1, 2]);
		const file = Buffer.concat([fields, deflateRawSync('data'), crc]);
		for (const size of [1, 1000]) expect(await unzip(file, [size])).toMatchObject({ ended: 'whole' });
		expect((await unzip(file)).data.toString()).toBe('data');
	});

	const BROKEN = {
		'a wrong checksum': [-8, 'damaged'],
		'a wrong length': [-4, 'damaged'],
		'an unknown method': [2, 'damaged'],
		'a reserved flag': [3, 'damaged'],
	} as const;
	test.each(Object.entries(BROKEN))('notices %s', async (_name, [at, ended]) => {
		const file = gzipSync('some data');
		const index = at < 0 ? file.length + at : at;
		file[index] = (file[index] ?? 0) ^ 0xff;
		expect((await unzip(file)).ended).toBe(ended);
	});

	test('gives out everything before the cut, wherever it is', async () => {
		const file = gzipSync(DATA.text);
		let most = 0;
		for (let keep = 0; keep < file.length; keep += 97) {
			const { data, ended } = await unzip(file.subarray(0, keep));
			expect(ended).toBe('cut');
			expect(data.equals(DATA.text.subarray(0, data.length))).toBe(true);
			expect(data.length).toBeGreaterThanOrEqual(most);
			most = data.length;
		}
		expect(DATA.text.length - most).toBeLessThan(1000);
	});

	test('needs no more memory for a bomb than for any file', async () => {
		const zeros = gzipSync(Buffer.alloc(1 << 24));
		let left = 12;
		const bomb: ByteSource = {
			name: 'bomb',
			read(into) {
				if (left-- === 0) return 0;
				into.set(zeros);
				return zeros.length;
			},
		};
		const source = gunzip(bomb, new Uint8Array(0));
		const buffer = new Uint8Array(1 << 16);
		let total = 0;
		const before = process.memoryUsage().arrayBuffers;
		for (let got = await source.read(buffer); got > 0; got = await source.read(buffer)) total += got;
		expect(total).toBe(12 * 2 ** 24);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20);
	});

	test('never throws, never hangs, and never calls whole what is not', async () => {
		const original = DATA.text.subarray(0, 3000);
		const file = gzipSync(original);
		await fc.assert(
			fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
				const bytes = Uint8Array.from(file);
				bytes[at] = (bytes[at] ?? 0) ^ bits;
				const { ms, result } = await timed(LIMIT_MS, () => unzip(bytes));
				const { ended, data } = result;
				expect(ms).toBeLessThan(LIMIT_MS);
				// The last bits before the checksum may mean nothing.
				if (ended === 'whole') expect(data.equals(original)).toBe(true);
				expect(data.length).toBeLessThan(1_000_000);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('createFrameReader() of gzip', () => {
	const FILE = pcapFile([{ seconds: 1, fraction: 2, bytes: Uint8Array.of(1, 2, 3) }]);

	test('reads a capture by what it is, not by its name', async () => {
		const { result, frames } = await readFrames(bytesSource(gzipSync(FILE)));
		expect(result).toMatchObject({ head: { format: 'pcap', gzip: true }, damage: null, bytes: FILE.length });
		expect(frames).toMatchObject([{ seconds: 1, bytes: [1, 2, 3] }]);
	});

	const LOOKS: Record<string, [Uint8Array, string]> = {
		text: [gzipSync('some text'), 'text'],
		'the same again': [gzipSync(gzipSync(FILE)), 'gzip'],
		nothing: [gzipSync(''), 'empty'],
		'a cut header': [gzipSync(FILE.subarray(0, 10)), 'short'],
		'nothing but the magic number': [Uint8Array.of(0x1f, 0x8b, 8), 'damaged-gzip'],
		zeros: [Uint8Array.from([0x1f, 0x8b, 8, ...new Uint8Array(40)]), 'damaged-gzip'],
	};
	test.each(Object.entries(LOOKS))('says what it holds: %s', async (_name, [bytes, looksLike]) => {
		expect((await readFrames(bytesSource(bytes))).result).toMatchObject({ kind: 'not-a-capture', looksLike });
	});

	test('says of a damaged checksum that the data are damaged, and keeps the frames', async () => {
		const bytes = gzipSync(FILE);
		bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
		const { result, frames } = await readFrames(bytesSource(bytes));
		expect(frames).toHaveLength(1);
		expect(result).toMatchObject({ damage: { at: FILE.length, reason: 'gzip-damaged', need: 0, have: 0 } });
	});
});

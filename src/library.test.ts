import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Capture } from './capture-reader.ts';
import type { ByteSource } from './file/source.ts';
import { writePcapng } from './file/write-pcapng.ts';
import { analyze, openCapture } from './library.ts';
import type { CaptureSource } from './node/open-source.ts';
import type { PacketView } from './packet-view.ts';
import { bytesSource } from './testing/source.ts';
import { randomTraffic } from './testing/traffic.ts';

const PATH = 'fixtures/typed-k2.pcap';
const BYTES = new Uint8Array(readFileSync(PATH));
const folder = mkdtempSync(join(tmpdir(), 'capnote-library-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* chunks(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A gzipped pcapng file of the same frames. */
async function pcapngOf(bytes: Uint8Array): Promise<Uint8Array> {
	const frames: { timeNs: bigint; bytes: Uint8Array; interfaceId: number; originalBytes: number }[] = [];
	for await (const { timeNs, bytes: frame, originalBytes } of await openCapture(bytes)) {
		frames.push({ timeNs, bytes: frame, interfaceId: 0, originalBytes });
	}
	return gzipSync(Buffer.concat([...writePcapng({ interfaces: [{ linkType: 1, snaplen: 0 }], frames })]));
}

const SOURCES: Record<string, () => CaptureSource | Promise<CaptureSource>> = {
	'a path': () => PATH,
	'a URL': () => pathToFileURL(resolve(PATH)),
	'a Uint8Array': () => BYTES,
	'an ArrayBuffer': () => BYTES.slice().buffer,
	'a Blob': () => new Blob([BYTES]),
	'a File': () => new File([BYTES], 'lab.pcap'),
	'a stream of Node': () => createReadStream(PATH, { highWaterMark: 50 }),
	'a stream of the web': () => new Blob([BYTES]).stream() as unknown as AsyncIterable<Uint8Array>,
	'chunks of bytes': () => chunks(BYTES, 7),
	'a ByteSource': () => bytesSource(BYTES, [1, 100, 3]),
	'gzipped pcapng': () => pcapngOf(BYTES),
};

async function all(capture: Capture): Promise<readonly PacketView[]> {
	const views: PacketView[] = [];
	for await (const view of capture) views.push(view);
	return views;
}

describe.each(Object.entries(SOURCES))('%s', (_name, source) => {
	test('is analysed, and gone through, with the same packets', async () => {
		const { analysis, read } = await analyze(await source());
		expect(analysis.packetCount).toBe(15);
		await using capture = await openCapture(await source());
		expect(capture.head).toMatchObject({ interfaces: [{ linkType: 1 }] });
		expect(capture.end).toBeNull();
		const views = await all(capture);
		expect(views.map(({ packet }) => packet)).toEqual(Array.from(analysis.packets, ({ packet }) => packet));
		expect(capture.end).toEqual(read);
		for (const [i, view] of views.entries()) {
			const { packet, segment, labels } = analysis.packet(i + 1);
			expect(view).toMatchObject({ number: i + 1, timeNs: packet.timeNs, protocol: packet.protocol });
			expect(view.bytes).toEqual(analysis.frame(i + 1).bytes);
			const { connection = null, side = null, phase = null } = segment ?? {};
			expect([view.connection, view.side, view.phase]).toEqual([connection, side, phase]);
			expect(view.labels).toEqual(labels?.names ?? []);
		}
	});
});

describe('openCapture()', () => {
	test('reads no further than it must', async () => {
		const big = randomTraffic(1, 20_000);
		let given = 0;
		const source: ByteSource = {
			name: 'big',
			read(into) {
				const part = big.subarray(given, given + Math.min(into.length, 10_000));
				into.set(part);
				given += part.length;
				return part.length;
			},
		};
		const capture = await openCapture(source);
		let seen = 0;
		for await (const { bytes } of capture) {
			seen += bytes.length + 16;
			expect(given - seen).toBeLessThan(10_000 + 2000);
		}
		expect(given).toBe(big.length);
	});

	test('a second loop goes on where the first one stopped', async () => {
		const capture = await openCapture(PATH);
		const numbers: number[] = [];
		for await (const { number } of capture) {
			numbers.push(number);
			if (number === 5) break;
		}
		for await (const { number } of capture) numbers.push(number);
		expect(numbers).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
		expect(await all(capture)).toEqual([]);
		await capture.close();
	});

	test('there are no packets after close(), which may be called again', async () => {
		const stream = createReadStream(PATH);
		const capture = await openCapture(stream);
		for await (const _ of capture) break;
		await capture.close();
		await capture.close();
		expect(stream.destroyed).toBe(true);
		expect(await all(capture)).toEqual([]);
		expect(capture.end).toBeNull();
	});

	test('close() ends the wait for a pipe that says nothing', async () => {
		const pipe = new PassThrough();
		pipe.write(BYTES.subarray(0, 300));
		const capture = await openCapture(pipe);
		const packets = all(capture);
		setTimeout(capture.close, 20);
		expect((await packets).length).toBeGreaterThan(1);
		expect(capture.end).toBeNull();
	});

	test('damage stands at the end, after the packets before it', async () => {
		const capture = await openCapture(BYTES.subarray(0, 300));
		const packets = await all(capture);
		expect(packets.length).toBeGreaterThan(1);
		expect(capture.end).toMatchObject({ kind: 'capture', damage: { reason: 'cut' }, frames: packets.length });
	});

	test.each([[''], ['hello, this is no capture'], ['x'.repeat(100_000)]])('no capture: no packets', async (text) => {
		const capture = await openCapture(new TextEncoder().encode(text));
		expect(capture.head).toBeNull();
		expect(await all(capture)).toEqual([]);
		expect(capture.end).toMatchObject({ kind: 'not-a-capture' });
		const { read } = await analyze(new TextEncoder().encode(text));
		expect({ ...read, bytes: capture.end?.bytes }).toEqual(capture.end);
	});

	test('what the machine refuses is said by a CapnoteError, at once or on the way', async () => {
		await expect(openCapture('no-such.pcap')).rejects.toMatchObject({ code: 'no-such-file' });
		await expect(analyze('.')).rejects.toMatchObject({ code: 'unreadable-file' });
		const read = (into: Uint8Array) => {
			if (reads++ > 0) throw new Error('the cable was pulled');
			into.set(BYTES.subarray(0, 500));
			return 500;
		};
		let reads = 0;
		const capture = await openCapture({ name: 'cable', read });
		await expect(all(capture)).rejects.toThrow('the cable was pulled');
		expect(await all(capture)).toEqual([]);
	});

	test('a stream that gives text is refused', async () => {
		const stream = createReadStream(PATH, { encoding: 'latin1' });
		await expect(openCapture(stream)).rejects.toThrow('must give bytes');
		expect(stream.destroyed).toBe(true);
	});

	test('a file that is larger than one chunk has every packet once', async () => {
		const path = join(folder, 'big.pcap');
		writeFileSync(path, randomTraffic(2, 5000));
		await using capture = await openCapture(path);
		let count = 0;
		for await (const view of capture) expect(view.number).toBe(++count);
		expect(count).toBe(5000);
	});
});

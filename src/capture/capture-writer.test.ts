import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { writePcap } from '../file/write-pcap.ts';
import { bytesSource } from '../testing/source.ts';
import { type CaptureWriter, createCaptureWriter, type WriterOptions } from './capture-writer.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-writer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DESCRIPTION = {
	...{ application: 'capnote', comments: ['times taken in user space'], iface: 'br-lab' },
	...{ description: 'network lab', filter: 'tcp', names: [{ address: '10.77.0.2', names: ['reqresp-client'] }] },
};
const COUNTERS = { captured: 6, received: 7, dropped: 1, droppedByInterface: 0 };

/** A capture with frames of these lengths. */
function capture(lengths: readonly number[], nanoseconds = false): Uint8Array {
	const frames = lengths.map((length, i) => ({
		timeNs: 1_700_000_000_000_000_000n + BigInt(i) * 1000n,
		bytes: new Uint8Array(length).fill(i),
		originalBytes: length + 1,
	}));
	return Buffer.concat([...writePcap({ linkType: 1, snaplen: 65_400, nanoseconds, frames })]);
}

async function writer(changes: Partial<WriterOptions>, now = () => 0): Promise<CaptureWriter> {
	const base = { base: join(folder, 'lab'), extension: '.pcap', naming: 'exact', owner: null } as const;
	return await createCaptureWriter({ ...base, ...changes }, now);
}

async function writeInChunks(to: CaptureWriter, bytes: Uint8Array, chunk: number): Promise<void> {
	for (let at = 0; at < bytes.length; at += chunk) await to.write(bytes.subarray(at, at + chunk));
}

/** Lengths of the frames in a file. */
async function framesIn(path: string): Promise<readonly number[]> {
	const { analysis } = await analyze(bytesSource(readFileSync(path)));
	return Array.from({ length: analysis.packetCount }, (_, i) => analysis.frame(i + 1).bytes.length);
}

test('createCaptureWriter() writes what came, however it is cut into chunks and files', async () => {
	const inputs = fc.record({
		lengths: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 }),
		chunk: fc.integer({ min: 1, max: 300 }),
		bytes: fc.integer({ min: 1, max: 600 }),
		isPcapng: fc.boolean(),
		isRotated: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(inputs, async ({ lengths, chunk, bytes, isPcapng, isRotated }) => {
			const to = await writer({
				naming: 'free',
				...(isPcapng ? { pcapng: DESCRIPTION, extension: '.pcapng' } : {}),
				...(isRotated ? { rotation: { bytes } } : {}),
			});
			await writeInChunks(to, capture(lengths), chunk);
			expect(to.packets()).toBe(lengths.length);
			const files = await to.finish(() => '{}', COUNTERS);
			const found = await Promise.all(files.map(({ path }) => framesIn(path)));
			expect(found.flat()).toEqual(lengths);
			expect(files.map(({ packets }) => packets)).toEqual(found.map((frames) => frames.length));
			expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
		}),
		{ numRuns: 40 },
	);
});

test('createCaptureWriter() begins the next file in time, and never an empty one', async () => {
	let time = 0;
	const to = await writer({ rotation: { ms: 1000 } }, () => time);
	const bytes = capture([60, 60, 60]);
	for (const end of [24 + 76, 24 + 2 * 76, 24 + 3 * 76]) {
		await to.write(bytes.subarray(end === 100 ? 0 : end - 76, end));
		time += 5000;
	}
	const files = await to.finish(() => '{}', undefined);
	expect(files.map(({ packets }) => packets)).toEqual([1, 1, 1]);
});

test('a pcapng file says what it is, who is who, and what was counted', async () => {
	const to = await writer({ pcapng: DESCRIPTION, extension: '.pcapng' });
	await to.write(capture([60, 70], true));
	const [file] = await to.finish((files) => JSON.stringify(files), COUNTERS);
	const { read, roughTimes } = await analyze(bytesSource(readFileSync(file?.path ?? '')));
	expect(roughTimes).toBe(true);
	expect(read).toMatchObject({
		kind: 'capture',
		damage: null,
		head: {
			format: 'pcapng',
			sections: [{ application: 'capnote', comments: ['times taken in user space'] }],
			names: [{ address: '10.77.0.2', names: ['reqresp-client'] }],
			interfaces: [
				{
					...{ name: 'br-lab', description: 'network lab', filter: 'tcp', snaplen: 65_400 },
					counters: { accepted: 7, osDropped: 1, delivered: 6 },
				},
			],
		},
	});
	expect(JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8'))).toEqual([{ path: 'lab.pcapng', packets: 2 }]);
});

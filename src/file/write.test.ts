import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { named, needs } from '../../test/needs.ts';
import { type FrameCopy, readFrames } from '../testing/read-frames.ts';
import { bytesSource } from '../testing/source.ts';
import type { CaptureHead } from './read-result.ts';
import { type FrameToWrite, writePcap } from './write-pcap.ts';
import { type PcapngToWrite, writePcapng } from './write-pcapng.ts';

async function readBack(pieces: Iterable<Uint8Array>): Promise<{ head: CaptureHead; frames: readonly FrameCopy[] }> {
	const { result, frames } = await readFrames(bytesSource(Buffer.concat([...pieces])));
	if (result.kind !== 'capture') throw new Error('not a capture');
	expect(result.damage).toBeNull();
	expect(result.badOptions.count).toBe(0);
	return { head: result.head, frames };
}

function asWritten({ seconds, nanoseconds, bytes, originalBytes }: FrameCopy): FrameToWrite {
	return { timeNs: BigInt(seconds) * 10n ** 9n + BigInt(nanoseconds), bytes: Uint8Array.from(bytes), originalBytes };
}

const frame = fc.record({
	timeNs: fc.bigInt(0n, 4_294_967_295_999_999_999n),
	bytes: fc.uint8Array({ maxLength: 200 }),
	originalBytes: fc.nat(100_000),
});
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => !value.includes('\0'));
const maybe = fc.option(text);

describe('writePcap()', () => {
	test.each([true, false])('writes what is read back, nanoseconds: %s', async (nanoseconds) => {
		await fc.assert(
			fc.asyncProperty(fc.array(frame), fc.nat(65_535), fc.nat(0xffff_ffff), async (frames, linkType, snaplen) => {
				const { head, frames: read } = await readBack(writePcap({ linkType, snaplen, nanoseconds, frames }));
				const cut = (ns: bigint) => (nanoseconds ? ns : ns - (ns % 1000n));
				expect(read.map(asWritten)).toEqual(frames.map((one) => ({ ...one, timeNs: cut(one.timeNs) })));
				expect(head).toMatchObject({ variant: 'classic', nanoseconds, interfaces: [{ linkType, snaplen }] });
			}),
			{ numRuns: 100 },
		);
	});
});

const counters = fc.record({
	startNs: fc.option(fc.bigInt(0n, 2n ** 63n)),
	endNs: fc.option(fc.bigInt(0n, 2n ** 63n)),
	received: fc.option(fc.maxSafeNat()),
	dropped: fc.option(fc.maxSafeNat()),
	accepted: fc.option(fc.maxSafeNat()),
	osDropped: fc.option(fc.maxSafeNat()),
	delivered: fc.option(fc.maxSafeNat()),
	comments: fc.array(text, { maxLength: 2 }),
});
const iface = fc.record({
	linkType: fc.nat(65_535),
	snaplen: fc.nat(0xffff_ffff),
	name: maybe,
	description: maybe,
	filter: maybe,
	os: maybe,
	hardware: maybe,
	comments: fc.array(text, { maxLength: 2 }),
	counters: fc.option(counters),
});
const capture = fc.record({
	section: fc.record({ comments: fc.array(text, { maxLength: 3 }), hardware: maybe, os: maybe, application: maybe }),
	interfaces: fc.array(iface, { minLength: 2, maxLength: 4 }),
	names: fc.array(fc.record({ address: fc.ipV4(), names: fc.array(text, { minLength: 1, maxLength: 3 }) }), {
		maxLength: 4,
	}),
	frames: fc.array(
		fc.record({
			timeNs: fc.bigInt(0n, 4_294_967_295_999_999_999n),
			bytes: fc.uint8Array({ maxLength: 100 }),
			originalBytes: fc.nat(100_000),
			interfaceId: fc.nat(1),
			comments: fc.array(text, { maxLength: 2 }),
		}),
	),
});

describe('writePcapng()', () => {
	test('writes what is read back', async () => {
		await fc.assert(
			fc.asyncProperty(capture, async (written) => {
				const { head, frames } = await readBack(writePcapng(written));
				expect(frames.map((one) => ({ ...asWritten(one), interfaceId: one.interfaceId }))).toEqual(
					written.frames.map(({ comments: _, ...one }) => one),
				);
				expect(head.interfaces).toMatchObject(written.interfaces);
				expect(head.sections).toMatchObject([written.section]);
				expect(head.names).toEqual(written.names);
				const comments = written.frames.map((one, i) => [i + 1, one.comments] as const);
				expect([...head.packetComments]).toEqual(comments.filter(([, all]) => all.length > 0));
			}),
			{ numRuns: 200 },
		);
	});

	test('cuts a comment that no option can hold, at a character', async () => {
		const comments = [`x${'é'.repeat(40_000)}`];
		const { head } = await readBack(writePcapng({ section: { comments }, interfaces: [], frames: [] }));
		expect(head.sections[0]?.comments).toEqual([`x${'é'.repeat(32_767)}`]);
	});

	test('writes many names in blocks that a reader keeps in memory', async () => {
		const names = Array.from({ length: 20_000 }, (_, i) => ({
			address: `10.0.${i >> 8}.${i & 255}`,
			names: [`host-${i}`.padEnd(30, '.')],
		}));
		const { head } = await readBack(writePcapng({ interfaces: [], names, frames: [] }));
		expect(head.names).toEqual(names);
	});
});

const EXAMPLE: PcapngToWrite = {
	section: { comments: ['a recording of the lab'], application: 'capnote', os: 'Linux' },
	interfaces: [
		{
			linkType: 1,
			snaplen: 262_144,
			name: 'br-lab',
			description: 'the bridge of the lab',
			filter: 'tcp port 2222',
			counters: {
				startNs: 1_700_000_000_000_000_000n,
				endNs: 1_700_000_001_000_000_000n,
				received: 3,
				dropped: 1,
				accepted: null,
				osDropped: null,
				delivered: 2,
				comments: [],
			},
		},
	],
	names: [
		{ address: '10.77.0.3', names: ['server'] },
		{ address: 'fe80::1', names: ['router'] },
	],
	frames: [
		{ timeNs: 1_700_000_000_123_456_789n, bytes: new Uint8Array(60), comments: ['look here'] },
		{ timeNs: 1_700_000_000_123_456_790n, bytes: new Uint8Array(61), originalBytes: 1500 },
	],
};
const FIELDS = ['frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.interface_name', 'frame.comment'];

const reason = needs('tshark');

describe.skipIf(reason)(named('tshark and capinfos read what is written', reason), () => {
	function withFile<T>(pieces: Iterable<Uint8Array>, action: (path: string) => T): T {
		const folder = mkdtempSync(join(tmpdir(), 'capnote-write-'));
		const path = join(folder, 'written');
		writeFileSync(path, Buffer.concat([...pieces]));
		try {
			return action(path);
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
	const rows = (path: string) => {
		const columns = FIELDS.flatMap((field) => ['-e', field]);
		const out = execFileSync('tshark', ['-n', '-r', path, '-T', 'fields', ...columns], { stdio: 'pipe' });
		return out
			.toString()
			.replace(/\n$/, '')
			.split('\n')
			.map((line) => line.split('\t'));
	};

	test('pcapng', () => {
		withFile(writePcapng(EXAMPLE), (path) => {
			expect(rows(path)).toEqual([
				['1700000000.123456789', '60', '60', 'br-lab', 'look here'],
				['1700000000.123456790', '1500', '61', 'br-lab', ''],
			]);
			const said = execFileSync('capinfos', [path], { stdio: 'pipe' }).toString();
			for (const part of [
				'br-lab',
				'the bridge of the lab',
				'tcp port 2222',
				'a recording of the lab',
				'nanoseconds',
			]) {
				expect(said).toContain(part);
			}
		});
	});

	test.each([
		[false, '1700000000.123456000'],
		[true, '1700000000.123456789'],
	])('pcap, nanoseconds: %s', (nanoseconds, time) => {
		withFile(writePcap({ linkType: 1, snaplen: 262_144, nanoseconds, frames: EXAMPLE.frames }), (path) => {
			expect(rows(path)[0]?.slice(0, 3)).toEqual([time, '60', '60']);
			expect(execFileSync('capinfos', [path], { stdio: 'pipe' }).toString()).toContain('Number of packets:   2');
		});
	});
});

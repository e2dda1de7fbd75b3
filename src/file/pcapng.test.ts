import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, everything, type Options, pcapngBuilder } from '../testing/pcapng-blocks.ts';
import { readFrames } from '../testing/read-frames.ts';
import { bytesSource } from '../testing/source.ts';
import { addressBytes, addressText } from './address-text.ts';

const ORDERS = [
	['little-endian', pcapngBuilder(true)],
	['big-endian', pcapngBuilder(false)],
] as const;

async function readHead(...parts: readonly Uint8Array[]) {
	const { result, frames } = await readFrames(bytesSource(concat(...parts)));
	if (result.kind !== 'capture') throw new Error(`not a capture: ${result.looksLike}`);
	return { ...result, frames };
}

const FRAME = [1, 2, 3, 4, 5];

describe.each(ORDERS)('pcapng, %s', (_order, b) => {
	const start = (options: Options = []) => concat(b.section(), b.iface(1, 0, options));

	test('reads enhanced, simple and obsolete packets in file order', async () => {
		const { frames, damage } = await readHead(
			start(),
			b.enhanced({ units: 1_700_000_000_123_456n, frame: FRAME, originalBytes: 60 }),
			b.simple(3, [7, 8, 9]),
			b.obsolete({ units: 5_000_001n, frame: [] }),
		);
		expect(damage).toBeNull();
		expect(frames).toEqual([
			{ ...COMMON, number: 1, seconds: 1_700_000_000, nanoseconds: 123_456_000, bytes: FRAME, originalBytes: 60 },
			{ ...COMMON, number: 2, seconds: 0, nanoseconds: 0, bytes: [7, 8, 9], originalBytes: 3 },
			{ ...COMMON, number: 3, seconds: 5, nanoseconds: 1000, bytes: [], originalBytes: 0 },
		]);
	});

	test('cuts a simple packet to the snaplen of interface 0 (section 4.4)', async () => {
		const { frames } = await readHead(b.section(), b.iface(101, 3), b.simple(1000, [7, 8, 9]));
		expect(frames).toMatchObject([{ bytes: [7, 8, 9], originalBytes: 1000, linkType: 101 }]);
	});

	test('keeps what a section says of itself (section 4.1)', async () => {
		const { head } = await readHead(
			b.section([
				[1, 'first'],
				[2, 'x86'],
				[3, 'Linux'],
				[4, 'capnote'],
				[1, 'second'],
				[99, [1, 2]],
			]),
		);
		expect(head).toMatchObject({ format: 'pcapng', variant: null, gzip: false, interfaces: [] });
		expect(head.sections).toEqual([
			{
				littleEndian: b === ORDERS[0][1],
				comments: ['first', 'second'],
				hardware: 'x86',
				os: 'Linux',
				application: 'capnote',
				otherOptions: [{ code: 99, bytes: Uint8Array.of(1, 2) }],
			},
		]);
	});

	const OPTIONS: Record<string, { options: Options; expected: object }> = {
		name: { options: [[2, 'br-lab']], expected: { name: 'br-lab' } },
		'a name that ends with a zero': { options: [[2, 'eth0\0']], expected: { name: 'eth0' } },
		description: { options: [[3, 'the bridge']], expected: { description: 'the bridge' } },
		'IPv4 addresses': {
			options: [
				[4, [10, 0, 0, 1, 255, 255, 255, 0]],
				[4, [10, 0, 1, 1, 255, 255, 0, 0]],
			],
			expected: { addresses: ['10.0.0.1/24', '10.0.1.1/16'] },
		},
		'an IPv6 address': {
			options: [[5, [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 64]]],
			expected: { addresses: ['2001:db8::1/64'] },
		},
		'a MAC address': { options: [[6, [2, 0x42, 0, 0, 0, 1]]], expected: { addresses: ['02:42:00:00:00:01'] } },
		'an EUI-64': { options: [[7, [1, 2, 3, 4, 5, 6, 7, 8]]], expected: { addresses: ['01-02-03-04-05-06-07-08'] } },
		speeds: {
			options: [
				[8, b.u64(10_000_000_000n)],
				[16, b.u64(1n)],
				[17, b.u64(2n ** 40n)],
			],
			expected: { speedBitsPerSecond: { both: 1e10, send: 1, receive: 2 ** 40 } },
		},
		'a resolution of ten': { options: [[9, [9]]], expected: { tsResolution: { base: 10, exponent: 9 } } },
		'a resolution of two': { options: [[9, [0x8a]]], expected: { tsResolution: { base: 2, exponent: 10 } } },
		'a filter as text': { options: [[11, [0, 0x74, 0x63, 0x70]]], expected: { filter: 'tcp' } },
		'a filter without its zero': { options: [[11, 'tcp']], expected: { filter: 'tcp' } },
		'a filter as a program': { options: [[11, [1, 0, 0, 0, 0, 0, 0, 0, 0]]], expected: { filter: null } },
		'operating system': { options: [[12, 'Linux 6.1']], expected: { os: 'Linux 6.1' } },
		'frame check sequence': { options: [[13, [4]]], expected: { fcsBytes: 4 } },
		'a negative offset': { options: [[14, b.u64(2n ** 64n - 3600n)]], expected: { tsOffsetSeconds: -3600 } },
		hardware: { options: [[15, 'virtual']], expected: { hardware: 'virtual' } },
		comments: {
			options: [
				[1, 'één'],
				[1, 'two'],
			],
			expected: { comments: ['één', 'two'] },
		},
		'an unknown option': {
			options: [[40, 'x']],
			expected: { otherOptions: [{ code: 40, bytes: Uint8Array.of(0x78) }] },
		},
		'the first of two names and two resolutions': {
			options: [
				[2, 'first'],
				[9, [9]],
				[2, 'second'],
				[9, [6]],
			],
			expected: { name: 'first', tsResolution: { base: 10, exponent: 9 } },
		},
		nothing: {
			options: [],
			expected: { linkType: 1, name: null, tsResolution: { base: 10, exponent: 6 }, counters: null },
		},
	};
	test.each(Object.entries(OPTIONS))('reads of an interface: %s', async (_name, { options, expected }) => {
		const { head, badOptions } = await readHead(start(options));
		expect(head.interfaces).toMatchObject([expected]);
		expect(badOptions.count).toBe(0);
	});

	test('keeps counters, the last of each interface (section 4.6)', async () => {
		const { head } = await readHead(
			start(),
			b.iface(1, 0, [[9, [9]]]),
			b.counters(1, 7n, [[4, b.u64(1n)]]),
			b.counters(1, 7n, [
				[1, 'done'],
				[2, [...b.u32(0), ...b.u32(5)]],
				[3, [...b.u32(1), ...b.u32(0)]],
				[4, b.u64(35n)],
				[5, b.u64(2n)],
				[6, b.u64(30n)],
				[7, b.u64(3n)],
				[8, b.u64(28n)],
			]),
			b.counters(9, 7n),
		);
		expect(head.interfaces[0]?.counters).toBeNull();
		expect(head.interfaces[1]?.counters).toEqual({
			startNs: 5n,
			endNs: 2n ** 32n,
			received: 35,
			dropped: 2,
			accepted: 30,
			osDropped: 3,
			delivered: 28,
			comments: ['done'],
		});
	});

	test('keeps names (section 4.5)', async () => {
		const { head, badOptions } = await readHead(
			b.section(),
			b.names([
				[1, [10, 0, 0, 1, ...new TextEncoder().encode('server\0echo\0')]],
				[2, [0xfe, 0x80, ...new Array<number>(13).fill(0), 9, 0x61, 0]],
				[3, [2, 0, 0, 0, 0, 1, 0x62, 0]],
				[77, [1]],
				[1, [10, 0]],
			]),
		);
		expect(head.names).toEqual([
			{ address: '10.0.0.1', names: ['server', 'echo'] },
			{ address: 'fe80::9', names: ['a'] },
			{ address: '02:00:00:00:00:01', names: ['b'] },
		]);
		expect(badOptions).toMatchObject({ count: 1, first: { need: 4, have: 2 } });
	});

	test('keeps comments and lost frames of packets, and nothing for packets without', async () => {
		const { head } = await readHead(
			start(),
			b.enhanced({ units: 1n, frame: FRAME }),
			b.enhanced({
				units: 1n,
				frame: FRAME,
				options: [
					[2, b.u32(1)],
					[1, 'look'],
					[3, [2, 1, 2, 3, 4]],
					[4, b.u64(7n)],
					[1, 'here'],
				],
			}),
			b.enhanced({ units: 1n, frame: FRAME, options: [[2, b.u32(2)]] }),
		);
		expect([...head.packetComments]).toEqual([[2, ['look', 'here']]]);
		expect(head.interfaces[0]?.droppedBetween).toBe(7);
	});

	test('passes over secrets, custom and unknown blocks, and counts them', async () => {
		const { head, frames, damage } = await readHead(
			start(),
			b.secrets(0x544c534b, [1, 2, 3]),
			b.block(0x0bad, [...b.u32(1), 1, 2, 3, 4]),
			b.block(0x4000_0bad, b.u32(1)),
			b.block(0x0bad, []),
			b.block(0x8000_0001, new Array<number>(1000).fill(0xff)),
			b.enhanced({ units: 1n, frame: FRAME }),
		);
		expect(frames).toMatchObject([{ number: 1 }]);
		expect(damage).toBeNull();
		expect(head.secrets).toEqual([{ type: 0x544c534b, bytes: 3 }]);
		expect([...head.otherBlocks]).toEqual([
			[0x0bad, 2],
			[0x4000_0bad, 1],
			[0x8000_0001, 1],
		]);
	});

	test('passes over a block longer than the buffer', async () => {
		const { frames, damage } = await readHead(
			start(),
			b.block(0x0bad, new Array<number>(1_000_000).fill(6)),
			b.block(4, new Array<number>(600_000).fill(0)),
			b.enhanced({ units: 1n, frame: FRAME }),
		);
		expect(damage).toBeNull();
		expect(frames).toHaveLength(1);
	});

	test('numbers interfaces over sections, whose own numbers begin again, in any byte order', async () => {
		const other = pcapngBuilder(b !== ORDERS[0][1]);
		const { head, frames } = await readHead(
			start(),
			b.iface(113, 0, [[9, [9]]]),
			b.enhanced({ id: 1, units: 5n, frame: FRAME }),
			other.section(),
			other.iface(276, 0),
			other.enhanced({ id: 0, units: 5n, frame: FRAME }),
			other.simple(1, [9]),
		);
		expect(head.interfaces.map(({ section, number, linkType }) => [section, number, linkType])).toEqual([
			[0, 0, 1],
			[0, 1, 113],
			[1, 0, 276],
		]);
		expect(frames.map(({ interfaceId, linkType, nanoseconds }) => [interfaceId, linkType, nanoseconds])).toEqual([
			[1, 113, 5],
			[2, 276, 5000],
			[2, 276, 0],
		]);
	});

	test('says whether times are finer than microseconds', async () => {
		expect((await readHead(start())).head.nanoseconds).toBe(false);
		expect((await readHead(start(), b.iface(1, 0, [[9, [9]]]))).head.nanoseconds).toBe(true);
		expect((await readHead(start([[9, [0x8a]]]))).head.nanoseconds).toBe(true);
	});

	test('is exact at any resolution and offset (section 4.2)', async () => {
		const resolution = fc.oneof(
			fc.nat(15),
			fc.nat(40).map((exponent) => 0x80 | exponent),
			fc.constantFrom(6, 9),
		);
		const offset = fc.oneof(fc.constant(0n), fc.bigInt(-100_000n, 100_000n));
		const seconds = fc.bigInt(200_000n, 4_294_000_000n);
		await fc.assert(
			fc.asyncProperty(resolution, offset, seconds, fc.nat(999_999_999), async (code, add, wanted, fraction) => {
				const perSecond = code & 0x80 ? 2n ** BigInt(code & 0x7f) : 10n ** BigInt(code);
				const units = ((wanted * 10n ** 9n + BigInt(fraction)) * perSecond) / 10n ** 9n;
				fc.pre(units < 2n ** 64n);
				const { frames } = await readHead(
					start([
						[9, [code]],
						[14, b.u64(BigInt.asUintN(64, add))],
					]),
					b.enhanced({ units, frame: [] }),
				);
				const ns = (units * 10n ** 9n) / perSecond + add * 10n ** 9n;
				expect(frames).toMatchObject([{ seconds: Number(ns / 10n ** 9n), nanoseconds: Number(ns % 10n ** 9n) }]);
			}),
			{ numRuns: 400 },
		);
	});

	test('gives the same frames however the bytes arrive', async () => {
		const file = everything(b);
		const whole = await readFrames(bytesSource(file));
		for (const size of [1, 2, 3, 5, 7, 11, 64]) {
			expect(await readFrames(bytesSource(file, [size]))).toEqual(whole);
		}
	});
});

const COMMON = { interfaceId: 0, linkType: 1 };

describe('addressText()', () => {
	const ADDRESSES = [
		'0.0.0.0',
		'255.1.2.3',
		'::',
		'::1',
		'fe80::1:0:0:2',
		'1:0:2:3:4:5:6:7',
		'ff02::',
		'02:42:ac:00:00:01',
		'01-02-03-04-05-06-07-08',
	];
	test.each(ADDRESSES)('and addressBytes() agree on %s', (text) => {
		expect(addressText(addressBytes(text) ?? new Uint8Array(0))).toBe(text);
	});
	test.each(['', 'server', '1.2.3', '1:2', '1::2::3', ':'])('no address: "%s"', (text) => {
		expect(addressBytes(text)).toBeUndefined();
	});
});

/** Odd sections, interfaces and clocks. */
import type { Options } from '../../src/testing/pcapng-blocks.ts';
import {
	altered,
	BIG,
	b,
	between,
	big,
	ETHERNET,
	FRAME,
	NEXT,
	NOBODY,
	PACKET,
	type Parts,
	packet,
	SECTION,
	TIME,
} from './parts.ts';

const NS = 1_000_000_000n;
const BINARY = 0x80;
const LINKS = [0, 1, 6, 7, 8, 9, 10, 50, 51, 99, 101, 104, 105, 107, 108, 113, 117, 127, 147, 162, 228, 229, 239, 276];

/** A packet of an interface with these options. */
const clocked = (options: Options, units: bigint) => [
	SECTION,
	b.iface(1, 0, options),
	b.enhanced({ units, frame: FRAME }),
];
function sectionOf(bytes: bigint, version: readonly [number, number] = [1, 0]): Uint8Array {
	return b.block(0x0a0d_0d0a, [...b.u32(0x1a2b_3c4d), ...b.u16(version[0]), ...b.u16(version[1]), ...b.u64(bytes)]);
}

/** The time as an interface of this resolution counts it, or the largest it can count. */
function unitsOf(code: number): bigint {
	const perSecond = (code & 0x80 ? 2n : 10n) ** BigInt(code & 0x7f);
	const units = (TIME * perSecond) / 1_000_000n;
	return units < 2n ** 64n ? units : 2n ** 63n + 12_345_678_901n;
}

/** A packet of an interface for each resolution, and offset in seconds. */
function clocks(codes: readonly number[], offsets: readonly number[] = [0]): Parts {
	const all = codes.flatMap((code) => offsets.map((offset) => ({ code, offset: BigInt.asUintN(64, BigInt(offset)) })));
	const interfaces = all.map(({ code, offset }) =>
		b.iface(1, 0, [
			[9, [code]],
			[14, b.u64(offset)],
		]),
	);
	return [SECTION, ...interfaces, ...all.map(({ code }, id) => packet({ id, units: unitsOf(code) }))];
}

export const SECTIONS: Record<string, Parts> = {
	'a section and nothing else': [SECTION],
	'a section and an interface': [SECTION, ETHERNET],
	'sections of both byte orders': [...between(), ...BIG, ...between()],
	'big-endian, then little-endian': [...BIG, ...between()],
	'three sections, the second empty': [...between(), big.section(), ...between()],
	'three sections, the last two empty': [...between(), SECTION, big.section()],
	'a first section that is empty': [SECTION, ...between()],
	'a second section without interfaces': [...between(), SECTION, PACKET],
	'interfaces that begin again': [SECTION, ETHERNET, b.iface(113, 0), packet({ id: 1 }), ...BIG, ...between()],
	'a section with a wrong mark': [...between(), altered(SECTION, 8, 0x1234_5678), ETHERNET, PACKET],
	'a section length of zero': [sectionOf(0n), ETHERNET, PACKET],
	'a section length that is right': [sectionOf(BigInt(ETHERNET.length + PACKET.length)), ETHERNET, PACKET, ...BIG],
	'a section length that is too short': [sectionOf(4n), ETHERNET, PACKET, ...BIG],
	'a section length that is too long': [sectionOf(4000n), ETHERNET, PACKET, ...BIG],
	'a section length of which no half is right': [sectionOf(2n ** 63n + 5n), ETHERNET, PACKET],
	'version 1.1': [sectionOf(0n, [1, 1]), ETHERNET, PACKET],
	'version 1.2': [sectionOf(0n, [1, 2]), ETHERNET, PACKET],
	'version 1.9': [sectionOf(0n, [1, 9]), ETHERNET, PACKET],
	'version 0.0': [sectionOf(0n, [0, 0]), ETHERNET, PACKET],
	'version 2.0': [sectionOf(0n, [2, 0]), ETHERNET, PACKET],
	'a second section of version 2.0': [...between(), sectionOf(0n, [2, 0]), ETHERNET, PACKET],
	'section options of every kind': [
		b.section([
			[1, 'a'],
			[1, 'b'],
			[2, 'hardware'],
			[3, 'os'],
			[4, 'application'],
			[99, [1, 2, 3]],
			[2988, [...b.u32(NOBODY), 65]],
			[2989, [...b.u32(NOBODY), 65]],
		]),
		ETHERNET,
		PACKET,
	],
	'a section option beyond the block': [altered(b.section([[4, 'x']]), 26, 500, 2), ETHERNET, PACKET],
};

export const INTERFACES: Record<string, Parts> = {
	'many interfaces with different links': [
		SECTION,
		...LINKS.map((link) => b.iface(link, 0)),
		...LINKS.map((_, id) => packet({ id, units: TIME + BigInt(id) })),
	],
	'a link that nobody knows': [SECTION, ETHERNET, b.iface(5000, 0), PACKET, packet({ id: 1 }), NEXT],
	'interfaces that come between packets': [...between(), b.iface(113, 0), packet({ id: 1 }), b.iface(0, 0), PACKET],
	'interfaces that no packet is of': [SECTION, b.iface(0, 9), b.iface(113, 9), ETHERNET, packet({ id: 2 })],
	'300 interfaces': [SECTION, ...Array.from({ length: 300 }, () => ETHERNET), packet({ id: 299 }), packet({ id: 256 })],
	'a reserved field that is not zero': [SECTION, altered(ETHERNET, 10, 0xffff, 2), PACKET],
	'interface options of every kind': [
		SECTION,
		b.iface(1, 0, [
			[1, 'comment'],
			[2, 'name'],
			[3, 'description'],
			[4, [10, 0, 0, 1, 255, 255, 255, 0]],
			[5, [...new Array<number>(15).fill(0), 1, 64]],
			[6, [2, 0, 0, 0, 0, 1]],
			[7, [2, 0, 0, 0, 0, 0, 0, 1]],
			[8, b.u64(1_000_000n)],
			[9, [6]],
			[10, b.u32(1)],
			[11, [0, 116, 99, 112]],
			[12, 'os'],
			[13, [4]],
			[14, b.u64(0n)],
			[15, 'hardware'],
			[16, b.u64(1n)],
			[17, b.u64(1n)],
			[18, 'iana'],
			[2988, [...b.u32(NOBODY), 65]],
			[60_000, [1]],
		]),
		PACKET,
	],
	'interface options of wrong lengths': [
		SECTION,
		b.iface(1, 0, [
			[4, [10, 0, 0, 1]],
			[6, [2]],
			[8, [1, 2]],
			[13, [4, 4]],
			[11, []],
			[2, []],
		]),
		PACKET,
	],
	'a resolution of two bytes': clocked([[9, [9, 9]]], TIME),
	'a resolution without a byte': clocked([[9, []]], TIME),
	'an offset of four bytes': clocked([[14, b.u32(100)]], TIME),
	'two resolutions': clocked(
		[
			[9, [9]],
			[9, [6]],
		],
		TIME,
	),
	'two offsets': clocked(
		[
			[14, b.u64(5n)],
			[14, b.u64(7n)],
		],
		TIME,
	),
	'an option beyond the interface before its resolution': [
		SECTION,
		altered(
			b.iface(1, 0, [
				[2, 'x'],
				[9, [9]],
			]),
			18,
			500,
			2,
		),
		PACKET,
	],
	'a resolution behind the end of options': clocked(
		[
			[0, []],
			[9, [9]],
		],
		TIME,
	),
	'a snaplen that is shorter than the frames': [SECTION, b.iface(1, 20), PACKET],
	'a snaplen of 4 GiB': [SECTION, b.iface(1, 0xffff_ffff), PACKET],
	'resolutions of powers of ten': clocks([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
	'resolutions of powers of ten that are finer': clocks([11, 12, 13, 15, 18, 19]),
	'a resolution of 10^-20': clocks([20]),
	'a resolution of 10^-127': clocks([127]),
	'resolutions of powers of two': clocks([0, 1, 6, 10, 20, 24, 29, 30, 31, 32, 33, 40, 60, 63].map((n) => BINARY | n)),
	'a resolution of 2^-64': clocks([BINARY | 64]),
	'a resolution of 2^-127': clocks([BINARY | 127]),
	'offsets of seconds': clocks([6, 9, BINARY | 20], [1, 3600, -3600, -1_699_999_999, 2_000_000_000]),
	'offsets to before 1970': clocks([6, 9, BINARY | 20], [-1_700_000_001]),
	'offsets to after 2106': clocks([6, 9, BINARY | 20], [4_000_000_000]),
};

export const TIMES: Record<string, Parts> = {
	'time zero': [SECTION, ETHERNET, packet({ units: 0n }), NEXT],
	'times out of order': [SECTION, ETHERNET, NEXT, PACKET, packet({ units: 5n })],
	'a time after 2038': [SECTION, ETHERNET, packet({ units: 3_000_000_000_000_001n })],
	'a time after 2106': [SECTION, ETHERNET, packet({ units: 5_000_000_000_000_001n })],
	'the latest time': [SECTION, ETHERNET, packet({ units: 2n ** 64n - 1n })],
	'the latest time in nanoseconds': clocked([[9, [9]]], 18_446_744_073n * NS + 709_551_615n),
};

/** Odd options of packets, and lengths of blocks. */
import { concat, type Options } from '../../src/testing/pcapng-blocks.ts';
import { altered, b, between, NOBODY, PACKET, type Parts, packet, SECTION } from './parts.ts';

function withTotal(block: Uint8Array, total: number): Uint8Array {
	return altered(altered(block, 4, total), -4, total);
}

/** Options byte by byte, with nothing behind them that was not given. */
function rawOptions(...bytes: readonly number[]): Uint8Array {
	return b.block(6, [...PACKET.subarray(8, PACKET.length - 4), ...bytes]);
}

const optioned = (options: Options) => between(packet({ options }));

const END = [...b.u16(0), ...b.u16(0)];
export const OPTIONS: Record<string, Parts> = {
	'packet options of every kind': optioned([
		[1, 'one'],
		[2, b.u32(1)],
		[3, [2, 1, 2, 3, 4]],
		[4, b.u64(1n)],
		[5, b.u64(1n)],
		[6, b.u32(1)],
		[7, [0, 1, 2, 3]],
		[8, b.u64(1n)],
		[2988, [...b.u32(NOBODY), 65]],
		[2989, [...b.u32(NOBODY), 1]],
		[19_372, [...b.u32(NOBODY), 65]],
		[19_373, [...b.u32(NOBODY), 1]],
		[60_000, [1]],
	]),
	'two comments': optioned([
		[1, 'one'],
		[1, 'two'],
	]),
	'an empty comment': optioned([[1, '']]),
	'a comment with a zero behind it': optioned([[1, [97, 0]]]),
	'a comment with a zero in it': optioned([[1, [97, 0, 98]]]),
	'a comment that is no UTF-8': optioned([[1, [97, 0xff, 0xc3, 98]]]),
	'a comment in two scripts': optioned([[1, 'é, 日本']]),
	'a comment behind the end': optioned([
		[0, []],
		[1, 'late'],
	]),
	'an end with a length': between(rawOptions(...b.u16(0), ...b.u16(4), 1, 2, 3, 4)),
	'options without an end': between(rawOptions(...b.u16(1), ...b.u16(2), 104, 105, 0, 0)),
	'an option of which two bytes are there': between(rawOptions(...b.u16(1), 0, 0)),
	'four bytes that are no option': between(rawOptions(1, 0, 0, 0)),
	'an option beyond its block': between(rawOptions(...b.u16(1), ...b.u16(500), 104, 105, 0, 0, ...END)),
	'an option beyond its block behind a comment': between(
		rawOptions(...b.u16(1), ...b.u16(1), 97, 0, 0, 0, ...b.u16(2), ...b.u16(500), ...END),
	),
	'an option up to the end of its block': between(rawOptions(...b.u16(1), ...b.u16(4), 97, 98, 99, 100)),
	'an option whose padding is beyond its block': between(rawOptions(...b.u16(1), ...b.u16(5), 97, 98, 99, 100)),
	'packet options of wrong lengths': optioned([
		[2, [1]],
		[4, [1, 2]],
		[3, []],
		[5, [1]],
		[6, []],
		[1, 'behind'],
	]),
	'a flag option of no length': optioned([
		[2, []],
		[1, 'behind'],
	]),
	'a custom option that is too short': optioned([
		[2988, [1]],
		[1, 'behind'],
	]),
};

export const LENGTHS: Record<string, Parts> = {
	'a length of zero': between(withTotal(PACKET, 0)),
	'a length of 8': between(withTotal(b.block(77, []), 8)),
	'a packet that is too short': between(withTotal(PACKET, 28)),
	'a length that leaves the padding out': between(
		concat(Uint8Array.from([...b.u32(3), ...b.u32(17), ...b.u32(1), 9, 0, 0, 0]), Uint8Array.from(b.u32(17))),
	),
	'a length of 13 of an unknown block': between(
		concat(Uint8Array.from([...b.u32(77), ...b.u32(13), 9, 0, 0, 0]), Uint8Array.from(b.u32(13))),
	),
	'lengths that differ': between(altered(PACKET, -4, PACKET.length + 4)),
	'lengths that differ, of an unknown block': between(altered(b.block(77, [1, 2, 3, 4]), -4, 4)),
	'a length of zero at the end': between(altered(PACKET, -4, 0)),
	'a length of 16 MiB': between(withTotal(PACKET, 16 << 20)),
	'a length of 4 GiB': between(withTotal(PACKET, 0xffff_fff0)),
	'a length of 4 GiB of an unknown block': between(withTotal(b.block(77, []), 0xffff_fff0)),
	...Object.fromEntries(
		[1, 8, 12].map((bytes) => [`${bytes} zeros at the end`, [...between(), new Uint8Array(bytes)]]),
	),
	...Object.fromEntries(
		[4, 12, 30, 87].map((bytes) => [`a last packet of ${bytes} bytes`, [...between(), PACKET.subarray(0, bytes)]]),
	),
	'a last unknown block that is cut': [...between(), b.block(77, [1, 2, 3, 4]).subarray(0, 14)],
	'a last section that is cut': [...between(), SECTION.subarray(0, 20)],
};

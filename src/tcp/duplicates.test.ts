import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { named } from '../../test/needs.ts';
import { SHARED, sharedReason } from '../../test/shared-files.ts';
import { ipv4Packet } from '../testing/frames.ts';
import { createDuplicateFinder } from './duplicates.ts';
import { recordingPlace } from './recording-places.ts';

interface Recorded {
	readonly bytes: DataView;
	readonly networkAt: number;
	readonly seconds: number;
	readonly nanoseconds: number;
	readonly place: number;
}

function duplicates(packets: Iterable<Recorded>): readonly number[] {
	const finder = createDuplicateFinder();
	return [...packets].map(({ bytes, networkAt, seconds, nanoseconds, place }, i) =>
		finder.find(i + 1, bytes, networkAt, bytes.byteLength, seconds, nanoseconds, place),
	);
}

interface Case {
	readonly us: number;
	readonly place: number;
	readonly id?: number;
	readonly ttl?: number;
	readonly checksum?: number;
	readonly data?: readonly number[];
}

function ipv4Case({ us, place, id = 7, ttl = 64, checksum = 0, data = [1, 2, 3, 4] }: Case): Recorded {
	const bytes = Uint8Array.from(ipv4Packet('10.0.0.1', '10.0.0.2', 6, data));
	const view = new DataView(bytes.buffer);
	view.setUint16(4, id);
	view.setUint8(8, ttl);
	view.setUint16(10, checksum);
	return { bytes: view, networkAt: 0, seconds: 10 + Math.floor(us / 1e6), nanoseconds: (us % 1e6) * 1000, place };
}

const CASES: Record<string, [readonly Case[], readonly number[]]> = {
	'the same packet in three places is one': [
		[
			{ us: 0, place: 1 },
			{ us: 2, place: 2 },
			{ us: 4, place: 3 },
		],
		[0, 1, 1],
	],
	'other bytes are another packet': [
		[
			{ us: 0, place: 1 },
			{ us: 2, place: 2, data: [1, 2, 3, 5] },
		],
		[0, 0],
	],
	'a retransmission has another IP ID': [
		[
			{ us: 0, place: 1 },
			{ us: 300, place: 1, id: 8 },
			{ us: 301, place: 2, id: 8 },
		],
		[0, 0, 2],
	],
	'after 1 ms it is no copy': [
		[
			{ us: 0, place: 1 },
			{ us: 1001, place: 2 },
		],
		[0, 0],
	],
	'copies may come in another order than their times': [
		[
			{ us: 1_000_010, place: 1 },
			{ us: 999_990, place: 2 },
		],
		[0, 1],
	],
	'twice in one place, with an IP ID': [
		[
			{ us: 0, place: 1 },
			{ us: 400, place: 1 },
		],
		[0, 1],
	],
	'without an IP ID equal packets of one place are two': [
		[
			{ us: 0, place: 1, id: 0 },
			{ us: 400, place: 1, id: 0 },
		],
		[0, 0],
	],
	'two equal RSTs in three places are two packets (RFC 9293, section 3.5.2)': [
		[
			{ us: 100, place: 1, id: 5 },
			{ us: 101, place: 2, id: 5 },
			{ us: 110, place: 1, id: 6 },
			{ us: 111, place: 2, id: 6 },
			{ us: 200, place: 1, id: 0 },
			{ us: 201, place: 1, id: 0 },
			{ us: 202, place: 2, id: 0 },
			{ us: 203, place: 2, id: 0 },
			{ us: 204, place: 3, id: 0 },
			{ us: 205, place: 3, id: 0 },
		],
		[0, 1, 0, 3, 0, 0, 5, 6, 5, 6],
	],
	'a place that doubles doubles packets without an IP ID, too': [
		[
			{ us: 0, place: 1 },
			{ us: 100, place: 1 },
			{ us: 500, place: 1, id: 0 },
			{ us: 600, place: 1, id: 0 },
		],
		[0, 1, 0, 3],
	],
	'a router takes one hop and mends the checksum (RFC 1624)': [
		[
			{ us: 0, place: 1, checksum: 0xff20 },
			{ us: 5, place: 2, ttl: 63, checksum: 0x0021 },
			{ us: 6, place: 3, ttl: 63, checksum: 0x1234 },
			{ us: 7, place: 3, ttl: 62, checksum: 0x0121 },
		],
		[0, 1, 0, 0],
	],
	'one hop less in the same place is a loop, not a copy': [
		[
			{ us: 0, place: 1, checksum: 0x1000 },
			{ us: 5, place: 1, ttl: 63, checksum: 0x1100 },
		],
		[0, 0],
	],
};

describe('createDuplicateFinder()', () => {
	test.each(Object.entries(CASES))('%s', (_name, [packets, expected]) => {
		expect(duplicates(packets.map(ipv4Case))).toEqual(expected);
	});

	test('forgets what is too old, and takes any number of packets', () => {
		const packets = Array.from({ length: 20_000 }, (_, i) =>
			ipv4Case({ us: i >> 1, place: i & 1, id: 1 + ((i >> 1) % 60_000) }),
		);
		expect(duplicates(packets)).toEqual(packets.map((_, i) => ((i & 1) === 0 ? 0 : i)));
	});

	test('takes bytes that are no packet', () => {
		const finder = createDuplicateFinder();
		const bytes = new DataView(new Uint8Array(24).fill(0x45).buffer);
		for (const [at, end] of [
			[-1, 24],
			[0, 3],
			[20, 24],
			[0, 40],
			[24, 24],
		] as const) {
			expect(finder.find(1, bytes, at, end, 0, 0, 0)).toBe(0);
		}
	});
});

const SLL2 = 276;

/** Reads a classic capture of Ethernet or SLL2 by hand: the test must not depend on the readers. */
function* readCapture(path: string): Iterable<Recorded> {
	const file = readFileSync(join(SHARED, path));
	const link = file.readUInt32LE(20);
	for (let at = 24; at + 16 <= file.length; ) {
		const length = file.readUInt32LE(at + 8);
		const bytes = new DataView(file.buffer, file.byteOffset + at + 16, length);
		yield {
			bytes,
			networkAt: link === SLL2 ? 20 : 14,
			seconds: file.readUInt32LE(at),
			nanoseconds: file.readUInt32LE(at + 4) * 1000,
			place: link === SLL2 ? recordingPlace(0, bytes.getUint32(4), bytes.getUint8(10)) : 0,
		};
		at += 16 + length;
	}
}

/** Packets, and how many of them are copies. */
const CAPTURES: Record<string, readonly [packets: number, copies: number]> = {
	'edge/real/any.pcap': [228, 152],
	'edge/sll2_dup.pcap': [33, 22],
	'edge/eth_dup.pcap': [22, 11],
	'edge/exactdup.pcap': [7, 1],
	'edge/exactdup_last.pcap': [7, 1],
	'corpus/lab/R05/captureUDP.pcap': [8, 4],
	'edge/real/br.pcap': [88, 0],
	'edge/full4.pcap': [11, 0],
	'edge/synack_retx.pcap': [4, 0],
	'edge/dup_rst.pcap': [9, 0],
	'edge/fin_retx.pcap': [12, 0],
};

describe.skipIf(sharedReason)(named('copies in real captures', sharedReason), () => {
	test.each(Object.entries(CAPTURES))('%s', (path, [packets, copies]) => {
		const found = duplicates(readCapture(path));
		expect([found.length, found.filter((of) => of > 0).length]).toEqual([packets, copies]);
	});

	test('-i any on a bridge: each packet is recorded three times', () => {
		const counts = new Map<number, number>();
		for (const of of duplicates(readCapture('edge/real/any.pcap'))) {
			if (of > 0) counts.set(of, (counts.get(of) ?? 0) + 1);
		}
		expect([...counts.values()]).toEqual(new Array(76).fill(2));
	});
});

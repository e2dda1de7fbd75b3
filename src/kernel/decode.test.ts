import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAG } from '../decode/tcp.ts';
import {
	ethernetFrame,
	ipv4Packet,
	ipv6Packet,
	LINK_HEADERS,
	pcapFile,
	tcpFrame,
	u16,
	udpDatagram,
} from '../testing/frames.ts';
import { KERNELS, planeText } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';
import type { Kernel } from './kernel-host.ts';

const ETHERNET_IPV4_BYTES = 34;
const [SEGMENT, IN_ETHERNET] = segmentAndFrame();
const ENDS = ['10.77.0.2', '10.77.0.3'] as const;
const ENDS_6 = ['fd00::2', 'fd00::3'] as const;
const IP4 = ipv4Packet(...ENDS, 6, SEGMENT);
const IP6 = ipv6Packet(...ENDS_6, 6, SEGMENT);
const UDP = udpDatagram(5353, 53, [1, 2, 3]);
const MAC = [2, 66, 10, 77, 0, 2];
const ARP = [0, 1, 8, 0, 6, 4, 0, 1, ...MAC, 10, 77, 0, 2, 0, 0, 0, 0, 0, 0, 10, 77, 0, 3];
const { sll, sll2, loopback, pppoe } = LINK_HEADERS;

function segmentAndFrame(): readonly [readonly number[], readonly number[]] {
	const frame = tcpFrame({
		...{ source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 },
		...{ sequence: 0xfffffff0, acknowledgment: 0x80000001, flags: FLAG.psh | FLAG.ack },
		options: [1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 9],
		payload: new TextEncoder().encode('hello'),
	});
	return [[...frame.slice(ETHERNET_IPV4_BYTES)], [...frame]];
}

/** Link types with the frames that they may have; the kernel itself decodes all but the last of each list. */
const LINKS: Readonly<Record<string, readonly [linkType: number, frames: readonly (readonly number[])[]]>> = {
	Ethernet: [
		1,
		[
			IN_ETHERNET,
			[...ethernetFrame(0x86dd, IP6)],
			[...ethernetFrame(0x0800, IP4, [7])],
			[...ethernetFrame(0x86dd, IP6, [100, 7])],
			[...ethernetFrame(0x0800, ipv4Packet(...ENDS, 17, UDP))],
			[...ethernetFrame(0x86dd, ipv6Packet(...ENDS_6, 17, UDP))],
			[...ethernetFrame(0x0806, ARP), ...new Array(18).fill(0)],
			[...ethernetFrame(0x8864, [...pppoe(0x21), ...IP4])],
		],
	],
	SLL: [
		113,
		[
			[...sll(0x0800), ...IP4],
			[...sll(0x86dd), ...IP6],
			[...sll(0x0806), ...ARP],
			[...sll(0x8100), 0, 7, 8, 0, ...IP4],
			[0, 4, 3, 0x38, ...sll(0x0800).slice(4), ...IP4],
		],
	],
	SLL2: [
		276,
		[
			[...sll2(0x0800), ...IP4],
			[...sll2(0x86dd), ...IP6],
			[...sll2(0x86dd).slice(0, 8), 3, 10, ...sll2(0x86dd).slice(10), ...IP6],
		],
	],
	NULL: [
		0,
		[
			[2, 0, 0, 0, ...IP4],
			[...loopback(2), ...IP4],
			[30, 0, 0, 0, ...IP6],
			[...loopback(24), ...IP6],
			[15, 0, 8, 0, ...IP4],
			[7, 0, 0, 0, ...IP4],
		],
	],
	LOOP: [
		108,
		[
			[...loopback(28), ...IP6],
			[2, 0, 0, 0, ...IP4],
			[...loopback(7), ...IP4],
		],
	],
	RAW: [101, [IP4, IP6, ipv6Packet(...ENDS_6, 0, [6, 0, 1, 4, 0, 0, 0, 0, ...SEGMENT])]],
};

const mutation = (frames: readonly (readonly number[])[]) =>
	fc.constantFrom(...frames).chain((frame) =>
		fc.record({
			frame: fc.constant(frame),
			changes: fc.array(fc.tuple(fc.nat(Math.min(frame.length - 1, 80)), fc.integer({ min: 0, max: 255 })), {
				maxLength: 2,
			}),
			captured: fc.oneof(fc.constant(frame.length), fc.nat(frame.length)),
			original: fc.oneof(
				fc.constant(frame.length),
				fc.constantFrom(0, 54, 60, 1514, 0x8000_0000, 0xffff_ffff),
				fc.nat(200),
			),
		}),
	);

describe('decodeRows() writes what the decoders that know all rules write, or leaves the row to them', () => {
	test.each(Object.entries(LINKS))('%s', async (_name, [linkType, frames]) => {
		await fc.assert(
			fc.asyncProperty(fc.array(mutation(frames), { minLength: 1, maxLength: 300 }), async (mutations) => {
				const timed = mutations.map(({ frame, changes, captured, original }, i) => {
					const bytes = Uint8Array.from(frame);
					for (const [at, value] of changes) bytes[at] = value;
					return { seconds: 1, fraction: i, bytes: bytes.subarray(0, captured), originalBytes: original };
				});
				const file = pcapFile(timed, { linkType });
				const reference = await planeText(bytesSource(file), '4.6', KERNELS.slow());
				expect(await planeText(bytesSource(file), '4.6', KERNELS.wasm())).toEqual(reference);
				expect(await planeText(bytesSource(file), '4.6', KERNELS.script())).toEqual(reference);
			}),
			{ numRuns: 40 },
		);
	});

	test('also at each value of the bytes that tell which way a frame goes', async () => {
		const telling = [12, 13, 14, 16, 17, 20, 21, 23, 46, 54, 55, 56, 57];
		const frames = telling.flatMap((at) =>
			Array.from({ length: 256 }, (_, value) => Uint8Array.from(IN_ETHERNET.with(at, value))),
		);
		const file = pcapFile(frames.map((bytes, i) => ({ seconds: 1, fraction: i, bytes })));
		const reference = await planeText(bytesSource(file), '4.6', KERNELS.slow());
		expect(await planeText(bytesSource(file), '4.6', KERNELS.wasm())).toEqual(reference);
	});
});

describe('decodeRows() leaves rows to the others only where it must', () => {
	test.each(Object.entries(LINKS))('%s', async (_name, [linkType, frames]) => {
		const { kernel, slowRows } = countingKernel();
		const timed = [...frames, frames[0] ?? []].map((frame, i) => ({
			...{ seconds: 1, fraction: i },
			bytes: Uint8Array.from(frame),
		}));
		await planeText(bytesSource(pcapFile(timed, { linkType })), '4.6', kernel);
		expect(slowRows()).toBe(1);
	});

	test('IPv6 extensions, ICMP and what is cut', async () => {
		const { kernel, slowRows } = countingKernel();
		const icmp = ethernetFrame(0x0800, ipv4Packet(...ENDS, 1, [8, 0, ...u16(0), 0, 1, 0, 1]));
		const bytes = [Uint8Array.from(IN_ETHERNET), icmp, Uint8Array.from(IN_ETHERNET).subarray(0, 60)];
		const frames = bytes.map((frame, i) => ({ seconds: 1, fraction: i, bytes: frame, originalBytes: 80 }));
		await planeText(bytesSource(pcapFile(frames)), '4.6', kernel);
		expect(slowRows()).toBe(2);
	});
});

function countingKernel(): { readonly kernel: Kernel; readonly slowRows: () => number } {
	const kernel = KERNELS.wasm();
	let slow = 0;
	const decodeRows = (rows: number): number => {
		const left = kernel.decodeRows(rows);
		slow += left;
		return left;
	};
	return { kernel: { ...kernel, decodeRows }, slowRows: () => slow };
}

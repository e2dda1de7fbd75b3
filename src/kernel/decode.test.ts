import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAG } from '../decode/tcp.ts';
import { ethernetFrame, ipv4Packet, pcapFile, tcpFrame } from '../testing/frames.ts';
import { KERNELS, planeText } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';

const FRAME = [
	...tcpFrame({
		...{ source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 },
		...{ sequence: 0xfffffff0, acknowledgment: 0x80000001, flags: FLAG.psh | FLAG.ack },
		options: [1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 9],
		payload: new TextEncoder().encode('hello'),
	}),
];
/** Where a changed byte decides which way a frame goes: EtherType, version, lengths, fragment, protocol, TCP's offset. */
const TELLING = [12, 13, 14, 16, 17, 20, 21, 23, 46, 54, 55, 56, 57];

const mutation = fc.record({
	changes: fc.array(
		fc.tuple(fc.oneof(fc.constantFrom(...TELLING), fc.nat(FRAME.length - 1)), fc.integer({ min: 0, max: 255 })),
		{ maxLength: 3 },
	),
	captured: fc.oneof(fc.constant(FRAME.length), fc.nat(FRAME.length)),
	original: fc.oneof(fc.constant(FRAME.length), fc.constantFrom(0, 54, 60, 1514, 0x8000_0000, 0xffff_ffff)),
});

test('decodeRows() writes what the decoders that know all rules write, or leaves the row to them', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 300 }), async (mutations) => {
			const frames = mutations.map(({ changes, captured, original }, i) => {
				const bytes = Uint8Array.from(FRAME);
				for (const [at, value] of changes) bytes[at] = value;
				return { seconds: 1, fraction: i, bytes: bytes.subarray(0, captured), originalBytes: original };
			});
			const file = pcapFile(frames);
			const reference = await planeText(bytesSource(file), '4.6', KERNELS.slow());
			expect(await planeText(bytesSource(file), '4.6', KERNELS.wasm())).toEqual(reference);
			expect(await planeText(bytesSource(file), '4.6', KERNELS.script())).toEqual(reference);
		}),
		{ numRuns: 60 },
	);
});

test('decodeRows() leaves rows to the others only where it must', async () => {
	const kernel = KERNELS.wasm();
	let slow = 0;
	const counting = {
		...kernel,
		decodeRows(rows: number) {
			const left = kernel.decodeRows(rows);
			slow += left;
			return left;
		},
	};
	const udp = ethernetFrame(0x0800, ipv4Packet('10.0.0.1', '10.0.0.2', 17, [0, 1, 0, 2, 0, 8, 0, 0]));
	const bytes = [Uint8Array.from(FRAME), udp, Uint8Array.from(FRAME)];
	const frames = bytes.map((frame, i) => ({ seconds: 1, fraction: i, bytes: frame }));
	await planeText(bytesSource(pcapFile(frames)), '4.6', counting);
	expect(slow).toBe(1);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { createFrameDecoder } from '../testing/decode-frame.ts';
import { ethernetFrame, ipv4Fragments, ipv6Fragments, pcapFile, tcpFrame, udpDatagram } from '../testing/frames.ts';
import { bytesSource } from '../testing/source.ts';
import { createReassembly, type Fragment } from './reassembly.ts';

const TEXT = 'a message that is longer than one fragment can be, so it comes in several';
const ENDS = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
const SEGMENT = [...tcpFrame({ ...ENDS, sequence: 1, flags: 0x18, payload: new TextEncoder().encode(TEXT) }).slice(34)];

interface Version {
	readonly name: string;
	readonly protocol: 'ipv4' | 'ipv6';
	readonly parts: (identification: number, data?: readonly number[], kind?: number) => Uint8Array[];
}

const VERSIONS: readonly Version[] = [
	{
		name: 'IPv4 (RFC 791, section 3.2)',
		protocol: 'ipv4',
		parts: (id, data = SEGMENT, kind = 6) =>
			ipv4Fragments(['10.77.0.2', '10.77.0.3'], kind, data, 32, id).map((part) => ethernetFrame(0x0800, part)),
	},
	{
		name: 'IPv6 (RFC 8200, section 4.5)',
		protocol: 'ipv6',
		parts: (id, data = SEGMENT, kind = 6) =>
			ipv6Fragments(['fd00::2', 'fd00::3'], kind, data, 32, id).map((part) => ethernetFrame(0x86dd, part)),
	},
];

describe.each(VERSIONS)('fragments of $name', ({ protocol, parts }) => {
	const frames = parts(7);
	const count = frames.length;

	/** What is said of each frame: the text of its payload, or `null` for a part that carries nothing yet. */
	function texts(of: readonly Uint8Array[]): readonly (string | null)[] {
		const { decode } = createFrameDecoder();
		return of.map((frame) => {
			const { packet } = decode(frame);
			if (packet.tcp) return new TextDecoder().decode(packet.payload);
			expect(packet).toMatchObject({ protocol, stop: null, tcp: null, fragments: [] });
			return null;
		});
	}
	const nothing = (times: number): null[] => Array.from({ length: times }, () => null);

	test('in order: the frame that completes the datagram gets the segment', () => {
		expect(count).toBe(3);
		expect(texts(frames)).toEqual([...nothing(count - 1), TEXT]);
	});

	test('reversed', () => {
		expect(texts([...frames].reverse())).toEqual([...nothing(count - 1), TEXT]);
	});

	test('the last one missing: nothing is made up', () => {
		expect(texts(frames.slice(0, -1))).toEqual(nothing(count - 1));
	});

	test('two datagrams in each other', () => {
		const other = parts(8, [...SEGMENT.slice(0, -3), 33, 33, 33]);
		const mixed = frames.flatMap((frame, i) => [frame, other[i] ?? frame]);
		expect(texts(mixed)).toEqual([...nothing(2 * count - 2), TEXT, `${TEXT.slice(0, -3)}!!!`]);
	});

	test('one twice, and the same number used again afterwards', () => {
		expect(texts([...frames.slice(0, 1), ...frames, ...frames])).toEqual([
			...nothing(count),
			TEXT,
			...nothing(count - 1),
			TEXT,
		]);
	});

	test('a part that was not captured whole is not used', () => {
		const { decode } = createFrameDecoder();
		const packets = frames.map((frame, i) =>
			i === 1 ? decode(frame, { captured: frame.length - 4, original: frame.length }) : decode(frame),
		);
		expect(packets.map(({ packet }) => packet.protocol)).toEqual([protocol, protocol, protocol]);
	});

	test('says which packets it was put together from', () => {
		const { decode } = createFrameDecoder();
		expect(frames.map((frame) => decode(frame).packet.fragments)).toEqual([[], [], [1, 2, 3]]);
	});

	test('UDP as well', () => {
		const { decode } = createFrameDecoder();
		const packets = parts(9, udpDatagram(4000, 53, SEGMENT), 17).map((frame) => decode(frame).packet);
		expect(packets.at(-1)).toMatchObject({ udp: { destinationPort: 53 }, payloadBytes: SEGMENT.length });
	});

	test('analyze() keeps the payload that lies in no single frame', async () => {
		const file = pcapFile(frames.map((bytes, i) => ({ seconds: 1, fraction: i, bytes })));
		const { analysis } = await analyze(bytesSource(file));
		expect(analysis.connectionCount).toBe(1);
		expect(new TextDecoder().decode(analysis.packet(3).packet.payload)).toBe(TEXT);
		expect(analysis.packet(3).notes.at(-1)).toEqual({ kind: 'reassembled', packets: [1, 2, 3] });
		expect(analysis.packet(1).notes).toEqual([{ kind: 'fragment', protocol }]);
	});
});

describe('a reassembly', () => {
	const piece = (from: number, text: string, isLast: boolean, key = 'a'): Fragment => ({
		key,
		protocol: 6,
		packet: 1,
		from,
		isLast,
		bytes: new TextEncoder().encode(text),
	});
	const join = (...pieces: readonly Fragment[]): string | undefined => {
		const reassembly = createReassembly();
		const bytes = pieces.map((each) => reassembly.datagram(reassembly.add(each))?.bytes).at(-1);
		return bytes && new TextDecoder().decode(bytes);
	};

	const OVERLAPS: Record<string, [Fragment[], string | undefined]> = {
		'the same bytes twice': [
			[piece(0, 'abcdefgh', false), piece(0, 'abcdefgh', false), piece(8, 'ij', true)],
			'abcdefghij',
		],
		'what begins first is believed': [[piece(8, 'XXij', true), piece(0, 'abcdefghAA', false)], 'abcdefghAAij'],
		'of two at one place, what came first': [
			[piece(0, 'abcd', false), piece(0, 'XXXX', false), piece(4, 'e', true)],
			'abcde',
		],
		'one within another': [[piece(0, 'abcdefgh', false), piece(2, 'XX', false), piece(8, 'i', true)], 'abcdefghi'],
		'beyond the end': [[piece(0, 'abcd', false), piece(4, 'XXXXXXXX', false), piece(4, 'ef', true)], 'abcdXX'],
		'a hole that as many bytes elsewhere cannot fill': [
			[piece(0, 'abcd', false), piece(0, 'abcd', false), piece(6, 'g', true)],
			undefined,
		],
		'no bytes at all': [[piece(0, '', true)], undefined],
		'beyond 65,535 bytes (ping of death)': [[piece(65_528, 'abcdefghi', true)], undefined],
	};
	test.each(Object.entries(OVERLAPS))('overlapping: %s', (_name, [pieces, expected]) => {
		expect(join(...pieces)).toBe(expected);
	});

	test('gives up the oldest datagrams when there are too many, and when they take too much', () => {
		const few = createReassembly({ datagrams: 2, bytes: 10_000 });
		for (const key of ['a', 'b', 'c']) few.add(piece(0, 'abcdefgh', false, key));
		expect(['c', 'b', 'a'].map((key) => few.add(piece(8, 'i', true, key)) > 0)).toEqual([true, true, false]);
		const small = createReassembly({ datagrams: 100, bytes: 500 });
		for (const key of ['a', 'b', 'c', 'd']) small.add(piece(0, 'abcdefgh', false, key));
		expect(['a', 'd'].map((key) => small.add(piece(8, 'i', true, key)) > 0)).toEqual([false, true]);
	});

	test('forgets what was whole when told, and everything after reset()', () => {
		const reassembly = createReassembly();
		reassembly.add(piece(0, 'abc', false));
		const id = reassembly.add(piece(3, 'd', true));
		expect(reassembly.datagram(id)?.packets).toEqual([1, 1]);
		reassembly.forget();
		expect(reassembly.datagram(id)).toBeUndefined();
		reassembly.add(piece(0, 'abc', false));
		reassembly.reset();
		expect(reassembly.add(piece(3, 'd', true))).toBe(0);
	});

	test('puts any cut of a datagram together again, in any order', () => {
		const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 12 });
		fc.assert(
			fc.property(cuts, fc.infiniteStream(fc.nat()), (at, order) => {
				const text = Array.from({ length: 100 }, (_, i) => String.fromCharCode(33 + (i % 90))).join('');
				const ends = [...at.sort((a, b) => a - b), 100];
				const pieces = ends.map((end, i) => piece(ends[i - 1] ?? 0, text.slice(ends[i - 1] ?? 0, end), end === 100));
				const shuffled = pieces
					.map((each) => ({ each, rank: order.next().value as number }))
					.sort((a, b) => a.rank - b.rank)
					.map(({ each }) => each);
				expect(join(...shuffled)).toBe(text);
			}),
		);
	});
});

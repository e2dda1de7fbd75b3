import { describe, expect, test } from 'vitest';
import { createFrameDecoder } from '../testing/decode-frame.ts';
import { ethernetFrame, ipv4Packet, ipv6Packet, tcpFrame, u16, udpDatagram } from '../testing/frames.ts';
import { type ChecksumKind, checksumKind } from './checksum.ts';
import { serviceOf } from './services.ts';

const { decode } = createFrameDecoder();
const over4 = (kind: number, data: readonly number[]) =>
	ethernetFrame(0x0800, ipv4Packet('10.0.0.1', '10.0.0.2', kind, data));
const over6 = (kind: number, data: readonly number[]) =>
	ethernetFrame(0x86dd, ipv6Packet('fd00::1', 'fd00::2', kind, data));
const ENDS = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
const SYN = tcpFrame({ ...ENDS, sequence: 0xdeadbeef, flags: 2 });
const QUOTED = [...SYN.slice(14)];

describe('decoding UDP', () => {
	test.each([over4, over6])('reads ports, length and payload', (over) => {
		const { packet, columns } = decode(over(17, udpDatagram(40000, 53, [1, 2, 3])));
		expect(packet).toMatchObject({ protocol: 'udp', stop: null, udp: { sourcePort: 40000, totalBytes: 11 } });
		expect(packet).toMatchObject({ payloadBytes: 3, payload: Uint8Array.of(1, 2, 3) });
		expect([columns.sourcePort[0], columns.destinationPort[0]]).toEqual([40000, 53]);
	});

	const LENGTHS: Record<string, [number, object]> = {
		'0 stands for all there is': [0, { payloadBytes: 3, stop: null }],
		'beyond the datagram is not believed': [900, { payloadBytes: 3, stop: null }],
		'less leaves padding': [10, { payloadBytes: 2, stop: null }],
		'under 8 cannot be': [7, { payloadBytes: 0, stop: { layer: 'udp', reason: 'bad', need: 8, have: 7 } }],
	};
	test.each(Object.entries(LENGTHS))('a length of %s', (_name, [length, expected]) => {
		const datagram = udpDatagram(40000, 53, [1, 2, 3]);
		datagram.splice(4, 2, ...u16(length));
		expect(decode(over4(17, datagram)).packet).toMatchObject({ protocol: 'udp', ...expected });
	});

	test('says that the header is cut, or that there is none', () => {
		const frame = over4(17, udpDatagram(40000, 53, [1, 2, 3]));
		const cut = { layer: 'udp', reason: 'cut', need: 8, have: 5 };
		expect(decode(frame, { captured: 39, original: frame.length }).packet).toMatchObject({
			protocol: 'ipv4',
			stop: cut,
		});
		expect(decode(over6(17, [1, 2])).packet).toMatchObject({ stop: { layer: 'udp', reason: 'bad', need: 8, have: 2 } });
	});
});

describe('decoding a TCP header that the snaplen cut', () => {
	const cut = (have: number) => ({ layer: 'tcp', reason: 'cut', need: 20, have });
	const CUTS: Record<string, [number, object]> = {
		'in its window: no segment': [15, { protocol: 'ipv4', tcp: null, stop: cut(15) }],
		'behind its window': [16, { tcp: { window: 64_240, checksum: null, urgentPointer: null }, stop: cut(16) }],
		'behind its checksum': [18, { tcp: { checksum: 0, urgentPointer: null }, stop: cut(18) }],
		'in its urgent pointer': [19, { tcp: { checksum: 0, urgentPointer: null, options: [] }, stop: cut(19) }],
		nowhere: [20, { tcp: { urgentPointer: 0 }, stop: null }],
	};
	test.each(Object.entries(CUTS))('%s', (_name, [bytes, expected]) => {
		expect(decode(SYN, { captured: 34 + bytes, original: SYN.length }).packet).toMatchObject(expected);
	});
});

describe('decoding ICMP', () => {
	const MESSAGES: Record<string, [Uint8Array, string, object]> = {
		'a ping': [over4(1, [8, 0, 0, 0, 0, 1, 0, 1]), 'icmp', { name: 'echo-request', version: 4, quote: null }],
		'its answer': [over4(1, [0, 0, 0, 0, 0, 1, 0, 1]), 'icmp', { name: 'echo-reply' }],
		'a ping over IPv6': [over6(58, [128, 0, 0, 0, 0, 1, 0, 1]), 'icmpv6', { name: 'echo-request', version: 6 }],
		'neighbour discovery': [over6(58, [135, 0, 0, 0, 0, 0, 0, 0]), 'icmpv6', { name: 'neighbour-solicitation' }],
		'multicast membership': [over6(58, [143, 0, 0, 0, 0, 0, 0, 0]), 'icmpv6', { name: 'multicast-listener' }],
		'a type that is not known': [over4(1, [200, 9, 0, 0]), 'icmp', { name: 'unknown', type: 200, code: 9 }],
		'a host that is not reachable': [over4(1, [3, 1, 0, 0, 0, 0, 0, 0]), 'icmp', { unreachable: 'host', quote: null }],
		'a filter': [over4(1, [3, 13, 0, 0, 0, 0, 0, 0]), 'icmp', { name: 'unreachable', unreachable: 'administrative' }],
		'a filter, IPv6': [over6(58, [1, 1, 0, 0, 0, 0, 0, 0]), 'icmpv6', { unreachable: 'administrative' }],
		'a code that is not known': [over4(1, [3, 99, 0, 0, 0, 0, 0, 0]), 'icmp', { unreachable: 'other' }],
	};
	test.each(Object.entries(MESSAGES))('reads %s', (_name, [frame, protocol, icmp]) => {
		expect(decode(frame).packet).toMatchObject({ protocol, stop: null, tcp: null, icmp });
	});

	const QUOTE = {
		source: '10.77.0.2',
		destination: '10.77.0.3',
		protocol: 6,
		sourcePort: 40000,
		destinationPort: 2222,
	};
	test.each([
		['in full', QUOTED],
		['its first 8 bytes (RFC 792)', QUOTED.slice(0, 28)],
	])('never takes a quoted TCP header for a packet: %s', (_name, quoted) => {
		const { packet } = decode(over4(1, [3, 3, 0, 0, 0, 0, 0, 0, ...quoted]));
		expect(packet).toMatchObject({ protocol: 'icmp', tcp: null, icmp: { unreachable: 'port' } });
		expect(packet.icmp?.quote).toEqual({ ...QUOTE, sequence: 0xdeadbeef });
	});

	test('keeps as much of a quote as was captured', () => {
		const cut = decode(over4(1, [3, 3, 0, 0, 0, 0, 0, 0, ...QUOTED.slice(0, 24)])).packet;
		expect(cut.icmp?.quote).toMatchObject({ destination: '10.77.0.3', protocol: 6, destinationPort: null });
		expect(decode(over4(1, [3, 3, 0, 0, 0, 0, 0, 0, ...QUOTED.slice(0, 9)])).packet.icmp?.quote).toBeNull();
	});

	test('reads a quoted IPv6 packet', () => {
		const quoted = ipv6Packet('fd00::2', 'fd00::1', 17, udpDatagram(5000, 2222, []));
		const { icmp } = decode(over6(58, [1, 4, 0, 0, 0, 0, 0, 0, ...quoted])).packet;
		expect(icmp).toMatchObject({
			unreachable: 'port',
			quote: { source: 'fd00::2', destinationPort: 2222, sequence: null },
		});
	});

	test('says that a message is cut, or too short', () => {
		const frame = over6(58, [135, 0, 0, 0]);
		expect(decode(frame, { captured: 56, original: frame.length }).packet.stop).toMatchObject({
			layer: 'icmpv6',
			reason: 'cut',
		});
		expect(decode(over4(1, [8])).packet.stop).toEqual({ layer: 'icmp', reason: 'bad', need: 4, have: 1 });
	});
});

describe('checksumKind()', () => {
	/** TCP over IPv4 with the checksum set by hand: that of RFC 1071, computed here in another way than there. */
	function withChecksum(kind: ChecksumKind, payload: number[]): Uint8Array {
		const frame = tcpFrame({ ...ENDS, sequence: 5, flags: 0x18, payload: Uint8Array.from(payload) });
		const segment = frame.length - 34;
		const words = (bytes: readonly number[]): number[] =>
			bytes.flatMap((byte, i) => (i % 2 === 0 ? [byte * 256 + (bytes[i + 1] ?? 0)] : []));
		const sum = (of: readonly number[]): number => of.reduce((total, word) => (total + word) % 0xffff, 0);
		const pseudo = [...words([...frame.slice(26, 34)]), 6, segment];
		const value = {
			full: 0xffff - sum([...pseudo, ...words([...frame.slice(34)])]),
			partial: sum(pseudo),
			bad: 0x1234,
			'not-checked': 0,
		}[kind];
		frame.set(u16(value), 34 + 16);
		return frame;
	}
	const kindOf = (frame: Uint8Array, shape = {}): ChecksumKind => {
		const decoded = decode(frame, shape);
		return checksumKind(decoded.columns, 0, decoded.frame, decoded.datagram);
	};

	test.each(['full', 'partial', 'bad'] as const)('recognises %s', (kind) => {
		expect(kindOf(withChecksum(kind, [1, 2, 3, 4]))).toBe(kind);
		expect(kindOf(withChecksum(kind, [250, 251, 252]))).toBe(kind);
		expect(kindOf(Uint8Array.from([...withChecksum(kind, []), 0, 0, 7, 7]))).toBe(kind);
	});

	test('recognises the example of real TX offload: 172.31.77.3 → .2 with 32 bytes has 0xf26a', () => {
		const ends = { ...ENDS, source: '172.31.77.3', destination: '172.31.77.2' };
		const frame = tcpFrame({ ...ends, sequence: 1, flags: 0x10, options: [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2] });
		frame.set(u16(0xf26a), 34 + 16);
		expect(kindOf(frame)).toBe('partial');
	});

	test('does not check what was cut or is not TCP', () => {
		const frame = withChecksum('full', [1, 2, 3, 4]);
		expect(kindOf(frame, { captured: frame.length - 1, original: frame.length })).toBe('not-checked');
		expect(kindOf(over4(17, udpDatagram(1, 2, [])))).toBe('not-checked');
	});
});

describe('serviceOf()', () => {
	test('names what usually listens, whichever end it is', () => {
		expect(serviceOf('udp', 53, 40000)).toBe('DNS');
		expect(serviceOf('udp', 5353, 5353)).toBe('mDNS');
		expect(serviceOf('tcp', 40000, 8080)).toBe('HTTP');
		expect(serviceOf('udp', 8080, 40000)).toBeNull();
	});
});

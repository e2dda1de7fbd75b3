import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameDecoder, type FrameShape } from '../testing/decode-frame.ts';
import { ethernetFrame, ipv4, ipv4Packet, tcpFrame, u16 } from '../testing/frames.ts';
import { arpClaims } from './arp.ts';
import type { Packet } from './packet.ts';

const { decode } = createFrameDecoder();

/** Decodes one frame of which `captured` bytes are there and `original` were sent. */
function decodeFrame(frame: Uint8Array, shape: FrameShape = {}): Packet {
	return decode(frame, shape).packet;
}

const ENDS = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
const HELLO = tcpFrame({
	...ENDS,
	sequence: 0xfffffff0,
	acknowledgment: 0x80000001,
	flags: 0x18,
	payload: new TextEncoder().encode('hello'),
});
const SEGMENT = [...HELLO.subarray(34)];

describe('decoding a frame', () => {
	test('reads every field of Ethernet, IPv4 and TCP', () => {
		expect(decodeFrame(HELLO)).toMatchObject({
			protocol: 'tcp',
			stop: null,
			ethernet: { source: '02:42:0a:4d:00:02', destination: '02:42:0a:4d:00:03', etherType: 0x0800, vlans: [] },
			ipv4: { source: '10.77.0.2', destination: '10.77.0.3', totalBytes: 45, timeToLive: 64, fragment: false },
			tcp: { ...{ sourcePort: 40000, destinationPort: 2222 }, sequence: 0xfffffff0, acknowledgment: 0x80000001 },
			payloadBytes: 5,
			payload: new TextEncoder().encode('hello'),
		});
		expect(decodeFrame(HELLO).tcp?.flags).toEqual(['PSH', 'ACK']);
	});

	test('goes through 802.1Q tags', () => {
		const tagged = ethernetFrame(0x0800, ipv4Packet('10.77.0.2', '10.77.0.3', 6, SEGMENT), [0x2007, 9]);
		expect(decodeFrame(tagged)).toMatchObject({ protocol: 'tcp', ethernet: { vlans: [7, 9] }, payloadBytes: 5 });
	});

	test('never takes Ethernet padding for payload (RFC 894)', () => {
		const ack = tcpFrame({ ...ENDS, sequence: 1, flags: 0x10 });
		expect(decodeFrame(Uint8Array.from([...ack, 0, 0, 0, 0, 0, 0]))).toMatchObject({ payloadBytes: 0, stop: null });
	});

	test('takes the payload length from the IP header, not from what was captured (snaplen)', () => {
		const packet = decodeFrame(HELLO, { captured: 56, original: HELLO.length });
		expect(packet).toMatchObject({ payloadBytes: 5, stop: null });
		expect(packet.payload).toHaveLength(2);
	});

	test('takes the captured rest as length where the IP header says 0 (TSO)', () => {
		const frame = HELLO.slice();
		frame.set(u16(0), 16);
		expect(decodeFrame(frame)).toMatchObject({ protocol: 'tcp', payloadBytes: 5 });
	});

	test('does not believe an IP length beyond the frame', () => {
		const frame = HELLO.slice();
		frame.set(u16(1500), 16);
		expect(decodeFrame(frame)).toMatchObject({ protocol: 'tcp', payloadBytes: 5 });
	});

	const STOPS = {
		'in the Ethernet header': [{ captured: 10 }, 'other', { layer: 'link', reason: 'cut', need: 14, have: 10 }],
		'in the IPv4 header': [{ captured: 20 }, 'ipv4', { layer: 'ipv4', reason: 'cut', need: 20, have: 6 }],
		'in the TCP header': [{ captured: 40 }, 'ipv4', { layer: 'tcp', reason: 'cut', need: 20, have: 6 }],
	} as const;
	test.each(Object.entries(STOPS))('says where it stopped: cut %s', (_name, [cut, protocol, stop]) => {
		expect(decodeFrame(HELLO, { ...cut, original: HELLO.length })).toMatchObject({ protocol, stop, tcp: null });
	});

	const BAD: Record<string, [number, number, object]> = {
		'an IP version that is not 4': [14, 0x65, { layer: 'ipv4', reason: 'bad' }],
		'an IP header under 20 bytes': [14, 0x44, { layer: 'ipv4', reason: 'bad', need: 20, have: 16 }],
		'a TCP header under 20 bytes': [46, 0x40, { layer: 'tcp', reason: 'bad', need: 16, have: 25 }],
		'a TCP header beyond the datagram': [46, 0xf0, { layer: 'tcp', reason: 'bad', need: 60, have: 25 }],
	};
	test.each(Object.entries(BAD))('says what cannot be: %s', (_name, [at, byte, stop]) => {
		const frame = HELLO.slice();
		frame[at] = byte;
		expect(decodeFrame(frame)).toMatchObject({ protocol: 'ipv4', stop, tcp: null });
	});

	test('does not take a fragment for a segment', () => {
		const frame = HELLO.slice();
		frame.set(u16(0x2000), 20);
		expect(decodeFrame(frame)).toMatchObject({ protocol: 'ipv4', ipv4: { fragment: true }, tcp: null });
	});

	const OTHERS: Record<string, [Uint8Array, string]> = {
		UDP: [ethernetFrame(0x0800, ipv4Packet('10.0.0.1', '10.0.0.2', 17, [1, 2, 3, 4, 0, 8, 0, 0])), 'udp'],
		ICMP: [ethernetFrame(0x0800, ipv4Packet('10.0.0.1', '10.0.0.2', 1, [8, 0, 0, 0])), 'icmp'],
		IGMP: [ethernetFrame(0x0800, ipv4Packet('10.0.0.1', '224.0.0.22', 2, [0x16, 0, 0, 0])), 'ipv4'],
		'spanning tree': [ethernetFrame(38, [0x42, 0x42, 3]), 'other'],
	};
	test.each(Object.entries(OTHERS))('names what is not TCP: %s', (_name, [frame, protocol]) => {
		expect(decodeFrame(frame)).toMatchObject({ protocol, stop: null, tcp: null });
	});

	test('says that it does not read a link type', () => {
		expect(decodeFrame(HELLO, { linkType: 105 })).toMatchObject({
			protocol: 'other',
			stop: { layer: 'link', reason: 'unsupported', need: 105 },
		});
	});

	const OPTIONS: Record<string, [number[], object[]]> = {
		'those of a SYN': [
			[2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 9, 0, 0, 0, 0, 1, 3, 3, 7],
			[
				{ kind: 'mss', bytes: 4, value: 1460 },
				{ kind: 'sack-permitted', bytes: 2 },
				{ kind: 'timestamps', bytes: 10, value: 9, echoReply: 0 },
				{ kind: 'nop', bytes: 1 },
				{ kind: 'window-scale', bytes: 3, shift: 7 },
			],
		],
		'SACK blocks': [
			[1, 1, 5, 10, 0, 0, 0, 5, 0, 0, 0, 9],
			[{ kind: 'nop' }, { kind: 'nop' }, { kind: 'sack', blocks: [{ left: 5, right: 9 }] }],
		],
		'an unknown one, kept': [[200, 4, 0xab, 0xcd], [{ kind: 'unknown', number: 200, data: 'abcd' }]],
		'Fast Open': [[34, 4, 1, 2], [{ kind: 'fast-open', number: 34, data: '0102' }]],
		'Fast Open when it was an experiment': [
			[254, 6, 0xf9, 0x89, 1, 2, 1, 1],
			[{ kind: 'fast-open', number: 254, data: '0102' }, { kind: 'nop' }, { kind: 'nop' }],
		],
		'another experiment': [[254, 4, 0xab, 0xcd], [{ kind: 'unknown', number: 254, data: 'abcd' }]],
		'Multipath TCP, whatever its subtype': [[30, 4, 0x81, 0], [{ kind: 'multipath', number: 30, data: '8100' }]],
		'an end': [[0, 9, 9, 9], [{ kind: 'end', bytes: 1 }]],
		'a length of 0': [[2, 0, 0, 0], [{ kind: 'damaged', bytes: 4, number: 2 }]],
		'a length beyond the header': [
			[1, 8, 10, 1],
			[{ kind: 'nop' }, { kind: 'damaged', bytes: 3, number: 8 }],
		],
		'a wrong length': [[3, 4, 1, 1], [{ kind: 'damaged', number: 3, data: '040101' }]],
	};
	test.each(Object.entries(OPTIONS))('reads TCP options: %s', (_name, [options, expected]) => {
		const packet = decodeFrame(tcpFrame({ ...ENDS, sequence: 1, flags: 2, options }));
		expect(packet.tcp?.options).toMatchObject(expected);
		expect(packet.tcp?.options).toHaveLength(expected.length);
	});

	test('keeps the header and the options that are there when the snaplen cuts the rest', () => {
		const frame = tcpFrame({ ...ENDS, sequence: 1, flags: 2, options: [2, 4, 5, 0xb4, 1, 3, 3, 7] });
		const packet = decodeFrame(frame, { captured: 60, original: frame.length });
		expect(packet).toMatchObject({ protocol: 'tcp', stop: { layer: 'tcp', reason: 'cut', need: 28, have: 26 } });
		expect(packet.tcp?.options).toMatchObject([{ kind: 'mss' }, { kind: 'nop' }, { kind: 'damaged', bytes: 1 }]);
	});

	test('never throws, whatever the bytes are, and never reads beyond them', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(4), (bytes, kind) => {
				const start = [
					HELLO,
					HELLO.subarray(0, 34),
					ethernetFrame(0x0806, []),
					ethernetFrame(0x0800, []),
					new Uint8Array(0),
				][kind];
				const packet = decodeFrame(Uint8Array.from([...(start ?? []), ...bytes]));
				expect(packet.payload.length).toBeLessThanOrEqual(packet.payloadBytes);
			}),
			{ numRuns: 5000 },
		);
	});
});

describe('decoding ARP', () => {
	const arp = (operation: number, sender: string, target: string, targetMac: number[]) => [
		...[0, 1, 8, 0, 6, 4],
		...u16(operation),
		...[2, 0x42, 0, 0, 0, 1],
		...ipv4(sender),
		...targetMac,
		...ipv4(target),
	];
	const ZERO = [0, 0, 0, 0, 0, 0];
	const ALL = [255, 255, 255, 255, 255, 255];
	const toAll = (data: number[]) => {
		const frame = ethernetFrame(0x0806, data);
		frame.set(ALL, 0);
		return frame;
	};
	const CASES: Record<string, [Uint8Array, object]> = {
		'a broadcast request': [toAll(arp(1, '10.0.0.1', '10.0.0.2', ZERO)), { operation: 'request', class: 'broadcast' }],
		'a unicast re-check': [ethernetFrame(0x0806, arp(1, '10.0.0.1', '10.0.0.2', ZERO)), { class: 'unicast' }],
		'a reply': [
			ethernetFrame(0x0806, arp(2, '10.0.0.2', '10.0.0.1', [2, 0, 0, 0, 0, 9])),
			{ operation: 'reply', class: 'unicast' },
		],
		'a probe (RFC 5227)': [toAll(arp(1, '0.0.0.0', '10.0.0.2', ZERO)), { class: 'probe' }],
		'an announcement (RFC 5227)': [toAll(arp(1, '10.0.0.1', '10.0.0.1', ZERO)), { class: 'announcement' }],
		'a gratuitous reply': [toAll(arp(2, '10.0.0.1', '10.0.0.1', ALL)), { class: 'gratuitous' }],
	};
	test.each(Object.entries(CASES))('tells %s', (_name, [frame, expected]) => {
		expect(decodeFrame(frame)).toMatchObject({ protocol: 'arp', stop: null, arp: expected });
	});

	test('arpClaims() says who has which address: senders, and the targets of replies', () => {
		const reply = decodeFrame(ethernetFrame(0x0806, arp(2, '10.0.0.2', '10.0.0.1', [2, 0, 0, 0, 0, 9]))).arp;
		const probe = decodeFrame(toAll(arp(1, '0.0.0.0', '10.0.0.2', ZERO))).arp;
		const gratuitous = decodeFrame(toAll(arp(2, '10.0.0.1', '10.0.0.1', ALL))).arp;
		expect(reply && arpClaims(reply)).toEqual([
			{ ip: '10.0.0.2', mac: '02:42:00:00:00:01' },
			{ ip: '10.0.0.1', mac: '02:00:00:00:00:09' },
		]);
		expect(probe && arpClaims(probe)).toEqual([]);
		expect(gratuitous && arpClaims(gratuitous)).toHaveLength(1);
	});

	test('stops at what is not Ethernet and IPv4', () => {
		const frame = ethernetFrame(0x0806, arp(9, '10.0.0.1', '10.0.0.2', ZERO));
		expect(decodeFrame(frame)).toMatchObject({ protocol: 'arp', arp: null, stop: { layer: 'arp', reason: 'bad' } });
		expect(decodeFrame(frame, { captured: 30 })).toMatchObject({
			stop: { layer: 'arp', reason: 'cut', need: 28, have: 16 },
		});
	});
});

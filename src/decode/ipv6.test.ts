import { describe, expect, test } from 'vitest';
import { createFrameDecoder } from '../testing/decode-frame.ts';
import { ethernetFrame, ipv6, ipv6Packet, tcpFrame, u16, udpDatagram } from '../testing/frames.ts';
import { addressText } from './address-table.ts';
import { endpointText } from './endpoint-text.ts';
import { ipv6Text } from './ipv6.ts';
import { NETWORK } from './packet-batch.ts';

const { decode, addresses } = createFrameDecoder();
const ENDS = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
const SEGMENT = [...tcpFrame({ ...ENDS, sequence: 1, flags: 0x18, payload: Uint8Array.of(104, 105) }).slice(34)];
const packet = (nextHeader: number, data: readonly number[], shape = {}) =>
	decode(ethernetFrame(0x86dd, ipv6Packet('fd00::2', 'fd00::3', nextHeader, data)), shape).packet;

const EIGHT = (next: number) => [next, 0, 1, 4, 0, 0, 0, 0];
const SIXTEEN = (next: number) => [next, 1, ...Array.from({ length: 14 }, () => 0)];
const AH = (next: number) => [next, 4, ...Array.from({ length: 22 }, () => 0)];
const ATOMIC = (next: number) => [next, 0, 0, 0, 0, 0, 0, 1];

describe('decoding IPv6', () => {
	const CHAINS: Record<string, [number, number[], string[]]> = {
		'no extension header': [6, [], []],
		'hop-by-hop options': [0, EIGHT(6), ['hop-by-hop']],
		'a routing header': [43, SIXTEEN(6), ['routing']],
		'destination options': [60, SIXTEEN(6), ['destination-options']],
		'an authentication header, which counts in 4 bytes (RFC 4302)': [51, AH(6), ['authentication']],
		'mobility, HIP and Shim6': [
			135,
			[...EIGHT(139), ...EIGHT(140), ...EIGHT(6)],
			['mobility', 'host-identity', 'shim6'],
		],
		'a fragment header of a whole packet (RFC 6946)': [44, ATOMIC(6), ['fragment']],
		'several in a row': [
			0,
			[...EIGHT(60), ...SIXTEEN(43), ...EIGHT(6)],
			['hop-by-hop', 'destination-options', 'routing'],
		],
	};
	test.each(Object.entries(CHAINS))('finds the segment behind %s', (_name, [first, headers, names]) => {
		const found = packet(first, [...headers, ...SEGMENT]);
		expect(found).toMatchObject({ protocol: 'tcp', stop: null, payloadBytes: 2, ipv6: { payloadProtocol: 6 } });
		expect(found.ipv6?.extensions.map(({ name }) => name)).toEqual(names);
	});

	test.each(Object.entries(CHAINS))('stops where it is cut in %s', (_name, [first, headers]) => {
		const whole = 54 + headers.length;
		for (let captured = 54; captured < whole; captured++) {
			const found = packet(first, [...headers, ...SEGMENT], { captured, original: whole + SEGMENT.length });
			expect(found).toMatchObject({ protocol: 'ipv6', stop: { layer: 'ipv6', reason: 'cut' }, tcp: null });
		}
	});

	test.each([50, 59, 132])('leaves what follows number %i alone', (kind) => {
		expect(packet(kind, SEGMENT)).toMatchObject({ protocol: 'ipv6', stop: null, ipv6: { nextHeader: kind } });
	});

	test('says that an extension header is longer than its packet', () => {
		expect(packet(0, [6, 9, 0, 0, 0, 0, 0, 0])).toMatchObject({
			stop: { layer: 'ipv6', reason: 'bad', need: 80, have: 8 },
		});
	});

	test('does not take padding for payload, nor a length beyond the frame for true, and knows length 0 (TSO)', () => {
		const frame = ethernetFrame(0x86dd, ipv6Packet('fd00::2', 'fd00::3', 17, udpDatagram(1, 53, [])));
		expect(decode([...frame, 9, 9, 9]).packet).toMatchObject({ protocol: 'udp', payloadBytes: 0, stop: null });
		for (const length of [9999, 0]) {
			const changed = ethernetFrame(0x86dd, ipv6Packet('fd00::2', 'fd00::3', 6, SEGMENT));
			changed.set(u16(length), 14 + 4);
			expect(decode(changed).packet).toMatchObject({ protocol: 'tcp', payloadBytes: 2 });
		}
	});

	test('gives each address one number, from which it is written again', () => {
		const { columns } = decode(ethernetFrame(0x86dd, ipv6Packet('fd00::2', 'fd00::3', 6, SEGMENT)));
		const ids = [columns.sourceAddress[0] ?? -1, columns.destinationAddress[0] ?? -1];
		expect(columns.network[0]).toBe(NETWORK.ipv6);
		expect(ids.map((id) => addressText(addresses, NETWORK.ipv6, id))).toEqual(['fd00::2', 'fd00::3']);
		decode(ethernetFrame(0x86dd, ipv6Packet('fd00::3', 'fd00::2', 6, SEGMENT)));
		expect([columns.destinationAddress[0], columns.sourceAddress[0]]).toEqual(ids);
	});
});

describe('ipv6Text() writes addresses as RFC 5952 recommends', () => {
	const TEXTS: Record<string, string> = {
		'0:0:0:0:0:0:0:0': '::',
		'0:0:0:0:0:0:0:1': '::1',
		'2001:db8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
		'2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
		'2001:0:0:1:0:0:0:1': '2001:0:0:1::1',
		'fe80:0:0:0:0:0:0:0': 'fe80::',
		'0:0:0:0:0:ffff:c0a8:1': '::ffff:192.168.0.1',
	};
	test.each(Object.entries(TEXTS))('%s as %s', (full, text) => {
		expect(ipv6Text(new DataView(Uint8Array.from(ipv6(full)).buffer), 0)).toBe(text);
	});

	test('endpointText() puts brackets around them', () => {
		expect(endpointText('fd00::3', 2222)).toBe('[fd00::3]:2222');
		expect(endpointText('10.0.0.3', 2222)).toBe('10.0.0.3:2222');
	});
});

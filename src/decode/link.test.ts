import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameDecoder } from '../testing/decode-frame.ts';
import { ethernetFrame, ipv4Packet, ipv6Packet, LINK_HEADERS, tcpFrame, u16 } from '../testing/frames.ts';
import { LINK_LAYERS } from './link-types.ts';

const { decode } = createFrameDecoder();
const ENDS = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
const SEGMENT = [
	...tcpFrame({ ...ENDS, sequence: 1, flags: 0x18, payload: new TextEncoder().encode('hello') }).slice(34),
];
const IP4 = ipv4Packet('10.77.0.2', '10.77.0.3', 6, SEGMENT);
const IP6 = ipv6Packet('fd00::2', 'fd00::3', 6, SEGMENT);
const { sll, sll2, loopback, pppoe } = LINK_HEADERS;
const { length: ETHERNET_BYTES } = ethernetFrame(0, []);
const snap = (etherType: number, data: readonly number[]) =>
	ethernetFrame(8 + data.length, [0xaa, 0xaa, 3, 0, 0, 0, ...u16(etherType), ...data]);
const qinq = (outer: number) => {
	const frame = ethernetFrame(0x0800, IP4, [100, 7]);
	frame.set(u16(outer), ETHERNET_BYTES - 2);
	return frame;
};

/** Frames with the same segment: link type, frame, and what else the packet says. */
const FRAMES: Record<string, [number, Uint8Array | number[], object?]> = {
	'Ethernet, IPv4': [1, ethernetFrame(0x0800, IP4), { ethernet: { vlans: [] }, sll: null }],
	'Ethernet, IPv6': [
		1,
		ethernetFrame(0x86dd, IP6),
		{ ipv4: null, ipv6: { source: 'fd00::2', destination: 'fd00::3' } },
	],
	'802.1Q': [1, ethernetFrame(0x0800, IP4, [0x2007]), { ethernet: { etherType: 0x0800, vlans: [7] } }],
	'802.1ad (QinQ)': [1, qinq(0x88a8), { ethernet: { vlans: [100, 7] } }],
	'QinQ before 802.1ad': [1, qinq(0x9100), { ethernet: { vlans: [100, 7] } }],
	'802.3 with SNAP (RFC 1042)': [1, snap(0x0800, IP4), { ethernet: { etherType: 8 + IP4.length } }],
	'PPPoE, IPv4': [1, ethernetFrame(0x8864, [...pppoe(0x21), ...IP4]), { pppoe: { session: 5 } }],
	'PPPoE, IPv6': [1, ethernetFrame(0x8864, [...pppoe(0x57), ...IP6]), { pppoe: { session: 5 } }],
	'PPPoE in a VLAN': [1, ethernetFrame(0x8864, [...pppoe(0x21), ...IP4], [7]), { pppoe: { session: 5 } }],
	PPP: [9, [0, 0x21, ...IP4]],
	'PPP with address and control': [9, [0xff, 3, 0, 0x57, ...IP6]],
	'PPP with a short protocol number': [9, [0xff, 3, 0x21, ...IP4]],
	'SLL, IPv4': [113, [...sll(0x0800), ...IP4], { sll: { packetType: 'from-us', source: '02:42:0a:4d:00:02' } }],
	'SLL, IPv6': [113, [...sll(0x86dd), ...IP6], { sll: { etherType: 0x86dd, interfaceIndex: null } }],
	'SLL with a VLAN tag': [113, [...sll(0x8100), 0, 7, 8, 0, ...IP4], { sll: { etherType: 0x0800, vlans: [7] } }],
	'SLL2, IPv4': [276, [...sll2(0x0800), ...IP4], { sll: { packetType: 'to-us', interfaceIndex: 9 }, ethernet: null }],
	'SLL2, IPv6': [276, [...sll2(0x86dd), ...IP6]],
	'SLL2 with a VLAN tag': [276, [...sll2(0x8100), 0, 7, 8, 0, ...IP4], { sll: { vlans: [7] } }],
	'NULL, IPv4, little-endian': [0, [2, 0, 0, 0, ...IP4], { ethernet: null, sll: null }],
	'NULL, IPv4, big-endian': [0, [...loopback(2), ...IP4]],
	'NULL, IPv6 of macOS': [0, [30, 0, 0, 0, ...IP6]],
	'NULL, IPv6 of FreeBSD, big-endian': [0, [...loopback(28), ...IP6]],
	'NULL, with an EtherType': [0, [15, 0, 8, 0, ...IP4]],
	'LOOP, IPv6 of OpenBSD': [108, [...loopback(24), ...IP6]],
	'LOOP in the wrong order': [108, [2, 0, 0, 0, ...IP4]],
	'RAW, IPv4': [101, IP4],
	'RAW, IPv6': [101, IP6],
	'RAW as 12': [12, IP4],
	'RAW as 14': [14, IP6],
	IPV4: [228, IP4],
	IPV6: [229, IP6],
};

describe('the link layer', () => {
	test.each(Object.entries(FRAMES))('%s: the segment is found', (_name, [linkType, frame, more = {}]) => {
		const { packet } = decode(frame, { linkType });
		expect(packet).toMatchObject({ ...more, protocol: 'tcp', stop: null, tcp: { destinationPort: 2222 } });
		expect(new TextDecoder().decode(packet.payload)).toBe('hello');
	});

	test.each(Object.entries(FRAMES))('%s: a cut at any byte is said, nothing is made up', (_name, [linkType, frame]) => {
		for (let captured = 0; captured < frame.length; captured++) {
			const { packet } = decode(frame, { linkType, captured, original: frame.length });
			if (packet.stop === null) expect(packet).toMatchObject({ protocol: 'tcp', payloadBytes: 5 });
			else {
				expect(packet).toMatchObject({ stop: { reason: 'cut' }, payload: new Uint8Array(0) });
				expect(packet.stop.have).toBeLessThan(packet.stop.need);
			}
		}
	});

	const OTHERS: Record<string, [number, Uint8Array | number[]]> = {
		'an 802.3 frame (spanning tree)': [1, ethernetFrame(38, [0x42, 0x42, 3, 0, 0, 0, 0, 0, 0])],
		'SNAP of another organisation': [1, ethernetFrame(20, [0xaa, 0xaa, 3, 0, 0, 12, 8, 0, ...IP4])],
		'PPPoE that is no session data': [1, ethernetFrame(0x8864, [0x11, 9, ...IP4])],
		'PPP of another protocol': [9, [0xff, 3, 0xc0, 0x21, 1]],
		'a netlink message on SLL': [113, [0, 4, 3, 0x38, ...sll(0x0800).slice(4), ...IP4]],
		'another address family': [0, [7, 0, 0, 0, ...IP4]],
		'RAW of neither version': [101, [0x10, ...IP4]],
	};
	test.each(Object.entries(OTHERS))('%s is left alone', (_name, [linkType, frame]) => {
		expect(decode(frame, { linkType }).packet).toMatchObject({ protocol: 'other', stop: null, tcp: null });
	});

	test('ARP is read on SLL as well, where only broadcasts to us are known to be for all', () => {
		const arp = [0, 1, 8, 0, 6, 4, 0, 1, 2, 66, 0, 0, 0, 1, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2];
		const classOf = (packetType: number) =>
			decode([0, packetType, ...sll(0x0806).slice(2), ...arp], { linkType: 113 }).packet.arp?.class;
		expect([1, 4, 0].map(classOf)).toEqual(['broadcast', 'broadcast', 'unicast']);
	});

	test.each(Object.keys(LINK_LAYERS).map(Number))(
		'link type %i: no bytes throw, nothing is read beyond them',
		(linkType) => {
			const starts = Object.values(FRAMES).filter(([type]) => type === linkType);
			const start = fc
				.constantFrom(...starts.map(([, frame]) => [...frame]), [])
				.chain((frame) => fc.nat(frame.length).map((kept) => frame.slice(0, kept)));
			fc.assert(
				fc.property(start, fc.uint8Array({ maxLength: 120 }), fc.nat(60), (head, rest, lost) => {
					const frame = [...head, ...rest];
					const { packet } = decode(frame, { linkType, original: frame.length + lost });
					expect(packet.payload.length).toBeLessThanOrEqual(packet.payloadBytes);
				}),
				{ numRuns: 1500 },
			);
		},
	);
});

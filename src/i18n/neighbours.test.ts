import { describe, expect, test } from 'vitest';
import { plainNotes } from '../tcp/plain-notes.ts';
import { createFrameDecoder } from '../testing/decode-frame.ts';
import { ethernetFrame, ipv4Packet, ipv6Packet, tcpFrame, udpDatagram } from '../testing/frames.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en/index.ts';
import { id } from './id/index.ts';

const { decode } = createFrameDecoder();
const over4 = (kind: number, data: readonly number[]) =>
	ethernetFrame(0x0800, ipv4Packet('10.0.0.1', '10.0.0.2', kind, data));
const over6 = (kind: number, data: readonly number[]) =>
	ethernetFrame(0x86dd, ipv6Packet('fd00::1', 'fd00::2', kind, data));
const ENDS = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
const SYN = [...tcpFrame({ ...ENDS, sequence: 1, flags: 2 }).slice(14)];

function words(frame: Uint8Array, { notes }: Catalogue, shape = {}): string {
	return plainNotes(decode(frame, shape).packet)
		.map((note) => (notes[note.kind] as (of: typeof note) => string)(note))
		.join('; ');
}

/** What else is heard on a bridge, in both languages. */
const FRAMES: Record<string, [Uint8Array, string, string]> = {
	DNS: [
		over4(17, udpDatagram(40000, 53, [1, 2])),
		'UDP, DNS: 10.0.0.1:40000 → 10.0.0.2:53, 2 bytes',
		'UDP, DNS: 10.0.0.1:40000 → 10.0.0.2:53, 2 byte',
	],
	'UDP over IPv6': [
		over6(17, udpDatagram(5353, 5353, [])),
		'UDP, mDNS: [fd00::1]:5353 → [fd00::2]:5353, 0 bytes',
		'UDP, mDNS: [fd00::1]:5353 → [fd00::2]:5353, 0 byte',
	],
	'a refused port': [
		over4(1, [3, 3, 0, 0, 0, 0, 0, 0, ...SYN]),
		'ICMP: port 2222 of 10.77.0.3 is not reachable, about the packet 10.77.0.2:40000 → 10.77.0.3:2222',
		'ICMP: port 2222 di 10.77.0.3 tidak terjangkau, tentang paket 10.77.0.2:40000 → 10.77.0.3:2222',
	],
	'neighbour discovery': [
		over6(58, [135, 0, 0, 0]),
		'ICMPv6: IPv6 neighbour discovery asks for a MAC address, not part of the lab',
		'ICMPv6: neighbour discovery IPv6 menanyakan alamat MAC, bukan bagian dari praktikum',
	],
	IGMP: [over4(2, [0x16, 0, 0, 0]), 'IGMP, not TCP', 'IGMP, bukan TCP'],
	'IP in IP': [
		over4(4, SYN),
		'IP in IP tunnel: the IPv4 packet inside is not looked into',
		'tunnel IP in IP: paket IPv4 di dalamnya tidak diperiksa',
	],
	GRE: [
		over4(47, [0, 0, 8, 0, ...SYN]),
		'GRE tunnel: the packet inside is not looked into',
		'tunnel GRE: paket di dalamnya tidak diperiksa',
	],
	VXLAN: [
		over4(17, udpDatagram(51000, 4789, [8, 0, 0, 0, 0, 0, 1, 0])),
		'UDP: 10.0.0.1:51000 → 10.0.0.2:4789, 8 bytes; VXLAN tunnel: the Ethernet packet inside is not looked into',
		'UDP: 10.0.0.1:51000 → 10.0.0.2:4789, 8 byte; tunnel VXLAN: paket Ethernet di dalamnya tidak diperiksa',
	],
	'no next header': [over6(59, []), 'IPv6, not TCP', 'IPv6, bukan TCP'],
	'spanning tree': [ethernetFrame(38, [0x42, 0x42, 3]), 'not a TCP/IP packet', 'bukan paket TCP/IP'],
};

describe('what is said of packets that belong to no lab', () => {
	test.each(Object.entries(FRAMES))('%s', (_name, [frame, english, indonesian]) => {
		expect(words(frame, en)).toBe(english);
		expect(words(frame, id)).toBe(indonesian);
	});

	test('a cut header is named as people write it', () => {
		const cut = { captured: 20, original: 60 };
		expect(words(over6(58, [135, 0, 0, 0]), en, cut)).toBe(
			'frame cut inside its IPv6 header: 40 bytes needed, 6 there',
		);
		expect(words(over6(58, [135, 0, 0, 0]), id, cut)).toBe(
			'frame terpotong di dalam header IPv6: perlu 40 byte, tersedia 6',
		);
	});
});

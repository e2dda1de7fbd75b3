import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { ethernetFrame, ipv6Packet, LINK_HEADERS, pcapFile, tcpFrame, udpDatagram } from '../testing/frames.ts';
import { bytesSource } from '../testing/source.ts';
import { type Layer, layersOf } from './layers.ts';

async function layersIn(
	file: Uint8Array,
): Promise<readonly { layers: readonly Layer[]; bytes: Uint8Array; whole: boolean }[]> {
	const { analysis } = await analyze(bytesSource(file));
	return Array.from(analysis.packets, ({ packet }) => {
		const frame = analysis.frame(packet.number);
		const isKnown = ['tcp', 'udp', 'icmp', 'icmpv6', 'arp'].includes(packet.protocol) && packet.stop === null;
		return { layers: layersOf(packet, frame), bytes: frame.bytes, whole: isKnown && frame.carried === frame.bytes };
	});
}

const tcp = tcpFrame({
	source: '10.0.0.1',
	destination: '10.0.0.2',
	sourcePort: 40_000,
	destinationPort: 2222,
	sequence: 7,
	flags: 2,
	options: [2, 4, 5, 180, 3, 3, 7, 0, 0, 0, 0, 0],
	payload: Uint8Array.of(1, 2, 3),
});
const ip = [...tcp.subarray(14)];
const udp6 = ipv6Packet('fe80::1', 'fe80::2', 0, [17, 0, 1, 4, 0, 0, 0, 0, ...udpDatagram(1, 53, [9])]);
const frame = (bytes: Uint8Array, linkType = 1) => pcapFile([{ seconds: 1, fraction: 0, bytes }], { linkType });

const FRAMES: Readonly<Record<string, readonly [Uint8Array, string]>> = {
	'TCP with options and data': [frame(tcp), 'ethernet ipv4 tcp data'],
	'a short frame with padding': [frame(Uint8Array.from([...tcp, 0, 0, 0, 0])), 'ethernet ipv4 tcp data data'],
	'two VLAN tags': [frame(ethernetFrame(0x0800, ip, [5, 6])), 'ethernet vlan vlan ipv4 tcp data'],
	'a cooked capture': [frame(Uint8Array.from([...LINK_HEADERS.sll(0x0800), ...ip]), 113), 'link ipv4 tcp data'],
	'a cooked capture of version 2': [
		frame(Uint8Array.from([...LINK_HEADERS.sll2(0x0800), ...ip]), 276),
		'link ipv4 tcp data',
	],
	loopback: [frame(Uint8Array.from([...LINK_HEADERS.loopback(2), ...ip]), 0), 'link ipv4 tcp data'],
	'raw IP': [frame(Uint8Array.from(ip), 101), 'ipv4 tcp data'],
	PPPoE: [frame(ethernetFrame(0x8864, [...LINK_HEADERS.pppoe(0x0021), ...ip])), 'ethernet pppoe link ipv4 tcp data'],
	'UDP behind an extension header of IPv6': [frame(ethernetFrame(0x86dd, udp6)), 'ethernet ipv6 udp data'],
	'a frame that is cut inside TCP': [frame(tcp.subarray(0, 40)), 'ethernet ipv4'],
	'a frame that the snaplen cut behind the window of TCP': [
		pcapFile([{ seconds: 1, fraction: 0, bytes: tcp.subarray(0, 51), originalBytes: tcp.length }]),
		'ethernet ipv4 tcp',
	],
	'a frame that is cut inside Ethernet': [frame(tcp.subarray(0, 9)), 'ethernet'],
};

describe('layersOf()', () => {
	test.each(Object.entries(FRAMES))('has the headers of %s', async (_name, [file, expected]) => {
		const [only] = await layersIn(file);
		expect(only?.layers.map(({ name }) => name).join(' ')).toBe(expected);
	});

	const files = readdirSync('fixtures').filter((name) => name.endsWith('.pcap'));
	const all = [
		...Object.entries(FRAMES).map(([name, [file]]) => [name, file] as const),
		...files.map((name) => [name, readFileSync(`fixtures/${name}`)] as const),
	];
	test.each(all)('tells each byte once and in order: %s', async (_name, file) => {
		for (const { layers, bytes, whole } of await layersIn(file)) {
			const fields = layers.flatMap((layer) => layer.fields);
			let at = 0;
			for (const field of fields) {
				expect([field.name, field.at]).toEqual([field.name, at]);
				expect(field.bytes).toEqual(bytes.subarray(at, at + field.bytes.length));
				at += field.bytes.length;
			}
			if (whole) expect(at).toBe(bytes.length);
		}
	});

	test('says what the bytes of a SYN mean', async () => {
		const [only] = await layersIn(frame(tcp));
		const values = only?.layers.find(({ name }) => name === 'tcp')?.fields.map(({ name, value }) => `${name} ${value}`);
		expect(values).toEqual(
			expect.arrayContaining(['sequence 7', 'dataOffsetAndFlags 32 B; SYN', 'mss 1460', 'window-scale 7 (×128)']),
		);
	});
});

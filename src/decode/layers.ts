import { ARP, ARP_BYTES, type Arp } from './arp.ts';
import { ETHER_TYPE, ETHERNET, ETHERNET_BYTES, VLAN_TAG, VLAN_TAG_BYTES } from './ethernet.ts';
import { ICMP, ICMP_BYTES, type Icmp } from './icmp.ts';
import { IPV4, IPV4_BYTES, type Ipv4 } from './ipv4.ts';
import { IPV6, IPV6_BYTES, type Ipv6 } from './ipv6.ts';
import { LINK_LAYERS } from './link-types.ts';
import { LOOPBACK } from './loopback.ts';
import type { Packet } from './packet.ts';
import { PPPOE, PPPOE_BYTES } from './ppp.ts';
import { SLL, SLL2 } from './sll.ts';
import { TCP, TCP_BYTES, type Tcp } from './tcp.ts';
import type { TcpOption } from './tcp-options.ts';
import { UDP, UDP_BYTES, type Udp } from './udp.ts';

/** A field of a header with its bytes; fields that the layout tables name, and what stands between them. */
export interface Field {
	/** As in the layout table: `sourcePort`. */
	readonly name: string;
	/** From the first byte of what the layer lies in. */
	readonly at: number;
	readonly bytes: Uint8Array;
	/** What the bytes say, without a word of any language; empty where they are shown as they are. */
	readonly value: string;
}

/** A header, or the data behind the last. */
export interface Layer {
	readonly name: 'link' | 'ethernet' | 'vlan' | 'pppoe' | 'arp' | 'ipv4' | 'ipv6' | 'icmp' | 'udp' | 'tcp' | 'data';
	readonly fields: readonly Field[];
}

/** A frame's bytes and where its headers begin. */
export interface FramePlaces {
	readonly bytes: Uint8Array;
	readonly networkAt: number | null;
	readonly transportAt: number | null;
	/** What `transportAt` counts in. */
	readonly carried: Uint8Array;
}

type Layout = Readonly<Record<string, { readonly at: number; readonly size: number }>>;
type Values<L> = Readonly<Partial<Record<keyof L, string | number>>>;

/** The layers of a frame, from the outside in, by the layout tables that the decoders read by. */
export function layersOf(packet: Packet, places: FramePlaces): readonly Layer[] {
	return [...linkLayers(packet, places), ...networkLayers(packet, places), ...transportLayers(packet, places)];
}

/** The fields of a layout as far as they were captured, with their values where there are any, and what lies between. */
function fieldsOf<L extends Layout>(layout: L, bytes: Uint8Array, at: number, values: Values<L>): readonly Field[] {
	let next = at;
	return Object.entries(layout).flatMap(([name, { at: from, size }]) => {
		const start = at + from;
		const own = bytes.subarray(start, start + size);
		if (own.length < size) return [];
		const between = rest('reserved', bytes, next, start);
		next = start + size;
		return [...between, { name, at: start, bytes: own, value: `${values[name] ?? ''}` }];
	});
}

function rest(name: string, bytes: Uint8Array, at: number, end: number): readonly Field[] {
	const own = bytes.subarray(at, end);
	return own.length === 0 ? [] : [{ name, at, bytes: own, value: '' }];
}

function linkLayers({ linkType, ethernet, sll, pppoe }: Packet, { bytes, networkAt }: FramePlaces): readonly Layer[] {
	const layer = LINK_LAYERS[linkType];
	const end = networkAt ?? bytes.length;
	if (layer === 'sll' || layer === 'sll2') {
		const values = { packetType: sll?.packetType ?? '', protocolType: hex(sll?.etherType), address: sll?.source ?? '' };
		const layout = layer === 'sll' ? SLL : SLL2;
		return [{ name: 'link', fields: fieldsOf<Layout>(layout, bytes, 0, values) }];
	}
	if (layer === 'loopback') return [{ name: 'link', fields: fieldsOf(LOOPBACK, bytes, 0, {}) }];
	if (layer !== 'ethernet')
		return end > 0 && networkAt !== null ? [{ name: 'link', fields: rest('header', bytes, 0, end) }] : [];
	const { source, destination } = ethernet ?? {};
	const fields = fieldsOf(ETHERNET, bytes, 0, {
		...(source ? { source } : {}),
		...(destination ? { destination } : {}),
		etherType: etherTypeText(bytes, ETHERNET.etherType.at),
	});
	const tags = (ethernet?.vlans ?? []).map((vlan, i): Layer => {
		const at = ETHERNET_BYTES + i * VLAN_TAG_BYTES;
		const etherType = etherTypeText(bytes, at + VLAN_TAG.etherType.at);
		return { name: 'vlan', fields: fieldsOf(VLAN_TAG, bytes, at, { control: `VLAN ${vlan}`, etherType }) };
	});
	const inner = ETHERNET_BYTES + tags.length * VLAN_TAG_BYTES;
	const session = pppoe
		? [
				{ name: 'pppoe' as const, fields: fieldsOf(PPPOE, bytes, inner, { session: pppoe.session }) },
				{ name: 'link' as const, fields: rest('pppProtocol', bytes, inner + PPPOE_BYTES, end) },
			]
		: [{ name: 'link' as const, fields: rest('header', bytes, inner, networkAt === null ? inner : end) }];
	return [{ name: 'ethernet' as const, fields }, ...tags, ...session].filter((one) => one.fields.length > 0);
}

function networkLayers(
	{ arp, ipv4, ipv6 }: Packet,
	{ bytes, networkAt, carried, transportAt }: FramePlaces,
): readonly Layer[] {
	if (networkAt === null) return [];
	if (arp)
		return [
			{
				name: 'arp',
				fields: [
					...fieldsOf(ARP, bytes, networkAt, arpValues(arp)),
					...rest('padding', bytes, networkAt + ARP_BYTES, bytes.length),
				],
			},
		];
	if (ipv4) {
		const options = rest('options', bytes, networkAt + IPV4_BYTES, networkAt + ipv4.headerBytes);
		return [{ name: 'ipv4', fields: [...fieldsOf(IPV4, bytes, networkAt, ipv4Values(ipv4)), ...options] }];
	}
	if (!ipv6) return [];
	const isWhole = carried === bytes && transportAt !== null;
	const headers = isWhole ? rest('extensionHeaders', bytes, networkAt + IPV6_BYTES, transportAt) : [];
	return [{ name: 'ipv6', fields: [...fieldsOf(IPV6, bytes, networkAt, ipv6Values(ipv6)), ...headers] }];
}

function transportLayers(packet: Packet, { carried, transportAt: at }: FramePlaces): readonly Layer[] {
	if (at === null) return [];
	const { tcp, udp, icmp } = packet;
	if (tcp) {
		const end = at + tcp.headerBytes;
		const fixed = fieldsOf(TCP, carried, at, tcpValues(tcp));
		const options = optionFields(tcp.options, carried, at + TCP_BYTES);
		const behind = tcp.options.reduce((next, { bytes }) => next + bytes, at + TCP_BYTES);
		const fields = [...fixed, ...options, ...rest('padding', carried, behind, end)];
		return [{ name: 'tcp', fields }, ...dataLayer(packet, carried, end)];
	}
	if (udp)
		return [
			{ name: 'udp', fields: fieldsOf(UDP, carried, at, udpValues(udp)) },
			...dataLayer(packet, carried, at + UDP_BYTES),
		];
	if (!icmp) return [];
	const behind = rest('message', carried, at + ICMP_BYTES, carried.length);
	return [{ name: 'icmp', fields: [...fieldsOf(ICMP, carried, at, icmpValues(icmp)), ...behind] }];
}

/** The payload, and what the sender's network card put behind a short frame. */
function dataLayer({ payload, ipv4, ipv6 }: Packet, carried: Uint8Array, at: number): readonly Layer[] {
	const end = at + payload.length;
	const data = rest('data', carried, at, end);
	const padding = ipv4 || ipv6 ? rest('padding', carried, end, carried.length) : [];
	return [...data, ...padding].map((field) => ({ name: 'data', fields: [field] }));
}

function optionFields(options: readonly TcpOption[], bytes: Uint8Array, first: number): readonly Field[] {
	let at = first;
	return options.map((option) => {
		const field = { name: option.kind, at, bytes: bytes.subarray(at, at + option.bytes), value: optionText(option) };
		at += option.bytes;
		return field;
	});
}

function optionText(option: TcpOption): string {
	switch (option.kind) {
		case 'mss':
			return `${option.value}`;
		case 'window-scale':
			return `${option.shift} (×${2 ** option.shift})`;
		case 'timestamps':
			return `TSval ${option.value}, TSecr ${option.echoReply}`;
		case 'sack':
			return option.blocks.map(({ left, right }) => `${left}–${right}`).join(', ');
		default:
			return '';
	}
}

const arpValues = ({ operation, senderMac, senderIp, targetMac, targetIp }: Arp): Values<typeof ARP> => ({
	...{ operation, senderMac, senderIp, targetMac, targetIp },
});

const ipv4Values = (ip: Ipv4): Values<typeof IPV4> => ({
	versionAndLength: `IPv4, ${ip.headerBytes} B`,
	totalBytes: ip.totalBytes,
	identification: `${ip.identification} (${hex(ip.identification)})`,
	...(ip.fragment ? { fragment: `+${ip.fragmentOffset}` } : {}),
	timeToLive: ip.timeToLive,
	protocol: ip.protocol,
	source: ip.source,
	destination: ip.destination,
});

const ipv6Values = (ip: Ipv6): Values<typeof IPV6> => ({
	payloadBytes: ip.payloadBytes,
	nextHeader: ip.nextHeader,
	hopLimit: ip.hopLimit,
	source: ip.source,
	destination: ip.destination,
});

const tcpValues = (tcp: Tcp): Values<typeof TCP> => ({
	sourcePort: tcp.sourcePort,
	destinationPort: tcp.destinationPort,
	sequence: tcp.sequence,
	acknowledgment: tcp.acknowledgment,
	dataOffsetAndFlags: `${tcp.headerBytes} B; ${tcp.flags.join(', ')}`,
	window: tcp.window,
	checksum: hex(tcp.checksum ?? undefined),
	urgentPointer: tcp.urgentPointer ?? '',
});

const udpValues = (udp: Udp): Values<typeof UDP> => ({
	sourcePort: udp.sourcePort,
	destinationPort: udp.destinationPort,
	totalBytes: udp.totalBytes,
	checksum: hex(udp.checksum),
});

const icmpValues = ({ type, code, name }: Icmp): Values<typeof ICMP> => ({ type: `${type} (${name})`, code });

function etherTypeText(bytes: Uint8Array, at: number): string {
	const number = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
	const name = {
		[ETHER_TYPE.ipv4]: 'IPv4',
		[ETHER_TYPE.ipv6]: 'IPv6',
		[ETHER_TYPE.arp]: 'ARP',
		[ETHER_TYPE.vlan]: 'VLAN',
	}[number];
	return name ? `${hex(number)} (${name})` : hex(number);
}

function hex(number: number | undefined): string {
	return number === undefined ? '' : `0x${number.toString(16).padStart(4, '0')}`;
}

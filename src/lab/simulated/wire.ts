/** The flags of a TCP header (RFC 9293, section 3.1). */
export const FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const;

/** The options that Linux sends (RFC 9293, 2018, 7323). */
export interface TcpOptions {
	readonly mss?: number;
	readonly sackPermitted?: boolean;
	readonly timestamps?: { readonly value: number; readonly echo: number };
	readonly scale?: number;
	/** Blocks of raw numbers, the newest first; the first may be a duplicate (RFC 2883). */
	readonly sack?: readonly (readonly [left: number, right: number])[];
}

/** A segment with raw 32-bit numbers, as it is on the wire. */
export interface WireSegment {
	readonly sourcePort: number;
	readonly destinationPort: number;
	readonly sequence: number;
	readonly acknowledgment: number;
	readonly flags: number;
	/** Raw. */
	readonly window: number;
	readonly options: TcpOptions;
	readonly payload: Uint8Array;
}

/** What a host has on the network. */
export interface Interface {
	readonly mac: readonly number[];
	readonly ip: readonly number[];
}

export interface WireArp {
	readonly operation: 'request' | 'reply';
	readonly sender: Interface;
	readonly target: Interface;
}

/** An Ethernet frame, before it is made bytes. */
export interface WireFrame {
	readonly source: readonly number[];
	readonly destination: readonly number[];
	readonly content:
		| { readonly kind: 'arp'; readonly arp: WireArp }
		| {
				readonly kind: 'tcp';
				readonly from: readonly number[];
				readonly to: readonly number[];
				/** IP ID. */
				readonly id: number;
				readonly segment: WireSegment;
		  };
}

export const BROADCAST: readonly number[] = [255, 255, 255, 255, 255, 255];
export const NO_MAC: readonly number[] = [0, 0, 0, 0, 0, 0];

const ETHER_TYPE = { ipv4: 0x0800, arp: 0x0806 } as const;
const TTL = 64;
const DONT_FRAGMENT = 0x4000;
const TCP_PROTOCOL = 6;

/** Which EtherType a frame has. */
export function etherType({ content }: WireFrame): number {
	return content.kind === 'arp' ? ETHER_TYPE.arp : ETHER_TYPE.ipv4;
}

/** What stands behind the link header. */
export function networkBytes({ content }: WireFrame): Uint8Array {
	if (content.kind === 'arp') return arpBytes(content.arp);
	const { from, to, id, segment } = content;
	return ipv4Bytes(from, to, id, tcpBytes(from, to, segment));
}

/** A whole Ethernet frame; veth does not pad. */
export function ethernetBytes(frame: WireFrame): Uint8Array {
	return bytes(frame.destination, frame.source, u16(etherType(frame)), networkBytes(frame));
}

/** ARP for Ethernet and IPv4 (RFC 826). */
function arpBytes({ operation, sender, target }: WireArp): Uint8Array {
	const head = [...u16(1), ...u16(ETHER_TYPE.ipv4), 6, 4, ...u16(operation === 'request' ? 1 : 2)];
	return bytes(head, sender.mac, sender.ip, target.mac, target.ip);
}

function ipv4Bytes(from: readonly number[], to: readonly number[], id: number, payload: Uint8Array): Uint8Array {
	const length = u16(20 + payload.length);
	const head = [0x45, 0, ...length, ...u16(id), ...u16(DONT_FRAGMENT), TTL, TCP_PROTOCOL, 0, 0, ...from, ...to];
	const checksum = u16(internetChecksum(head));
	return bytes(head.slice(0, 10), checksum, head.slice(12), payload);
}

function tcpBytes(from: readonly number[], to: readonly number[], segment: WireSegment): Uint8Array {
	const { sourcePort, destinationPort, sequence, acknowledgment, flags, window, options, payload } = segment;
	const option = optionBytes(options);
	const words = 5 + option.length / 4;
	const head = [
		...u16(sourcePort),
		...u16(destinationPort),
		...u32(sequence),
		...u32(acknowledgment),
		...u16((words << 12) | flags),
		...u16(window),
	];
	const rest = bytes([0, 0], option, payload);
	const length = head.length + 2 + rest.length;
	const pseudo = [...from, ...to, 0, TCP_PROTOCOL, ...u16(length)];
	return bytes(head, u16(internetChecksum(bytes(pseudo, head, [0, 0], rest))), rest);
}

/** In the order and with the padding of Linux. */
function optionBytes({ mss, sackPermitted, timestamps, scale, sack = [] }: TcpOptions): readonly number[] {
	const stamp = timestamps ? [8, 10, ...u32(timestamps.value), ...u32(timestamps.echo)] : [];
	const isSyn = mss !== undefined;
	const of = isSyn ? [2, 4, ...u16(mss)] : [];
	if (sackPermitted) of.push(...(timestamps ? [4, 2] : [1, 1, 4, 2]));
	if (timestamps) of.push(...(sackPermitted ? stamp : [1, 1, ...stamp]));
	if (scale !== undefined) of.push(1, 3, 3, scale);
	if (sack.length > 0) of.push(1, 1, 5, 2 + 8 * sack.length, ...sack.flatMap((block) => block.flatMap(u32)));
	return of;
}

/** RFC 1071. */
function internetChecksum(data: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < data.length; i += 2) sum += ((data[i] ?? 0) << 8) + (data[i + 1] ?? 0);
	while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
	return ~sum & 0xffff;
}

/** All parts, one behind the other. */
export function bytes(...parts: readonly ArrayLike<number>[]): Uint8Array {
	const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		joined.set(part, at);
		at += part.length;
	}
	return joined;
}

export function u16(value: number): number[] {
	return [(value >>> 8) & 255, value & 255];
}

export function u32(value: number): number[] {
	return [...u16(value >>> 16), ...u16(value)];
}

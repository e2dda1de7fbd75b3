import type { Columns } from '../file/columns.ts';
import { NS_PER_SECOND } from '../units.ts';
import { type Arp, readArp } from './arp.ts';
import type { Ethernet } from './ethernet.ts';
import { type Icmp, readIcmp } from './icmp.ts';
import { type Ipv4, readIpv4 } from './ipv4.ts';
import { type Ipv6, readIpv6 } from './ipv6.ts';
import { type LinkHeaders, readLink } from './link.ts';
import { NETWORK, type PacketColumn, PROTOCOL_NAMES, type ProtocolName } from './packet-batch.ts';
import type { Pppoe } from './ppp.ts';
import type { Datagram } from './reassembly.ts';
import type { Sll } from './sll.ts';
import { type Stop, stopOf } from './stop.ts';
import { readTcp, type Tcp } from './tcp.ts';
import { readUdp, type Udp } from './udp.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** A frame decoded into layers, for people. A layer that is not there or was cut is `null`. */
export interface Packet {
	/** The number in the file, from 1. */
	readonly number: number;
	/** Since 1970-01-01 UTC. */
	readonly timeNs: bigint;
	readonly capturedBytes: number;
	readonly originalBytes: number;
	readonly interfaceId: number;
	readonly linkType: number;
	readonly protocol: ProtocolName;
	readonly stop: Stop | null;
	readonly ethernet: Ethernet | null;
	readonly sll: Sll | null;
	readonly pppoe: Pppoe | null;
	readonly arp: Arp | null;
	readonly ipv4: Ipv4 | null;
	readonly ipv6: Ipv6 | null;
	readonly icmp: Icmp | null;
	readonly udp: Udp | null;
	readonly tcp: Tcp | null;
	/** TCP or UDP payload by the header's lengths: what was sent, even where less was captured. */
	readonly payloadBytes: number;
	/** The captured part of the payload. */
	readonly payload: Uint8Array;
	/** The packets whose fragments make up what this one carries, itself the last; empty unless it came in fragments. */
	readonly fragments: readonly number[];
}

/** Row columns that a packet is made of; `at` is not among them, a packet is made from its own frame. */
export type PacketRow = Columns<Exclude<PacketColumn, 'at'>>;

/**
 * Makes packet `number` from its row and its captured bytes.
 *
 * @param datagram What the row's `datagram` stands for, if it completes one that came in fragments.
 */
export function readPacket(
	columns: PacketRow,
	row: number,
	number: number,
	frame: DataView,
	datagram?: Datagram,
): Packet {
	const cell = (name: Exclude<PacketColumn, 'at'>): number => columns[name][row] ?? 0;
	const network = cell('network');
	const link = readLink(frame, cell('linkType'), cell('networkAt'));
	const isCarrier = cell('payloadAt') >= 0;
	return {
		number,
		timeNs: timeNs(cell('seconds'), cell('nanoseconds')),
		capturedBytes: cell('capturedBytes'),
		originalBytes: cell('originalBytes') >>> 0,
		interfaceId: cell('interfaceId'),
		linkType: cell('linkType'),
		protocol: PROTOCOL_NAMES[cell('protocol')] ?? 'other',
		stop: stopOf(cell('stop'), cell('stopNeed'), cell('stopHave')),
		...link,
		arp: network === NETWORK.arp ? readArp(frame, cell('networkAt'), isToAll(link)) : null,
		ipv4: network === NETWORK.ipv4 ? readIpv4(frame, cell('networkAt')) : null,
		ipv6: network === NETWORK.ipv6 ? readIpv6(frame, cell('networkAt')) : null,
		...readTransport(columns, row, transportBytes(frame, datagram)),
		payloadBytes: isCarrier ? cell('payloadBytes') : 0,
		payload: payloadOf(transportBytes(frame, datagram), cell('payloadAt'), cell('payloadBytes')),
		fragments: datagram?.packets ?? [],
	};
}

/** The captured part of a row's payload, as `Packet` has it, without the rest of the packet. */
export function readPayload(columns: PacketRow, row: number, frame: DataView, datagram?: Datagram): Uint8Array {
	return payloadOf(transportBytes(frame, datagram), columns.payloadAt[row] ?? 0, columns.payloadBytes[row] ?? 0);
}

/** The options of a row that is a whole TCP header. */
export function readOptions(columns: PacketRow, row: number, frame: DataView, datagram?: Datagram): Tcp['options'] {
	const bytes = transportBytes(frame, datagram);
	return readTcp(bytes, columns.transportAt[row] ?? 0, bytes.byteLength).options;
}

/** The bytes that `transportAt` and `payloadAt` of a row count in. */
export function transportBytes(frame: DataView, datagram: Datagram | undefined): DataView {
	if (!datagram) return frame;
	const { buffer, byteOffset, byteLength } = datagram.bytes;
	return new DataView(buffer, byteOffset, byteLength);
}

/** A row's time as nanoseconds since 1970-01-01 UTC. */
export function timeNs(seconds: number, nanoseconds: number): bigint {
	return BigInt(seconds >>> 0) * NS_PER_SECOND + BigInt(nanoseconds);
}

function readTransport(columns: PacketRow, row: number, bytes: DataView): Pick<Packet, 'tcp' | 'udp' | 'icmp'> {
	const protocol = PROTOCOL_NAMES[columns.protocol[row] ?? 0] ?? 'other';
	const at = columns.transportAt[row] ?? 0;
	const end = bytes.byteLength;
	return {
		icmp:
			protocol === 'icmp' ? readIcmp(bytes, at, end, 4) : protocol === 'icmpv6' ? readIcmp(bytes, at, end, 6) : null,
		udp: protocol === 'udp' ? readUdp(bytes, at) : null,
		tcp: protocol === 'tcp' ? readTcp(bytes, at, end) : null,
	};
}

/** A frame that its sender itself recorded on all interfaces does not say whom it was for; a question is mostly for all. */
function isToAll({ ethernet, sll }: LinkHeaders): boolean {
	return ethernet?.destination === BROADCAST || sll?.packetType === 'broadcast' || sll?.packetType === 'from-us';
}

function payloadOf(bytes: DataView, at: number, length: number): Uint8Array {
	const captured = at < 0 ? 0 : Math.max(0, Math.min(length, bytes.byteLength - at));
	return new Uint8Array(bytes.buffer, bytes.byteOffset + Math.min(Math.max(at, 0), bytes.byteLength), captured);
}

import type { Columns } from '../file/columns.ts';
import { NS_PER_SECOND } from '../units.ts';
import { type Arp, readArp } from './arp.ts';
import { type Ethernet, readEthernet } from './ethernet.ts';
import { type Ipv4, readIpv4 } from './ipv4.ts';
import { type PacketColumn, PROTOCOL_NAMES, type ProtocolName } from './packet-batch.ts';
import { STOP_LAYERS, type Stop, stopOf } from './stop.ts';
import { readTcp, type Tcp } from './tcp.ts';

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
	readonly arp: Arp | null;
	readonly ipv4: Ipv4 | null;
	readonly tcp: Tcp | null;
	/** TCP payload by the IP header's length: what was sent, even where less was captured. */
	readonly payloadBytes: number;
	/** The captured part of the TCP payload. */
	readonly payload: Uint8Array;
}

/** Row columns that a packet is made of; `at` is not among them, a packet is made from its own frame. */
export type PacketRow = Columns<Exclude<PacketColumn, 'at'>>;

/** Makes packet `number` from its row and its captured bytes. */
export function readPacket(columns: PacketRow, row: number, number: number, frame: DataView): Packet {
	const cell = (name: Exclude<PacketColumn, 'at'>): number => columns[name][row] ?? 0;
	const protocol = PROTOCOL_NAMES[cell('protocol')] ?? 'other';
	const stop = stopOf(cell('stop'), cell('stopNeed'), cell('stopHave'));
	const hasNetwork = cell('networkAt') >= 0;
	const ethernet = hasNetwork ? readEthernet(frame, frame.byteLength) : null;
	const stoppedIn = (layer: Stop['layer']): boolean =>
		stop !== null && STOP_LAYERS.indexOf(stop.layer) <= STOP_LAYERS.indexOf(layer);
	const isArp = protocol === 'arp' && !stoppedIn('arp');
	const isIpv4 = hasNetwork && !['arp', 'ipv6', 'other'].includes(protocol) && !stoppedIn('ipv4');
	const payloadBytes = protocol === 'tcp' ? cell('payloadBytes') : 0;
	return {
		number,
		timeNs: timeNs(cell('seconds'), cell('nanoseconds')),
		capturedBytes: cell('capturedBytes'),
		originalBytes: cell('originalBytes') >>> 0,
		interfaceId: cell('interfaceId'),
		linkType: cell('linkType'),
		protocol,
		stop,
		ethernet,
		arp: isArp ? readArp(frame, cell('networkAt'), ethernet?.destination === BROADCAST) : null,
		ipv4: isIpv4 ? readIpv4(frame, cell('networkAt')) : null,
		tcp: protocol === 'tcp' ? readTcp(frame, cell('transportAt'), frame.byteLength) : null,
		payloadBytes,
		payload: payloadOf(frame, cell('payloadAt'), payloadBytes),
	};
}

/** A row's time as nanoseconds since 1970-01-01 UTC. */
export function timeNs(seconds: number, nanoseconds: number): bigint {
	return BigInt(seconds >>> 0) * NS_PER_SECOND + BigInt(nanoseconds);
}

function payloadOf(frame: DataView, at: number, length: number): Uint8Array {
	const captured = at < 0 ? 0 : Math.max(0, Math.min(length, frame.byteLength - at));
	return new Uint8Array(frame.buffer, frame.byteOffset + Math.min(Math.max(at, 0), frame.byteLength), captured);
}

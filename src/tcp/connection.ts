import { type AddressTable, addressText } from '../decode/address-table.ts';
import { timeNs } from '../decode/packet.ts';
import { NETWORK } from '../decode/packet-batch.ts';
import { BIT, COLD, HOT, RECORD_NUMBERS } from './connection-layout.ts';
import type { ConnectionTable } from './connection-table.ts';

/** One end of a connection. */
export interface Endpoint {
	readonly address: string;
	readonly port: number;
}

/** How it was decided who is the client: it sent the SYN; or, without one, the lab's port, or else the lower port, is the server's. */
export type RoleRule = 'syn' | 'lab-port' | 'lower-port';

/** How a connection was opened, as far as it was captured. */
export interface Handshake {
	/** SYN, SYN-ACK and the client's ACK of it were all captured. */
	readonly complete: boolean;
	/** Those of the three that were captured. */
	readonly packets: readonly number[];
}

/** One TCP connection, without its segments. Bytes are TCP payload as sent, resent bytes counted again. */
export interface ConnectionFacts {
	/** From 1, in the order of first packets. */
	readonly connection: number;
	/** The same as `tcp.stream` of tshark: from 0. */
	readonly stream: number;
	readonly client: Endpoint;
	readonly server: Endpoint;
	readonly roleRule: RoleRule;
	readonly packets: number;
	readonly clientBytes: number;
	readonly serverBytes: number;
	readonly firstNs: bigint;
	readonly lastNs: bigint;
	readonly firstPacket: number;
	readonly lastPacket: number;
	/** The client's SYN was captured. Not captured does not mean not sent. */
	readonly startSeen: boolean;
	readonly handshake: Handshake;
	/** What Wireshark shows as `tcp.completeness` once the whole capture is read. */
	readonly completeness: number;
	/** From the last SYN to the first ACK after it, as Wireshark's `initial_rtt`; `null` where none was captured. */
	readonly initialRttNs: bigint | null;
	/** Raw numbers that count as relative 0, per side. */
	readonly base: { readonly client: number; readonly server: number };
}

/** Makes the facts of connection `index` out of its records; `addresses` are those of the decoder. */
export function readConnection(table: ConnectionTable, index: number, addresses: AddressTable): ConnectionFacts {
	const { hot, cold, payload } = table.records();
	const at = index * RECORD_NUMBERS;
	const bits = hot[at + HOT.bits] ?? 0;
	const client = (bits & BIT.clientIsEnd1) !== 0 ? 1 : 0;
	const server = 1 - client;
	const ports = hot[at + HOT.ports] ?? 0;
	const network = (bits & BIT.ipv6) !== 0 ? NETWORK.ipv6 : NETWORK.ipv4;
	const endpoint = (end: number): Endpoint => ({
		address: addressText(addresses, network, hot[at + (end === 0 ? HOT.address0 : HOT.address1)] ?? 0),
		port: end === 0 ? ports >>> 16 : ports & 0xffff,
	});
	return {
		connection: index + 1,
		stream: index,
		client: endpoint(client),
		server: endpoint(server),
		roleRule: roleRuleOf(bits),
		packets: (hot[at + HOT.packets] ?? 0) + (hot[at + HOT.packets + 1] ?? 0),
		clientBytes: payload[index * 2 + client] ?? 0,
		serverBytes: payload[index * 2 + server] ?? 0,
		firstNs: timeNs(cold[at + COLD.firstSeconds] ?? 0, cold[at + COLD.firstNanoseconds] ?? 0),
		lastNs: timeNs(hot[at + HOT.lastSeconds] ?? 0, hot[at + HOT.lastNanoseconds] ?? 0),
		firstPacket: cold[at + COLD.firstPacket] ?? 0,
		lastPacket: hot[at + HOT.lastPacket] ?? 0,
		startSeen: (bits & BIT.syn) !== 0,
		handshake: handshakeOf(cold, at),
		completeness: table.labeler.completeness(index),
		initialRttNs: BigInt(table.labeler.initialRttNs(index)) || null,
		base: { client: (hot[at + HOT.base + client] ?? 0) >>> 0, server: (hot[at + HOT.base + server] ?? 0) >>> 0 },
	};
}

function roleRuleOf(bits: number): RoleRule {
	if ((bits & BIT.roleByLabPort) !== 0) return 'lab-port';
	return (bits & BIT.roleByLowerPort) !== 0 ? 'lower-port' : 'syn';
}

function handshakeOf(cold: Int32Array, at: number): Handshake {
	const steps = [cold[at + COLD.syn] ?? 0, cold[at + COLD.synAck] ?? 0, cold[at + COLD.handshakeAck] ?? 0];
	const packets = steps.filter((packet) => packet > 0);
	return { complete: packets.length === steps.length, packets };
}

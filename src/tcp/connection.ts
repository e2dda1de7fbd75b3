import { type AddressTable, addressText } from '../decode/address-table.ts';
import { timeNs } from '../decode/packet.ts';
import { NETWORK } from '../decode/packet-batch.ts';
import * as R from '../kernel/record.ts';
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

/** Makes the facts of connection `index` out of its record; `addresses` are those of the decoder. */
export function readConnection(table: ConnectionTable, index: number, addresses: AddressTable): ConnectionFacts {
	return readRecord(table, table.recordOf(index), addresses);
}

/** Makes the facts of the connection whose record lies at an address. */
export function readRecord(table: ConnectionTable, record: number, addresses: AddressTable): ConnectionFacts {
	const words = table.words();
	const word = (offset: number): number => words[(record + offset) >>> 2] ?? 0;
	const bits = word(R.BITS);
	const client = (bits & R.BIT_CLIENT_IS_END_1) !== 0 ? 1 : 0;
	const server = 1 - client;
	const network = (bits & R.BIT_IPV6) !== 0 ? NETWORK.ipv6 : NETWORK.ipv4;
	const endpoint = (end: number): Endpoint => ({
		address: addressText(addresses, network, word(end === 0 ? R.ADDRESS_0 : R.ADDRESS_1)),
		port: end === 0 ? word(R.PORTS) >>> 16 : word(R.PORTS) & 0xffff,
	});
	const last = (bits & R.BIT_LAST_IS_END_1) !== 0 ? R.SIDES + R.SIDE_BYTES : R.SIDES;
	return {
		connection: word(R.STREAM) + 1,
		stream: word(R.STREAM),
		client: endpoint(client),
		server: endpoint(server),
		roleRule: roleRuleOf(bits),
		packets: word(R.PACKETS) + word(R.PACKETS + 4),
		clientBytes: table.float(record + R.PAYLOAD + client * 8),
		serverBytes: table.float(record + R.PAYLOAD + server * 8),
		firstNs: timeNs(word(R.FIRST_SECONDS), word(R.FIRST_NANOSECONDS)),
		lastNs: timeNs(word(last + R.LAST_SECONDS), word(last + R.LAST_NANOSECONDS)),
		firstPacket: word(R.FIRST_PACKET),
		lastPacket: word(R.LAST_PACKET),
		startSeen: (bits & R.BIT_SYN) !== 0,
		handshake: handshakeOf(word),
		completeness: completenessOf(bits >>> R.COMPLETENESS_SHIFT),
		initialRttNs: (bits & R.BIT_RTT) !== 0 ? BigInt(table.float(record + R.SYN_TIME)) : null,
		base: { client: word(R.BASE + client * 4) >>> 0, server: word(R.BASE + server * 4) >>> 0 },
	};
}

/** The number at an offset of the record. */
type Word = (offset: number) => number;

function roleRuleOf(bits: number): RoleRule {
	if ((bits & R.BIT_ROLE_BY_LAB_PORT) !== 0) return 'lab-port';
	return (bits & R.BIT_ROLE_BY_LOWER_PORT) !== 0 ? 'lower-port' : 'syn';
}

function handshakeOf(word: Word): Handshake {
	const steps = [word(R.SYN_PACKET), word(R.SYN_ACK_PACKET), word(R.HANDSHAKE_ACK_PACKET)];
	const packets = steps.filter((packet) => packet > 0);
	return { complete: packets.length === steps.length, packets };
}

function completenessOf(seen: number): number {
	return (seen & R.COMPLETE_ALL) | ((seen & R.COMPLETE_SYN_DATA) !== 0 ? R.COMPLETE_DATA : 0);
}

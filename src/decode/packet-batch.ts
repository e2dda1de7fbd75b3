import { type Batch, FRAME_COLUMNS, type FrameColumn } from '../file/frame-batch.ts';

/**
 * What the decoders add to each frame. Offsets count from the frame's first byte; where `datagram` is not 0, the frame
 * completes a datagram of several fragments, and `transportAt` and `payloadAt` count from the first byte of that
 * datagram (`Reassembly.datagram`) instead. `network` (see `NETWORK`) says what the addresses are: IPv4 addresses as
 * one 32-bit number (for ARP: the sender's and the target's), or numbers of an `AddressTable` for IPv6. Sequence
 * numbers are raw and unsigned (`>>> 0`). Ports and payload are those of TCP and UDP, the rest is TCP's.
 */
const ADDED = [
	'protocol',
	'network',
	'datagram',
	'networkAt',
	'transportAt',
	'payloadAt',
	'payloadBytes',
	'stop',
	'stopNeed',
	'stopHave',
	'sourceAddress',
	'destinationAddress',
	'sourcePort',
	'destinationPort',
	'flags',
	'sequence',
	'acknowledgment',
	'window',
] as const;

export type PacketColumn = FrameColumn | (typeof ADDED)[number];
export const PACKET_COLUMNS: readonly PacketColumn[] = [...FRAME_COLUMNS, ...ADDED];
export type PacketBatch = Batch<PacketColumn>;

/** The innermost protocol that was recognised, as a number for the `protocol` column. */
export const PROTOCOL = { other: 0, arp: 1, ipv4: 2, ipv6: 3, icmp: 4, tcp: 5, udp: 6, icmpv6: 7 } as const;
/** The name of a protocol that is recognised; `other` is all the rest. */
export type ProtocolName = 'other' | 'arp' | 'ipv4' | 'ipv6' | 'icmp' | 'tcp' | 'udp' | 'icmpv6';
export const PROTOCOL_NAMES: readonly ProtocolName[] = ['other', 'arp', 'ipv4', 'ipv6', 'icmp', 'tcp', 'udp', 'icmpv6'];

/** Whose header lies at `networkAt`, whole and possible, as a number for the `network` column. */
export const NETWORK = { none: 0, arp: 1, ipv4: 4, ipv6: 6 } as const;

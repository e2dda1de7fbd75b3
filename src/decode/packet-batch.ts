import { type Batch, FRAME_COLUMNS, type FrameColumn } from '../file/frame-batch.ts';

/**
 * What the decoders add to each frame. Offsets count from the frame's first byte. Addresses are IPv4 addresses as
 * one 32-bit number (for ARP: the sender's and the target's). Sequence numbers are raw and unsigned (`>>> 0`).
 */
const ADDED = [
	'protocol',
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
export const PROTOCOL = { other: 0, arp: 1, ipv4: 2, ipv6: 3, icmp: 4, tcp: 5, udp: 6 } as const;
export type ProtocolName = keyof typeof PROTOCOL;
export const PROTOCOL_NAMES: readonly ProtocolName[] = ['other', 'arp', 'ipv4', 'ipv6', 'icmp', 'tcp', 'udp'];

import type { AnnotatedPacket } from '../tcp/analysis.ts';

/** The packets of a connection, copies left out, by who sent them. */
export interface SidePackets {
	readonly client: AnnotatedPacket[];
	readonly server: AnnotatedPacket[];
}

/** Where a packet belongs: the list of its side; nothing for one of no connection, and for a copy. */
export function packetsOf(
	connections: readonly SidePackets[],
	{ segment, duplicateOf }: AnnotatedPacket,
): AnnotatedPacket[] | undefined {
	if (segment === null || duplicateOf !== null) return undefined;
	return connections[segment.connection - 1]?.[segment.side];
}

/**
 * Relative number of the first byte that a side sent. Without its SYN it is told from its FIN and from what the program
 * says that it wrote; `null` without both.
 */
export function streamStart(packets: readonly AnnotatedPacket[], written: number): number | null {
	const syn = packets.find(({ segment }) => segment?.syn)?.segment;
	if (syn) return syn.relativeSequence + 1;
	const fin = packets.find(({ segment }) => segment?.fin)?.segment;
	return fin ? fin.relativeSequence + fin.payloadBytes - written : null;
}

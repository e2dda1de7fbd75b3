import type { AnalyzeResult } from '../analyze.ts';
import { segmentNotation } from '../render/notation.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';

/**
 * A capture as a text that the next run of the same lab has again: every packet in order, without what each run has
 * anew (times, client ports, initial sequence numbers, addresses, MAC addresses).
 */
export function snapshotText({ analysis }: AnalyzeResult): string {
	const names = new Map<string, string>();
	for (const { client, server, connection } of analysis.connections) {
		names.set(client.address, names.get(client.address) ?? `client ${connection}`);
		names.set(server.address, names.get(server.address) ?? `server:${server.port}`);
	}
	const nameOf = (address: string): string => names.get(address) ?? 'other';
	const several = analysis.connectionCount > 1;
	return [...analysis.packets].map((packet) => packetLine(packet, nameOf, several)).join('\n');
}

function packetLine(annotated: AnnotatedPacket, nameOf: (address: string) => string, several: boolean): string {
	const { packet, segment, duplicateOf } = annotated;
	const number = `${packet.number}`.padStart(3);
	if (duplicateOf !== null) return `${number} copy of ${duplicateOf}`;
	if (segment) return `${number} ${several ? `[${segment.connection}] ` : ''}${segmentNotation(annotated, false)}`;
	const { arp } = packet;
	if (!arp) return `${number} ${packet.protocol}`;
	return `${number} arp ${arp.operation} (${arp.class}) ${nameOf(arp.senderIp)} → ${nameOf(arp.targetIp)}`;
}

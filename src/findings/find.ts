import type { Analysis, AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { ReplyRule } from '../tcp/exchanges.ts';
import { type ArpSeen, arpFindings, type UnansweredSyn, unansweredFindings } from './arp-findings.ts';
import { clockFindings, type TimestampSample } from './clock-findings.ts';
import type { Finding } from './finding.ts';
import { labFindings } from './lab-findings.ts';
import { recordingFindings } from './recording-findings.ts';

/**
 * Looks a capture over as a careful teacher would: what is missing in it, and what went wrong in the lab.
 *
 * @param labs The labs that the capture may be of.
 */
export function findFindings(analysis: Analysis, labs: readonly ReplyRule[]): readonly Finding[] {
	if (analysis.packetCount === 0) return [{ kind: 'no-packets', connection: null, packets: [] }];
	const packets = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1));
	const connections = Array.from({ length: analysis.connectionCount }, (_, i) => analysis.connection(i + 1));
	const arp = packets.flatMap(arpSeen);
	return [
		...connections.flatMap(connectionFindings),
		...labFindings(connections.map(labConnection), labs),
		...arpFindings(arp),
		...unansweredFindings(connections.flatMap(unanswered), arp),
		...clocks(packets),
		...recordingFindings(packets.map(recorded)),
		...snaplenFindings(analysis),
	];
}

function connectionFindings(connection: Connection): readonly Finding[] {
	const { connection: number, firstPacket, lastPacket, startSeen, endSeen, close } = connection;
	const findings: Finding[] = [];
	if (!startSeen) findings.push({ kind: 'starts-mid-connection', connection: number, packets: [firstPacket] });
	if (!endSeen && !isUnanswered(connection)) {
		findings.push({ kind: 'open-at-end', connection: number, packets: [lastPacket] });
	}
	if (isRefused(connection)) {
		const packets = [...connection.handshake.packets, ...close.packets];
		findings.push({ kind: 'refused-attempt', connection: number, packets, port: connection.server.port });
	}
	return findings;
}

function isRefused({ startSeen, close, handshake }: Connection): boolean {
	return startSeen && close.shape === 'reset' && close.starter === 'server' && handshake.packets.length === 1;
}

function isUnanswered({ startSeen, close, handshake, exchanges }: Connection): boolean {
	return startSeen && close.shape === 'none' && handshake.packets.length === 1 && exchanges.length === 0;
}

function labConnection(connection: Connection) {
	const { client, server, firstPacket } = connection;
	const opened = !isRefused(connection) && !isUnanswered(connection);
	return {
		connection: connection.connection,
		clientAddress: client.address,
		serverPort: server.port,
		firstPacket,
		opened,
	};
}

function unanswered(connection: Connection): readonly UnansweredSyn[] {
	if (!isUnanswered(connection)) return [];
	const { server, firstPacket } = connection;
	const { address: serverAddress, port: serverPort } = server;
	return [{ connection: connection.connection, packets: [firstPacket], serverAddress, serverPort }];
}

function arpSeen({ packet, duplicateOf }: AnnotatedPacket): readonly ArpSeen[] {
	return packet.arp && duplicateOf === null ? [{ number: packet.number, ...packet.arp }] : [];
}

function recorded({ packet, duplicateOf, checksum }: AnnotatedPacket) {
	const hasPartialChecksum = checksum === 'partial';
	return { number: packet.number, timeNs: packet.timeNs, duplicateOf: duplicateOf ?? 0, hasPartialChecksum };
}

/** Compares the clocks by each client's timestamps: one side is enough, both are recorded by one clock. */
function clocks(packets: readonly AnnotatedPacket[]): readonly Finding[] {
	const samples = new Map<number, TimestampSample[]>();
	for (const { packet, segment, duplicateOf } of packets) {
		if (segment?.side !== 'client' || duplicateOf !== null) continue;
		const option = packet.tcp?.options.find(({ kind }) => kind === 'timestamps');
		if (option?.kind !== 'timestamps') continue;
		const sample = { number: packet.number, timeNs: packet.timeNs, value: option.value };
		const known = samples.get(segment.connection);
		if (known) known.push(sample);
		else samples.set(segment.connection, [sample]);
	}
	return [...samples].flatMap(([connection, of]) => clockFindings(connection, of));
}

function snaplenFindings(analysis: Analysis): readonly Finding[] {
	const { count, first } = analysis.cutFrames;
	return first === null ? [] : [{ kind: 'cut-by-snaplen', connection: null, packets: [first], count }];
}

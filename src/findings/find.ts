import { LABS } from '../profile/labs.ts';
import type { Analysis, AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { ReplyRule } from '../tcp/exchanges.ts';
import { type ArpSeen, arpFindings, type UnansweredSyn, unansweredFindings } from './arp-findings.ts';
import { clockFindings, type TimestampSample } from './clock-findings.ts';
import type { Finding } from './finding.ts';
import { labFindings } from './lab-findings.ts';
import { type RecordedPacket, recordingFindings } from './recording-findings.ts';

/**
 * Looks a capture over as a careful teacher would: what is missing in it, and what went wrong in the lab.
 *
 * @param labs The labs that the capture may be of; the built-in ones unless given.
 * @param isDamaged Whether the file is: then nobody knows whether packets passed that are not in it.
 * @example
 * ```ts
 * for (const { kind, packets } of findFindings(analysis)) console.log(kind, packets);
 * ```
 */
export function findFindings(
	analysis: Analysis,
	labs: readonly ReplyRule[] = Object.values(LABS),
	isDamaged = false,
): readonly Finding[] {
	if (analysis.packetCount === 0) return isDamaged ? [] : [NO_PACKETS];
	const connections = [...analysis.connections];
	const laterSuccess = laterSuccesses(connections);
	const seen = lookThrough(analysis);
	return [
		...connections.flatMap((one) => connectionFindings(one, laterSuccess.get(one.connection) ?? null)),
		...labFindings(connections.map(labConnection), labs),
		...arpFindings(seen.arp),
		...unansweredFindings(connections.flatMap(unanswered), seen.arp),
		...[...seen.timestamps].flatMap(([connection, samples]) => clockFindings(connection, samples)),
		...recordingFindings(seen.recorded),
		...snaplenFindings(analysis),
	];
}

const NO_PACKETS: Finding = { kind: 'no-packets', connection: null, packets: [] };

/** Goes through the packets once, and keeps of each only what a finding may rest on. */
function lookThrough(analysis: Analysis) {
	const arp: ArpSeen[] = [];
	const recorded: RecordedPacket[] = [];
	const timestamps = new Map<number, TimestampSample[]>();
	for (const annotated of analysis.packets) {
		arp.push(...arpSeen(annotated));
		recorded.push(recordedPacket(annotated));
		addTimestamp(timestamps, annotated);
	}
	return { arp, recorded, timestamps };
}

function connectionFindings(connection: Connection, laterSuccess: number | null): readonly Finding[] {
	const { connection: number, firstPacket, lastPacket, startSeen, endSeen, server } = connection;
	const findings: Finding[] = [];
	if (!startSeen) findings.push({ kind: 'starts-mid-connection', connection: number, packets: [firstPacket] });
	if (!endSeen && !isUnanswered(connection)) {
		findings.push({ kind: 'open-at-end', connection: number, packets: [lastPacket] });
	}
	if (isRefused(connection)) {
		const { packets } = connection.lifeCycle.opening;
		findings.push({ kind: 'refused-attempt', connection: number, packets, port: server.port, laterSuccess });
	}
	return findings;
}

function isRefused({ lifeCycle }: Connection): boolean {
	return lifeCycle.opening.kind === 'refused';
}

function isUnanswered({ lifeCycle }: Connection): boolean {
	return lifeCycle.opening.kind === 'no-answer';
}

/** For each connection the next one of the same client to the same server that came to be, if there is one. */
function laterSuccesses(connections: readonly Connection[]): ReadonlyMap<number, number> {
	const next = new Map<string, number>();
	const found = new Map<number, number>();
	for (const { connection, client, server, handshake } of connections.toReversed()) {
		const ends = `${client.address} ${server.address} ${server.port}`;
		const later = next.get(ends);
		if (later !== undefined) found.set(connection, later);
		if (handshake.complete) next.set(ends, connection);
	}
	return found;
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
	const { address: serverAddress, port: serverPort } = connection.server;
	const { packets } = connection.lifeCycle.opening;
	return [{ connection: connection.connection, packets, serverAddress, serverPort }];
}

function arpSeen({ packet, duplicateOf }: AnnotatedPacket): readonly ArpSeen[] {
	return packet.arp && duplicateOf === null ? [{ number: packet.number, ...packet.arp }] : [];
}

function recordedPacket({ packet, duplicateOf, checksum }: AnnotatedPacket): RecordedPacket {
	const hasPartialChecksum = checksum === 'partial';
	return { number: packet.number, timeNs: packet.timeNs, duplicateOf: duplicateOf ?? 0, hasPartialChecksum };
}

/** The clocks are compared by each client's timestamps: one side is enough, both are recorded by one clock. */
function addTimestamp(all: Map<number, TimestampSample[]>, { packet, segment, duplicateOf }: AnnotatedPacket): void {
	if (segment?.side !== 'client' || duplicateOf !== null) return;
	const option = packet.tcp?.options.find(({ kind }) => kind === 'timestamps');
	if (option?.kind !== 'timestamps') return;
	const sample = { number: packet.number, timeNs: packet.timeNs, value: option.value };
	const known = all.get(segment.connection);
	if (known) known.push(sample);
	else all.set(segment.connection, [sample]);
}

function snaplenFindings(analysis: Analysis): readonly Finding[] {
	const { count, first } = analysis.cutFrames;
	return first === null ? [] : [{ kind: 'cut-by-snaplen', connection: null, packets: [first], count }];
}

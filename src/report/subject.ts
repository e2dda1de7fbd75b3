import type { AnalyzeResult } from '../analyze.ts';
import type { Programs } from '../events/place-events.ts';
import type { Finding } from '../findings/finding.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import type { Analysis, AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { ReportLab } from './statement.ts';

/** A capture to be reported on. */
export interface ReportSource {
	readonly result: AnalyzeResult;
	readonly findings: readonly Finding[];
	/** The calls of the programs, where they were written down. */
	readonly programs?: Programs | undefined;
	/** Of the file, in hexadecimal; `null` where nobody took it. */
	readonly sha256: string | null;
}

/** A connection that is told in full. */
export interface Told {
	readonly connection: Connection;
	/** Its packets in file order, copies left out. */
	readonly packets: readonly AnnotatedPacket[];
	readonly profile: LabProfile | null;
}

/** A capture, with what every section asks for. */
export interface Subject extends ReportSource {
	readonly analysis: Analysis;
	/** The connections that are told in full: not all, if there are many. */
	readonly told: readonly Told[];
	/** The lab of the first of them that has one. */
	readonly lab: ReportLab;
	readonly profile: LabProfile | null;
	/** Of the time of a packet, as Wireshark shows it. */
	readonly digits: 6 | 9;
	/** For each packet the other packets that recorded the same one. */
	readonly copies: ReadonlyMap<number, readonly number[]>;
}

/** More connections than that are only listed. */
const TOLD_CONNECTIONS = 10;

/** Prepares a capture. @param labs The labs that it may be of. */
export function subjectOf(source: ReportSource, labs: readonly LabProfile[]): Subject {
	const { analysis, read } = source.result;
	const told = Array.from({ length: Math.min(TOLD_CONNECTIONS, analysis.connectionCount) }, (_, i) =>
		toldOf(analysis, i + 1, labs),
	);
	const profile = told.find((one) => one.profile !== null)?.profile ?? null;
	return {
		...source,
		analysis,
		told,
		profile,
		lab: labName(profile),
		digits: read.kind === 'capture' && read.head.nanoseconds ? 9 : 6,
		copies: groupCopies(analysis),
	};
}

function toldOf(analysis: Analysis, number: number, labs: readonly LabProfile[]): Told {
	const connection = analysis.connection(number);
	const packets = [...analysis.packetsOf(number)].filter(({ duplicateOf }) => duplicateOf === null);
	return { connection, packets, profile: labs.find(({ port }) => port === connection.server.port) ?? null };
}

/** The lab's name, if the report has words for it. */
export function labName(profile: LabProfile | null): ReportLab {
	const name = profile?.name;
	return name === 'reqresp' || name === 'upcall' || name === 'voting' ? name : 'tcp';
}

function groupCopies(analysis: Analysis): ReadonlyMap<number, readonly number[]> {
	const copies = new Map<number, number[]>();
	for (const { packet, duplicateOf } of analysis.packets) {
		if (duplicateOf === null) continue;
		const known = copies.get(duplicateOf);
		if (known) known.push(packet.number);
		else copies.set(duplicateOf, [packet.number]);
	}
	return copies;
}

/** Whether the connection came to be, as far as the capture tells. */
export function isOpened({ lifeCycle: { opening } }: Connection): boolean {
	return opening.kind !== 'refused' && opening.kind !== 'no-answer' && opening.kind !== 'challenged';
}

/** Who closed first; nobody, where both did at the same time. */
export function closerOf({ close: { shape, starter } }: Connection): Side | null {
	return shape === 'simultaneous' ? null : starter;
}

/** The numbers of packets. */
export function numbersOf(packets: readonly AnnotatedPacket[]): readonly number[] {
	return packets.map(({ packet }) => packet.number);
}

/** An ACK that carries nothing else. */
export function isPureAck({ segment }: AnnotatedPacket): boolean {
	if (segment === null) return false;
	const { ack, payloadBytes, syn, fin, rst } = segment;
	return ack && payloadBytes === 0 && !syn && !fin && !rst;
}

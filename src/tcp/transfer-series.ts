import type { Analysis, AnnotatedPacket, Connection } from './analysis.ts';
import type { Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';

/** Bytes that one segment sent; places are relative sequence numbers, times are since the connection's first packet. */
export interface SentBytes {
	readonly packet: number;
	readonly ns: bigint;
	readonly from: number;
	readonly to: number;
	/** All or some of them were sent before. */
	readonly again: boolean;
}

/** Up to where the other side had acknowledged, and up to where it let the sender send; `null`: scale not captured. */
export interface AcknowledgedBytes {
	readonly packet: number;
	readonly ns: bigint;
	readonly to: number;
	readonly windowEnd: number | null;
}

/** Time from a segment to its acknowledgment, as Wireshark's `ack_rtt`. */
export interface RoundTrip {
	readonly packet: number;
	readonly ns: bigint;
	readonly rttNs: bigint;
}

/** New bytes within a stretch of time. */
export interface RateStep {
	readonly fromNs: bigint;
	readonly toNs: bigint;
	readonly bytes: number;
}

/** The course of what one side sent, in numbers: what plots are drawn of. */
export interface TransferSeries {
	readonly connection: Connection;
	/** Whose bytes these are. */
	readonly side: Side;
	readonly sent: readonly SentBytes[];
	readonly acknowledged: readonly AcknowledgedBytes[];
	readonly roundTrips: readonly RoundTrip[];
	readonly rate: readonly RateStep[];
}

const RATE_STEPS = 50n;

/**
 * The series of a connection; of the side that sent more bytes unless one is named. Copies are left out.
 *
 * @throws RangeError if there is no such connection.
 */
export function transferSeries(analysis: Analysis, number: number, named?: Side): TransferSeries {
	const connection = analysis.connection(number);
	const side = named ?? (connection.clientBytes > connection.serverBytes ? 'client' : 'server');
	const packets = [...analysis.packetsOf(number)].filter(({ duplicateOf }) => duplicateOf === null);
	const own = packets.filter(({ segment }) => segment?.side === side);
	const others = packets.filter(({ segment }) => segment?.side !== side);
	const sent = sentBytes(own, connection);
	return {
		...{ connection, side, sent },
		acknowledged: others.flatMap((packet) => acknowledgedBytes(packet, connection)),
		roundTrips: others.flatMap(({ packet, labels }) =>
			labels?.ackRttNs == null
				? []
				: [{ packet: packet.number, ns: packet.timeNs - connection.firstNs, rttNs: labels.ackRttNs }],
		),
		rate: rateSteps(sent, connection.lastNs - connection.firstNs),
	};
}

function sentBytes(packets: readonly AnnotatedPacket[], { firstNs }: Connection): readonly SentBytes[] {
	let highest = Number.NEGATIVE_INFINITY;
	return packets.flatMap(({ packet, segment }) => {
		if (!segment || segment.payloadBytes === 0) return [];
		const from = firstByte(segment);
		const to = from + segment.payloadBytes;
		const again = from < highest;
		highest = Math.max(highest, to);
		return [{ packet: packet.number, ns: packet.timeNs - firstNs, from, to, again }];
	});
}

/** A SYN has a number of its own before the data (RFC 9293, section 3.4). */
function firstByte({ relativeSequence, syn }: Segment): number {
	return relativeSequence + (syn ? 1 : 0);
}

function acknowledgedBytes(annotated: AnnotatedPacket, { firstNs }: Connection): readonly AcknowledgedBytes[] {
	const { packet, segment, scaledWindow } = annotated;
	if (segment?.relativeAcknowledgment == null || segment.rst) return [];
	const to = segment.relativeAcknowledgment;
	const windowEnd = scaledWindow === null ? null : to + scaledWindow;
	return [{ packet: packet.number, ns: packet.timeNs - firstNs, to, windowEnd }];
}

/** Some fifty steps of the same length, a round one. */
function rateSteps(sent: readonly SentBytes[], spanNs: bigint): readonly RateStep[] {
	if (sent.length === 0 || spanNs <= 0n) return [];
	const stepNs = roundUp(spanNs / RATE_STEPS + 1n);
	const steps: number[] = Array.from({ length: Number(spanNs / stepNs) + 1 }, () => 0);
	let highest = Number.NEGATIVE_INFINITY;
	for (const { ns, from, to } of sent) {
		const fresh = Math.max(0, to - Math.max(from, highest));
		const at = Number(ns / stepNs);
		steps[at] = (steps[at] ?? 0) + fresh;
		highest = Math.max(highest, to);
	}
	return steps.map((bytes, i) => ({ fromNs: BigInt(i) * stepNs, toNs: BigInt(i + 1) * stepNs, bytes }));
}

/** The next of 1, 2, 5, 10, 20, 50, … nanoseconds. */
function roundUp(ns: bigint): bigint {
	for (let power = 1n; ; power *= 10n) {
		const round = [1n, 2n, 5n].map((digit) => digit * power).find((step) => step >= ns);
		if (round !== undefined) return round;
	}
}

import type { Analysis, AnnotatedPacket } from './analysis.ts';
import type { Acknowledged } from './note.ts';
import type { Segment } from './segment.ts';
import { advance } from './sequence.ts';
import type { StatePair } from './states.ts';

/** What a segment has to do with the others of its connection. */
export interface Relations {
	/** The relative number behind its data, SYN and FIN: what an ACK of all of it says. */
	readonly nextSequence: number;
	/** Where its Ack number was first said, and why it is what it is; `null` without the ACK flag or where nothing captured tells. */
	readonly ackSince: { readonly packet: number; readonly acknowledged: Acknowledged } | null;
	/** The packet that first acknowledges all of it; `null` if it has nothing to acknowledge or none was captured. */
	readonly acknowledgedBy: number | null;
	/** The exchange whose request or reply it carries. */
	readonly exchange: PacketExchange | null;
	/** The states of both sides before it; `null` for what is not known. */
	readonly statesBefore: StatePair;
	/** The other packets that recorded the same segment. */
	readonly copies: readonly number[];
}

/** A packet's part in an exchange. */
interface PacketExchange {
	/** From 1. */
	readonly number: number;
	readonly role: 'request' | 'reply';
	/** The packets of the other message; empty where it is not in the capture. */
	readonly others: readonly number[];
	readonly waitNs: bigint | null;
}

const UNKNOWN: StatePair = { client: null, server: null };

/** Looks a segment's relations up; the packet must be one of this analysis. A copy has those of the first. */
export function relationsOf(analysis: Analysis, segment: Segment): Relations {
	const all = [...analysis.packetsOf(segment.connection)];
	const own = all.find(({ packet }) => packet.number === segment.number);
	const number = own?.duplicateOf ?? segment.number;
	const packets = all.filter(({ duplicateOf }) => duplicateOf === null);
	const at = packets.findIndex(({ packet }) => packet.number === number);
	const extra = (segment.syn ? 1 : 0) + (segment.fin ? 1 : 0);
	return {
		nextSequence: advance(segment.relativeSequence, segment.payloadBytes + extra),
		ackSince: ackSinceOf(packets.slice(0, at + 1), segment),
		acknowledgedBy:
			packets.slice(at + 1).find(({ acknowledged }) => acknowledged?.packets.includes(number))?.packet.number ?? null,
		exchange: exchangeOf(analysis, segment.connection, number),
		statesBefore: packets[at - 1]?.states ?? UNKNOWN,
		copies: all
			.filter(({ packet, duplicateOf }) => (duplicateOf ?? packet.number) === number)
			.map(({ packet }) => packet.number)
			.filter((each) => each !== segment.number),
	};
}

function ackSinceOf(packets: readonly AnnotatedPacket[], segment: Segment): Relations['ackSince'] {
	if (!segment.ack) return null;
	const first = packets.findLast(
		({ segment: other, acknowledged }) =>
			acknowledged !== null &&
			other?.side === segment.side &&
			other.relativeAcknowledgment === segment.relativeAcknowledgment,
	);
	return first?.acknowledged ? { packet: first.packet.number, acknowledged: first.acknowledged } : null;
}

function exchangeOf(analysis: Analysis, connection: number, packet: number): PacketExchange | null {
	const { exchanges } = analysis.connection(connection);
	const i = exchanges.findIndex(({ request, reply }) =>
		[request, reply].some((message) => message?.packets.includes(packet)),
	);
	const exchange = exchanges[i];
	if (!exchange) return null;
	const isRequest = exchange.request?.packets.includes(packet) === true;
	const other = isRequest ? exchange.reply : exchange.request;
	return {
		number: i + 1,
		role: isRequest ? 'request' : 'reply',
		others: other?.packets ?? [],
		waitNs: exchange.waitNs,
	};
}

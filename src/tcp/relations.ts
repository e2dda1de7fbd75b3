import type { Analysis, AnnotatedPacket } from './analysis.ts';
import type { List } from './list.ts';
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

/** More than `createDuplicateFinder` allows between copies. */
const COPIES_NS = 10_000_000n;
const UNKNOWN: StatePair = { client: null, server: null };

/**
 * Looks a segment's relations up; the packet must be one of this analysis. A copy has those of the first. What is near
 * is found first, so that a connection of many packets is not gone through for each of them.
 */
export function relationsOf(analysis: Analysis, segment: Segment): Relations {
	const all = analysis.packetsOf(segment.connection);
	const own = all.at(indexOf(all, segment.number));
	const number = own?.duplicateOf ?? segment.number;
	const at = indexOf(all, number);
	const extra = (segment.syn ? 1 : 0) + (segment.fin ? 1 : 0);
	const needsAck = segment.payloadBytes + extra > 0;
	const before = first(all, at - 1, -1, () => true);
	const acknowledgedBy = needsAck
		? first(all, at + 1, 1, ({ acknowledged }) => acknowledged?.packets.includes(number) === true)
		: undefined;
	return {
		nextSequence: advance(segment.relativeSequence, segment.payloadBytes + extra),
		ackSince: ackSinceOf(all, at, segment),
		acknowledgedBy: acknowledgedBy?.packet.number ?? null,
		exchange: exchangeOf(analysis, segment.connection, number),
		statesBefore: before?.states ?? UNKNOWN,
		copies: copiesOf(all, at, number).filter((each) => each !== segment.number),
	};
}

/** Where a packet is among those of its connection, which stand in file order. */
function indexOf(packets: List<AnnotatedPacket>, number: number): number {
	let [low, high] = [0, packets.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((packets.at(middle)?.packet.number ?? 0) < number) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The nearest packet from here on that is no copy and is wanted. */
function first(
	packets: List<AnnotatedPacket>,
	from: number,
	step: 1 | -1,
	wanted: (packet: AnnotatedPacket) => boolean,
): AnnotatedPacket | undefined {
	for (let i = from; i >= 0 && i < packets.length; i += step) {
		const packet = packets.at(i);
		if (packet && packet.duplicateOf === null && wanted(packet)) return packet;
	}
	return undefined;
}

/** All that recorded the same packet, the first among them; copies lie within a moment of it. */
function copiesOf(packets: List<AnnotatedPacket>, at: number, number: number): readonly number[] {
	const copies: number[] = [];
	const start = packets.at(at)?.packet.timeNs ?? 0n;
	for (let i = at; i < packets.length; i++) {
		const each = packets.at(i);
		if (!each || each.packet.timeNs - start > COPIES_NS) break;
		if ((each.duplicateOf ?? each.packet.number) === number) copies.push(each.packet.number);
	}
	return copies;
}

function ackSinceOf(packets: List<AnnotatedPacket>, at: number, segment: Segment): Relations['ackSince'] {
	if (!segment.ack) return null;
	const found = first(
		packets,
		at,
		-1,
		({ segment: other, acknowledged }) =>
			acknowledged !== null &&
			other?.side === segment.side &&
			other.relativeAcknowledgment === segment.relativeAcknowledgment,
	);
	return found?.acknowledged ? { packet: found.packet.number, acknowledged: found.acknowledged } : null;
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

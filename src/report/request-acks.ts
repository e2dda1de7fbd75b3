import type { AnnotatedPacket } from '../tcp/analysis.ts';
import type { Exchange } from '../tcp/exchanges.ts';
import type { Told } from './subject.ts';

/** How a request was acknowledged; both `null` where the capture does not show it, or otherwise. */
export interface RequestAck {
	/** The packet of an ACK without data. */
	readonly own: number | null;
	/** The packet of the reply that acknowledges it as well. */
	readonly byReply: number | null;
}

/** For each exchange how its request was first acknowledged. */
export function acknowledgedRequests({ connection, packets }: Told): readonly RequestAck[] {
	return connection.exchanges.map((exchange) => acknowledgedRequest(exchange, packets));
}

function acknowledgedRequest({ request, reply }: Exchange, packets: readonly AnnotatedPacket[]): RequestAck {
	const last = request?.packets.at(-1);
	const by =
		last === undefined
			? undefined
			: packets.find(({ segment, acknowledged }) => segment?.side === 'server' && acknowledged?.packets.includes(last));
	if (!by?.segment || by.segment.fin || by.segment.syn || by.segment.rst) return { own: null, byReply: null };
	const { number } = by.packet;
	if (by.segment.payloadBytes === 0) return { own: number, byReply: null };
	return { own: null, byReply: reply?.packets.includes(number) ? number : null };
}

import type { AnnotatedPacket, Connection } from '../analysis.ts';
import type { Segment } from '../segment.ts';

type Is = (segment: Segment) => boolean;

const IS_SYN: Is = ({ syn, ack, rst }) => syn && !ack && !rst;
const IS_SYN_ACK: Is = ({ syn, ack, rst }) => syn && ack && !rst;
const IS_FIN: Is = ({ fin, rst }) => fin && !rst;

/**
 * Segments that met on their way, where both sides opened or closed at once (RFC 9293, figures 7 and 13): of each two the
 * packet that was recorded last, with the other.
 */
export function crossingsOf(
	{ lifeCycle, close }: Connection,
	packets: readonly AnnotatedPacket[],
): ReadonlyMap<number, number> {
	const kinds = [
		...(lifeCycle.opening.kind === 'simultaneous-open' ? [IS_SYN, IS_SYN_ACK] : []),
		...(close.shape === 'simultaneous' ? [IS_FIN] : []),
	];
	return new Map(kinds.flatMap((is) => pairOf(packets, is)));
}

function pairOf(packets: readonly AnnotatedPacket[], is: Is): readonly (readonly [number, number])[] {
	const [client, server] = (['client', 'server'] as const).map((side) =>
		packets.find(({ segment }) => segment?.side === side && is(segment)),
	);
	if (!client || !server) return [];
	const numbers = [client.packet.number, server.packet.number].sort((a, b) => a - b);
	return [[numbers[1] ?? 0, numbers[0] ?? 0]];
}

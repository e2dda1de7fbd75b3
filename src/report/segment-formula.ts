import { isPureAck, type Told } from './subject.ts';

/** How many segments a run with k messages has: a typed client's, or the automatic one's. */
export interface SegmentFormula {
	readonly formula: '3k + 7' | '2k + 8';
	readonly messages: number;
	readonly segments: number;
}

/**
 * The number of segments as a sum, where the connection is whole and has nothing but the parts of the sum: 3 for the
 * handshake, 2 for each exchange, ACKs without data (k + 1, or 2), 3 for the close. With one message both are the same.
 */
export function segmentFormula({ connection, packets }: Told): SegmentFormula | null {
	const { exchanges, handshake, close, endSeen } = connection;
	const messages = exchanges.length;
	const isPlain = exchanges.every(({ request, reply }) => request?.packets.length === 1 && reply?.packets.length === 1);
	if (!isPlain || !handshake.complete || !endSeen || close.shape !== 'three-segment') return null;
	const acks = packets.filter((one) => isPureAck(one) && one.segment?.phase === 'data').length;
	const data = packets.filter(({ segment }) => (segment?.payloadBytes ?? 0) > 0).length;
	const segments = packets.length;
	if (data !== 2 * messages || segments !== 3 + data + acks + 3) return null;
	if (acks === messages + 1) return { formula: '3k + 7', messages, segments };
	return acks === 2 ? { formula: '2k + 8', messages, segments } : null;
}

import {
	acknowledgesSyn,
	createEndpoint,
	forgetNumbers,
	laterOf,
	type TcpEndpoint,
	takeBytes,
} from './endpoint-numbers.ts';
import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';
import { advance, isUpTo } from './sequence.ts';
import type { SynAnswer } from './server-answer.ts';
import { moveState, type TcpState } from './state-moves.ts';

export type StateSegment = Pick<
	Segment,
	'side' | 'syn' | 'ack' | 'fin' | 'rst' | 'sequence' | 'acknowledgment' | 'end' | 'payloadBytes'
>;

export interface StatesFacts {
	readonly startSeen: boolean;
	/** What became of the SYN (`synAnswer`); accepted unless given. */
	readonly answer?: SynAnswer;
	/** The side whose FIN left before the other's came in (`crossingSide`). */
	readonly crossing?: Side | null;
}

/** The states of both sides; `null` while nothing captured tells which. */
export interface StatePair {
	readonly client: TcpState | null;
	readonly server: TcpState | null;
}

export interface States {
	/** The states once the receiver, too, has dealt with this segment. */
	readonly after: (segment: StateSegment) => StatePair;
}

/** The server's state before the SYN: known afterwards, by its answer. */
const BEFORE_SYN: { readonly [A in SynAnswer]: TcpState | null } = {
	accepts: 'LISTEN',
	refuses: 'CLOSED',
	challenges: 'ESTABLISHED',
	simultaneous: 'CLOSED',
	silent: null,
};

/**
 * Follows the states of both sides along the segments of one connection (RFC 9293, sections 3.3.2 and 3.10.7). Every
 * captured segment counts as received at once. Client and server run the same code; only where they begin differs.
 */
export function createStates({ startSeen, answer = 'accepts', crossing = null }: StatesFacts): States {
	const listens = answer === 'accepts' || answer === 'challenges';
	const sides: Record<Side, TcpEndpoint> = {
		client: createEndpoint(startSeen ? 'CLOSED' : null, false),
		server: createEndpoint(startSeen ? BEFORE_SYN[answer] : null, listens),
	};
	if (crossing !== null) sides[crossing].crosses = true;
	return {
		after(segment) {
			const me = sides[segment.side];
			const peer = sides[opposite(segment.side)];
			if (segment.rst) reset(me, peer, segment);
			else {
				learnStates(me, peer, segment);
				send(me, peer, segment);
				receive(peer, me, segment);
			}
			return { client: sides.client.state, server: sides.server.state };
		},
	};
}

/**
 * Finds out the states of a connection whose start was not captured. Both sides have sent data or FIN: neither had
 * closed its way before, so a FIN that was seen is the first one.
 */
function learnStates(me: TcpEndpoint, peer: TcpEndpoint, segment: StateSegment): void {
	if (segment.syn && segment.ack) {
		me.state ??= 'SYN_RECEIVED';
		peer.state ??= 'SYN_SENT';
		return;
	}
	if (segment.syn || (segment.payloadBytes === 0 && !segment.fin) || me.fin !== null) return;
	me.isOpen = true;
	if (!peer.isOpen) return;
	if (peer.fin === null) {
		me.state ??= 'ESTABLISHED';
		peer.state ??= 'ESTABLISHED';
		return;
	}
	me.gotFin ||= me.state === null;
	me.state ??= 'CLOSE_WAIT';
	peer.state ??= isFinAcknowledged(peer) ? 'FIN_WAIT_2' : 'FIN_WAIT_1';
}

/** What sending this segment says of its sender. */
function send(me: TcpEndpoint, peer: TcpEndpoint, segment: StateSegment): void {
	if (segment.syn) sendSyn(me, peer, segment);
	me.sentEnd = laterOf(me.sentEnd, segment.end);
	if (segment.syn) {
		if (segment.ack) me.said = segment.acknowledgment;
		return;
	}
	if (segment.ack) {
		me.state = moveState(me.state, 'sends-ack');
		me.said = laterOf(me.said, segment.acknowledgment);
		me.received = laterOf(me.received, segment.acknowledgment);
		takeFin(me, peer);
	}
	if (!segment.fin || me.fin === segment.end) return;
	me.fin = segment.end;
	const isUnaware = peer.fin !== null && !(segment.ack && isUpTo(peer.fin, segment.acknowledgment));
	me.state = moveState(me.state, isUnaware ? 'sends-fin-unaware' : 'sends-fin');
	if (me.crosses) takeFin(me, peer);
}

function sendSyn(me: TcpEndpoint, peer: TcpEndpoint, segment: StateSegment): void {
	if (segment.ack) {
		me.first = segment.sequence;
		return;
	}
	const hasEnded = me.state === 'CLOSED' || me.state === 'LISTEN' || me.state === 'TIME_WAIT';
	if (me.first === segment.sequence && !hasEnded) return;
	forgetNumbers(me);
	me.first = segment.sequence;
	me.state = me.state === null ? 'SYN_SENT' : moveState(me.state, 'sends-syn');
	// Their SYN is already on its way to us: a simultaneous open (RFC 9293, figure 7).
	if (peer.state === 'SYN_SENT' && peer.first !== null) me.state = moveState(me.state, 'gets-syn');
}

/** What this segment does to its receiver (RFC 9293, section 3.10.7), in the order of the RFC: SYN, ACK, text, FIN. */
function receive(me: TcpEndpoint, from: TcpEndpoint, segment: StateSegment): void {
	if (segment.syn) receiveSyn(me, segment);
	if (!segment.ack) return;
	receiveAck(me, segment);
	if (segment.syn) return;
	takeBytes(me, segment.sequence, segment.end);
	takeFin(me, from);
}

function receiveSyn(me: TcpEndpoint, segment: StateSegment): void {
	const afterSyn = advance(segment.sequence, 1);
	if (segment.ack) {
		if (me.state === 'SYN_SENT') me.received = afterSyn;
		return;
	}
	if (me.state === 'CLOSED' && !me.listens) return;
	const before = me.state;
	me.state = moveState(me.state, 'gets-syn');
	if (me.state === before) return;
	if (before !== 'SYN_SENT') forgetNumbers(me);
	me.received = afterSyn;
}

function receiveAck(me: TcpEndpoint, { syn, acknowledgment }: StateSegment): void {
	const isOpening = me.state === 'SYN_SENT' ? syn : me.state === 'SYN_RECEIVED';
	if (isOpening && acknowledgesSyn(me, acknowledgment)) me.state = moveState(me.state, 'syn-acknowledged');
	if (syn) return;
	me.acknowledged = laterOf(me.acknowledged, acknowledgment);
	if (isFinAcknowledged(me)) me.state = moveState(me.state, 'fin-acknowledged');
}

function isFinAcknowledged({ fin, acknowledged }: TcpEndpoint): boolean {
	return fin !== null && acknowledged !== null && isUpTo(fin, acknowledged);
}

/** Takes the other side's FIN, once all in front of it is there; one that crosses the own FIN only behind that. */
function takeFin(me: TcpEndpoint, from: TcpEndpoint): void {
	if (me.gotFin || me.state === null || from.fin === null || me.received === null) return;
	if (!isUpTo(from.fin, me.received) || (me.crosses && me.fin === null)) return;
	me.gotFin = true;
	me.state = moveState(me.state, 'gets-fin');
}

/**
 * The states that a side goes through at a segment, the one behind it last. Where SYNs or FINs cross these are two: what
 * it sends moves it, and what is already on its way moves it again.
 */
export function statesThrough(
	{ before, after }: { readonly before: TcpState | null; readonly after: TcpState | null },
	sent: Pick<StateSegment, 'syn' | 'ack' | 'fin'> | null,
): readonly (TcpState | null)[] {
	if (sent?.syn && !sent.ack && after === 'SYN_RECEIVED' && before !== 'SYN_SENT') return ['SYN_SENT', after];
	if (sent?.fin && after === 'CLOSING' && before !== 'FIN_WAIT_1') return ['FIN_WAIT_1', after];
	return [after];
}

/** A RST ends both sides if the receiver must take it for true, and says nothing otherwise. */
function reset(me: TcpEndpoint, peer: TcpEndpoint, segment: StateSegment): void {
	if (!isValidReset(peer, me, segment)) return;
	const knowsOfNoOldOne = me.state === 'SYN_SENT' && !segment.ack && segment.sequence !== me.sentEnd;
	if (!knowsOfNoOldOne) me.state = me.state === null ? 'CLOSED' : moveState(me.state, 'reset');
	// A passive open goes back to listening (RFC 9293, section 3.10.7.4).
	const next = peer.state === 'SYN_RECEIVED' && peer.listens ? 'LISTEN' : moveState(peer.state, 'reset');
	peer.state = next ?? 'CLOSED';
}

/**
 * RFC 9293, section 3.5.3: in SYN-SENT the RST must acknowledge the SYN; later its number must be the one that the
 * receiver waits for. What the receiver waits for lies between what it acknowledged and what was sent to it.
 */
function isValidReset(me: TcpEndpoint, from: TcpEndpoint, segment: StateSegment): boolean {
	if (me.state === 'SYN_SENT') return segment.ack && acknowledgesSyn(me, segment.acknowledgment);
	const { said } = me;
	if (said === segment.sequence || from.sentEnd === null) return true;
	return isUpTo(segment.sequence, from.sentEnd) && (said === null || isUpTo(said, segment.sequence));
}

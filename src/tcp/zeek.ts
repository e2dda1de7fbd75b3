import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';
import { isUpTo } from './sequence.ts';
import { createZeekHistory } from './zeek-history.ts';

/** What Zeek's conn.log says of how a connection went. */
export type ZeekState =
	| 'S0'
	| 'S1'
	| 'SF'
	| 'REJ'
	| 'S2'
	| 'S3'
	| 'RSTO'
	| 'RSTR'
	| 'RSTOS0'
	| 'RSTRH'
	| 'SH'
	| 'SHR'
	| 'OTH';

/** What Zeek would log of a connection. */
export interface ZeekVerdict {
	readonly state: ZeekState;
	/** A letter for each first thing that happened: upper case the originator's, lower case the responder's. */
	readonly history: string;
}

/** A segment with the window of its header, unscaled; none unless given is never zero. */
export type ZeekSegment = Pick<
	Segment,
	'side' | 'syn' | 'ack' | 'fin' | 'rst' | 'sequence' | 'acknowledgment' | 'end' | 'payloadBytes'
> & { readonly window?: number };

/** Zeek's own states, coarser than those of RFC 9293. */
export type ZeekEndpointState =
	| 'INACTIVE'
	| 'SYN_SENT'
	| 'SYN_ACK_SENT'
	| 'PARTIAL'
	| 'ESTABLISHED'
	| 'CLOSED'
	| 'RESET';

interface Endpoint {
	state: ZeekEndpointState;
	before: ZeekEndpointState;
	bytes: number;
	/** The end of what it sent, if its start is known. */
	end: number | null;
}

/**
 * Gives a connection the `conn_state` and `history` that Zeek writes. The originator is who sent the first packet; a
 * SYN-ACK at the start turns the direction round as soon as more is seen. Zeek's timers, which split a connection, are left out.
 */
export function zeekVerdict(segments: Iterable<ZeekSegment>): ZeekVerdict {
	const ends: Record<Side, Endpoint> = { client: blank(), server: blank() };
	const history = createZeekHistory();
	let originator: Side | undefined;
	let isFlippable = false;
	for (const segment of segments) {
		const isPlain = !segment.syn && !segment.fin && !segment.rst;
		if (originator === undefined) {
			originator = segment.side;
			isFlippable = segment.syn && segment.ack;
		} else if (isFlippable && isPlain) {
			originator = opposite(originator);
			isFlippable = false;
			history.flip();
		}
		history.add(segment, segment.side === originator, ends[opposite(segment.side)].state);
		move(ends[segment.side], ends[opposite(segment.side)], segment, segment.side === originator);
	}
	const o = ends[originator ?? 'client'];
	return { state: stateOf(o, ends[opposite(originator ?? 'client')], history.text()), history: history.text() };
}

function blank(): Endpoint {
	return { state: 'INACTIVE', before: 'INACTIVE', bytes: 0, end: null };
}

/** Moves the states by one segment of `me`. */
function move(me: Endpoint, peer: Endpoint, segment: ZeekSegment, isOriginator: boolean): void {
	me.bytes += segment.payloadBytes;
	if (segment.rst) {
		if (me.state === 'CLOSED' && peer.state === 'CLOSED') return;
		enter(me, 'RESET');
	} else if (segment.fin) {
		if (peer.state === 'RESET' && peer.before === 'CLOSED') enter(peer, 'CLOSED');
		enter(me, 'CLOSED');
	} else if (segment.syn) moveBySyn(me, peer, segment, isOriginator);
	else if (me.state === 'INACTIVE') {
		const isAnswer = segment.ack && peer.state === 'ESTABLISHED' && isAcknowledged(peer, segment.acknowledgment);
		enter(me, isAnswer ? 'ESTABLISHED' : 'PARTIAL');
	}
	if (me.end === null || !isUpTo(segment.end, me.end)) me.end = segment.end;
}

function moveBySyn(me: Endpoint, peer: Endpoint, { ack }: ZeekSegment, isOriginator: boolean): void {
	if (me.state !== 'INACTIVE') return;
	if (isOriginator) {
		enter(me, ack ? 'SYN_ACK_SENT' : 'SYN_SENT');
		return;
	}
	if (peer.state === 'SYN_SENT') enter(peer, 'ESTABLISHED');
	enter(me, 'ESTABLISHED');
}

function isAcknowledged({ end }: Endpoint, acknowledgment: number): boolean {
	return end !== null && isUpTo(acknowledgment, end);
}

function enter(endpoint: Endpoint, state: ZeekEndpointState): void {
	endpoint.before = endpoint.state;
	endpoint.state = state;
}

function isInactive({ state }: Endpoint): boolean {
	return state === 'INACTIVE' || state === 'PARTIAL';
}

/** The first rule that holds. */
function stateOf(o: Endpoint, r: Endpoint, history: string): ZeekState {
	if (r.state === 'RESET') {
		const isRejected = o.state === 'SYN_SENT' || o.state === 'SYN_ACK_SENT';
		if (isRejected || (o.state === 'RESET' && o.bytes === 0 && r.bytes === 0)) return 'REJ';
		return isInactive(o) ? 'RSTRH' : 'RSTR';
	}
	if (o.state === 'RESET') {
		if (!isInactive(r)) return 'RSTO';
		return /^\^?S[^HAFGIQ]*R/.test(history) ? 'RSTOS0' : 'OTH';
	}
	if (o.state === 'CLOSED' && r.state === 'CLOSED') return 'SF';
	if (o.state === 'CLOSED') return isInactive(r) ? 'SH' : 'S2';
	if (r.state === 'CLOSED') return isInactive(o) ? 'SHR' : 'S3';
	if (o.state === 'SYN_SENT' && r.state === 'INACTIVE') return 'S0';
	return o.state === 'ESTABLISHED' && r.state === 'ESTABLISHED' ? 'S1' : 'OTH';
}

import { type AckPolicy, createAckPolicy } from './ack-policy.ts';
import { createReceiveQueue, type Range, type ReceiveQueue } from './receive-queue.ts';
import { createRttEstimator, type RttEstimator } from './rtt-estimator.ts';
import type { Timer, VirtualClock } from './virtual-clock.ts';
import type { WireSegment } from './wire.ts';

/** RFC 9293, section 3.3.2. */
export type TcpState =
	| 'CLOSED'
	| 'LISTEN'
	| 'SYN_SENT'
	| 'SYN_RECEIVED'
	| 'ESTABLISHED'
	| 'FIN_WAIT_1'
	| 'FIN_WAIT_2'
	| 'CLOSE_WAIT'
	| 'CLOSING'
	| 'LAST_ACK'
	| 'TIME_WAIT';

/** Why a segment was sent. */
export type EmissionKind =
	/** Bytes, SYN or FIN for the first time. */
	| 'new'
	/** The retransmission timer fired. */
	| 'retransmission'
	/** Three segments behind it were acknowledged selectively, or three duplicate ACKs came. */
	| 'fast-retransmission'
	| 'ack'
	/** Of bytes that came out of order or twice. */
	| 'duplicate-ack'
	/** Of a segment that is not acceptable (RFC 5961). */
	| 'challenge-ack'
	| 'window-update'
	| 'keep-alive'
	| 'zero-window-probe'
	| 'reset';

export interface About {
	readonly kind: EmissionKind;
	/** The emission that sent the same bytes first. */
	readonly of: number | null;
}

/** What a program is told. */
export type SocketEvent =
	| 'connected'
	| 'readable'
	| 'writable'
	/** The other side's FIN: nothing more to read. */
	| 'end'
	| 'refused'
	| 'reset'
	| 'timed-out'
	| 'closed';

export interface TcbPorts {
	readonly clock: VirtualClock;
	/** Hands a segment to the network layer; gives its number among all that were sent. */
	readonly emit: (segment: WireSegment, about: About, withId: boolean) => number;
	readonly notify: (event: SocketEvent) => void;
	/** The other side is alive: it answered something new (what neighbour discovery wants to know). */
	readonly confirm: () => void;
	/** Answers a segment that belongs to no connection (RFC 9293, section 3.5.2). */
	readonly refuse: (segment: WireSegment) => void;
}

export interface TcpSettings {
	readonly localPort: number;
	readonly remotePort: number;
	/** Raw. */
	readonly initialSequence: number;
	readonly mss: number;
	readonly scale: number;
	readonly receiveBufferBytes: number;
	readonly sendBufferBytes: number;
	readonly sack: boolean;
	readonly noDelay: boolean;
	/** Idle time before the first keep-alive; `null` for none. */
	readonly keepAliveNs: number | null;
	/** Added to the clock's milliseconds: Linux has one for each connection. */
	readonly timestampOffset: number;
}

/** A segment that waits for its ACK. */
export interface SentSegment {
	readonly id: number;
	readonly from: number;
	readonly to: number;
	readonly flags: number;
	readonly payload: Uint8Array;
	sentNs: number;
	/** How often it was sent. */
	times: number;
	sacked: boolean;
	lost: boolean;
	/** Sent again since it was found lost. */
	resent: boolean;
}

export type TimerName = 'retransmit' | 'persist' | 'delayedAck' | 'keepAlive' | 'wait';

/** One endpoint's whole state (RFC 9293, section 3.3.1). Numbers count from the own, or the other's, SYN. */
export interface Tcb {
	readonly ports: TcbPorts;
	readonly settings: TcpSettings;
	readonly timers: Record<TimerName, Timer>;
	readonly passive: boolean;
	state: TcpState;

	/** Oldest number without ACK, and the next to be sent. */
	una: number;
	next: number;
	unsent: Uint8Array;
	sent: SentSegment[];
	finWanted: boolean;
	finSent: boolean;
	/** The end of the last segment that was not full: Nagle's algorithm as Minshall has it. */
	smallUntil: number;
	mss: number;
	sendWindow: number;
	sendScale: number;
	windowSequence: number;
	windowAck: number;

	/** Segments. */
	cwnd: number;
	ssthresh: number;
	recovery: 'none' | 'fast' | 'timeout';
	recoverUntil: number;
	dupAcks: number;
	attempts: number;
	readonly rtt: RttEstimator;

	/** Raw; `null` until the other side's SYN came. */
	remoteFirst: number | null;
	readonly queue: ReceiveQueue;
	/** Where the other side's FIN stands, once it came. */
	finAt: number | null;
	gotFin: boolean;
	/** The last ACK number that was sent, and the end of the window that it opened. */
	saidAck: number;
	windowEdge: number;
	receiveScale: number;
	readonly acks: AckPolicy;
	peerSack: boolean;
	peerTimestamp: number | null;
	duplicate: Range | null;
	lastChallengeNs: number;
	lastReceivedNs: number;
	/** Probes since something came. */
	unanswered: number;
	/** The program closed it and will not read any more. */
	orphan: boolean;
}

/** Segments that may be sent before the first ACK (RFC 6928). */
const INITIAL_WINDOW = 10;

export function createTcb(
	settings: TcpSettings,
	ports: TcbPorts,
	passive: boolean,
	timers: Record<TimerName, Timer>,
): Tcb {
	return {
		ports,
		settings,
		timers,
		passive,
		state: 'CLOSED',
		una: 0,
		next: 0,
		unsent: new Uint8Array(0),
		sent: [],
		finWanted: false,
		finSent: false,
		smallUntil: 0,
		mss: settings.mss,
		sendWindow: 0,
		sendScale: 0,
		windowSequence: 0,
		windowAck: 0,
		cwnd: INITIAL_WINDOW,
		ssthresh: Number.POSITIVE_INFINITY,
		recovery: 'none',
		recoverUntil: 0,
		dupAcks: 0,
		attempts: 0,
		rtt: createRttEstimator(),
		remoteFirst: null,
		queue: createReceiveQueue(),
		finAt: null,
		gotFin: false,
		saidAck: 0,
		windowEdge: 0,
		receiveScale: 0,
		acks: createAckPolicy(settings.mss),
		peerSack: false,
		peerTimestamp: null,
		duplicate: null,
		lastChallengeNs: Number.NEGATIVE_INFINITY,
		lastReceivedNs: 0,
		unanswered: 0,
		orphan: false,
	};
}

/** RCV.NXT: what is acknowledged. */
export function received(tcb: Tcb): number {
	return tcb.queue.next() + (tcb.gotFin ? 1 : 0);
}

/** States in which both sides know each other's first number. */
export function isSynchronized({ state }: Tcb): boolean {
	return state !== 'CLOSED' && state !== 'LISTEN' && state !== 'SYN_SENT' && state !== 'SYN_RECEIVED';
}

/** Ends it: nothing more will be sent. */
export function shut(tcb: Tcb, state: 'CLOSED' | 'LISTEN'): void {
	tcb.state = state;
	for (const timer of Object.values(tcb.timers)) timer.stop();
}

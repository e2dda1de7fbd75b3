import { unwrap } from './numbers.ts';
import { isSynchronized, received, shut, type Tcb, type TcpState } from './tcb.ts';
import { takeAck } from './tcp-acknowledge.ts';
import { resend, sendAck, sendSyn } from './tcp-output.ts';
import { duplicateOf, takeText, WAIT_NS, wait } from './tcp-text.ts';
import { MS } from './virtual-clock.ts';
import { FLAG, type WireSegment } from './wire.ts';

const CHALLENGE_NS = 500 * MS;

/** What arrived, with its numbers counted from the first ones. */
interface Arrived {
	readonly segment: WireSegment;
	readonly sequence: number;
	/** Behind SYN, payload and FIN. */
	readonly end: number;
	readonly ack: number;
	readonly has: (flag: number) => boolean;
}

/** RFC 9293, section 3.10.7: the one function that moves an endpoint when something arrives. */
export function segmentArrives(tcb: Tcb, segment: WireSegment): void {
	const has = (flag: number): boolean => (segment.flags & flag) !== 0;
	tcb.lastReceivedNs = tcb.ports.clock.now();
	tcb.unanswered = 0;
	const ack = unwrap(segment.acknowledgment, tcb.settings.initialSequence, tcb.una);
	const sequence = unwrap(segment.sequence, tcb.remoteFirst ?? 0, received(tcb));
	const length = segment.payload.length + (has(FLAG.syn) ? 1 : 0) + (has(FLAG.fin) ? 1 : 0);
	const arrived = { segment, sequence, end: sequence + length, ack, has };
	if (tcb.state === 'SYN_SENT') inSynSent(tcb, arrived);
	else if (tcb.state === 'TIME_WAIT') inTimeWait(tcb, arrived);
	else if (isRepeatedSyn(tcb, arrived)) repeatSynAck(tcb);
	else if (isWelcome(tcb, arrived)) takeAll(tcb, arrived);
}

/** The first segment of a connection that the other side opens. */
export function acceptSyn(tcb: Tcb, segment: WireSegment): void {
	tcb.state = 'SYN_RECEIVED';
	takeSyn(tcb, segment);
	sendSyn(tcb);
}

/** RFC 9293, section 3.10.7.3. */
function inSynSent(tcb: Tcb, { segment, ack, has }: Arrived): void {
	const isAcceptable = has(FLAG.ack) && ack === 1;
	if (has(FLAG.ack) && !isAcceptable) {
		if (!has(FLAG.rst)) tcb.ports.refuse(segment);
		return;
	}
	if (has(FLAG.rst)) {
		if (!isAcceptable) return;
		shut(tcb, 'CLOSED');
		tcb.ports.notify('refused');
		return;
	}
	if (!has(FLAG.syn)) return;
	takeSyn(tcb, segment);
	if (isAcceptable) {
		tcb.una = 1;
		establish(tcb, segment);
		sendAck(tcb);
		tcb.ports.notify('connected');
		return;
	}
	// Both sides open at once (figure 7): the SYN goes out again, with the ACK.
	tcb.state = 'SYN_RECEIVED';
	const [syn] = tcb.sent;
	if (syn) resend(tcb, syn, 'new');
}

/** The checks of RFC 9293, section 3.10.7.4, in its order; RST and SYN by RFC 5961. False if nothing is left to take. */
function isWelcome(tcb: Tcb, arrived: Arrived): boolean {
	const { segment, sequence, ack, has } = arrived;
	const isOpening = tcb.state === 'SYN_RECEIVED';
	const acceptable = isAcceptable(tcb, arrived);
	if (!acceptable && !has(FLAG.rst)) answerUnacceptable(tcb, arrived);
	else if (acceptable && has(FLAG.rst)) takeReset(tcb, sequence);
	else if (acceptable && has(FLAG.syn) && !isCrossedSynAck(tcb, arrived)) challenge(tcb);
	else if (acceptable && has(FLAG.ack)) {
		if (isOpening && ack !== 1) tcb.ports.refuse(segment);
		else if (ack > tcb.next) challenge(tcb);
		else return true;
	}
	return false;
}

function takeAll(tcb: Tcb, arrived: Arrived): void {
	const { segment, sequence, ack, has } = arrived;
	if (tcb.state === 'SYN_RECEIVED') {
		tcb.una = 1;
		establish(tcb, segment);
		tcb.ports.notify('connected');
	}
	takeTimestamp(tcb, segment, sequence);
	takeAck(tcb, segment, sequence, ack);
	afterOwnFin(tcb);
	const isGone = (tcb.state as TcpState) === 'CLOSED';
	if (!isGone && (segment.payload.length > 0 || has(FLAG.fin))) takeText(tcb, segment, sequence, has(FLAG.fin));
}

function takeSyn(tcb: Tcb, segment: WireSegment): void {
	const { settings } = tcb;
	const { mss = 536, scale, sackPermitted, timestamps } = segment.options;
	tcb.remoteFirst = segment.sequence;
	tcb.peerSack = sackPermitted === true;
	tcb.peerTimestamp = timestamps?.value ?? null;
	tcb.mss = Math.min(mss, settings.mss) - 12;
	tcb.sendScale = scale ?? 0;
	tcb.receiveScale = scale === undefined ? 0 : settings.scale;
	tcb.sendWindow = segment.window;
}

function establish(tcb: Tcb, segment: WireSegment): void {
	const [syn] = tcb.sent;
	if (syn?.times === 1) tcb.rtt.sample(tcb.ports.clock.now() - syn.sentNs);
	tcb.sent = [];
	tcb.attempts = 0;
	tcb.timers.retransmit.stop();
	tcb.state = 'ESTABLISHED';
	// The window of a segment with SYN is never scaled.
	tcb.sendWindow = segment.window * ((segment.flags & FLAG.syn) !== 0 ? 1 : 2 ** tcb.sendScale);
	tcb.windowAck = 1;
	tcb.ports.confirm();
	if (tcb.settings.keepAliveNs !== null) tcb.timers.keepAlive.start(tcb.settings.keepAliveNs);
}

/**
 * Whether its ACK counts: it must not lie before the last ACK that was sent nor behind the window (RFC 9293, section
 * 3.4, as Linux has it: what was just acknowledged is let through, so that its ACK is not lost).
 */
function isAcceptable(tcb: Tcb, { sequence, end }: Arrived): boolean {
	return end >= tcb.saidAck && sequence <= Math.max(tcb.windowEdge, received(tcb));
}

/** An ACK that says what we wait for; a copy of bytes is told by D-SACK (RFC 2883). */
function answerUnacceptable(tcb: Tcb, { segment, sequence, end, has }: Arrived): void {
	if (tcb.state === 'SYN_RECEIVED') return;
	// A SYN-ACK once more: our ACK of it was lost.
	if (has(FLAG.syn) || end === sequence) {
		challenge(tcb);
		return;
	}
	tcb.duplicate = duplicateOf(tcb, segment, sequence);
	tcb.acks.onDisorder();
	sendAck(tcb, 'duplicate-ack');
}

/** Answers what takes numbers, with the last ACK once more (RFC 9293, section 3.10.7.4). */
function inTimeWait(tcb: Tcb, { sequence, end, has }: Arrived): void {
	if (has(FLAG.rst)) {
		if (sequence === received(tcb)) shut(tcb, 'CLOSED');
		return;
	}
	if (has(FLAG.fin)) tcb.timers.wait.start(WAIT_NS);
	if (end > sequence) sendAck(tcb, 'duplicate-ack');
}

/** At most one in 500 ms where nothing was sent, as in Linux: two sides must not answer each other for ever. */
function challenge(tcb: Tcb): void {
	const now = tcb.ports.clock.now();
	if (now - tcb.lastChallengeNs < CHALLENGE_NS) return;
	tcb.lastChallengeNs = now;
	sendAck(tcb, 'challenge-ack');
}

function isRepeatedSyn({ state, passive }: Tcb, { sequence, has }: Arrived): boolean {
	return state === 'SYN_RECEIVED' && passive && has(FLAG.syn) && !has(FLAG.ack) && sequence === 0;
}

function repeatSynAck(tcb: Tcb): void {
	const [syn] = tcb.sent;
	if (syn) resend(tcb, syn, 'retransmission');
}

/** The other side's SYN-ACK of a simultaneous open. */
function isCrossedSynAck({ state }: Tcb, { sequence, has }: Arrived): boolean {
	return state === 'SYN_RECEIVED' && sequence === 0 && has(FLAG.ack);
}

/** RFC 5961, section 3.2: only with the very number that is waited for. */
function takeReset(tcb: Tcb, sequence: number): void {
	if (sequence !== received(tcb)) {
		challenge(tcb);
		return;
	}
	shut(tcb, tcb.state === 'SYN_RECEIVED' && tcb.passive ? 'LISTEN' : 'CLOSED');
	tcb.ports.notify('reset');
}

/** RFC 7323, section 4.3. */
function takeTimestamp(tcb: Tcb, { options }: WireSegment, sequence: number): void {
	if (options.timestamps && sequence <= tcb.saidAck) tcb.peerTimestamp = options.timestamps.value;
}

/** Our FIN may be acknowledged now. */
function afterOwnFin(tcb: Tcb): void {
	if (!tcb.finSent || tcb.una < tcb.next || tcb.sent.length > 0) return;
	if (tcb.state === 'FIN_WAIT_1') {
		tcb.state = 'FIN_WAIT_2';
		if (tcb.orphan) tcb.timers.wait.start(WAIT_NS);
	} else if (tcb.state === 'CLOSING') wait(tcb);
	else if (tcb.state === 'LAST_ACK') {
		shut(tcb, 'CLOSED');
		tcb.ports.notify('closed');
	}
}

/** Whether a SYN for the same two ends may begin anew (RFC 9293, section 3.6.1; RFC 6191). */
export function allowsReuse(tcb: Tcb, { sequence, options }: WireSegment): boolean {
	if (tcb.state !== 'TIME_WAIT') return !isSynchronized(tcb) && tcb.state !== 'SYN_RECEIVED';
	const isNewer = ((options.timestamps?.value ?? 0) - (tcb.peerTimestamp ?? 0)) | 0;
	return isNewer > 0 || unwrap(sequence, tcb.remoteFirst ?? 0, received(tcb)) > received(tcb);
}

import { unwrap } from './numbers.ts';
import { takeAck } from './tcp-acknowledge.ts';
import { armTimers, resend, sendAck, sendReset, sendSyn } from './tcp-output.ts';
import type { Range } from './receive-queue.ts';
import { isSynchronized, received, shut, type Tcb, type TcpState } from './tcb.ts';
import { MS, SECOND } from './virtual-clock.ts';
import { FLAG, type WireSegment } from './wire.ts';

/** TIME-WAIT of Linux, and its limit of FIN-WAIT-2 for who does not read any more. */
export const WAIT_NS: number = 60 * SECOND;
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
	if (tcb.state === 'SYN_SENT') return inSynSent(tcb, segment, ack, has);
	const sequence = unwrap(segment.sequence, tcb.remoteFirst ?? 0, received(tcb));
	const length = segment.payload.length + (has(FLAG.syn) ? 1 : 0) + (has(FLAG.fin) ? 1 : 0);
	inLaterStates(tcb, { segment, sequence, end: sequence + length, ack, has });
}

/** The first segment of a connection that the other side opens. */
export function acceptSyn(tcb: Tcb, segment: WireSegment): void {
	tcb.state = 'SYN_RECEIVED';
	takeSyn(tcb, segment);
	sendSyn(tcb);
}

/** RFC 9293, section 3.10.7.3. */
function inSynSent(tcb: Tcb, segment: WireSegment, ack: number, has: Arrived['has']): void {
	const isAcceptable = has(FLAG.ack) && ack === 1;
	if (has(FLAG.ack) && !isAcceptable) return has(FLAG.rst) ? undefined : tcb.ports.refuse(segment);
	if (has(FLAG.rst)) {
		if (!isAcceptable) return;
		shut(tcb, 'CLOSED');
		return tcb.ports.notify('refused');
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

/** RFC 9293, section 3.10.7.4, in its order; RST and SYN by RFC 5961. */
function inLaterStates(tcb: Tcb, arrived: Arrived): void {
	const { segment, sequence, ack, has } = arrived;
	if (isRepeatedSyn(tcb, arrived)) return repeatSynAck(tcb);
	if (tcb.state === 'TIME_WAIT') return inTimeWait(tcb, arrived);
	if (!isAcceptable(tcb, arrived)) {
		if (!has(FLAG.rst)) answerUnacceptable(tcb, arrived);
		return;
	}
	if (has(FLAG.rst)) return takeReset(tcb, sequence);
	if (has(FLAG.syn) && !isCrossedSynAck(tcb, arrived)) return challenge(tcb);
	if (!has(FLAG.ack)) return;
	if (tcb.state === 'SYN_RECEIVED') {
		if (ack !== 1) return tcb.ports.refuse(segment);
		tcb.una = 1;
		establish(tcb, segment);
		tcb.ports.notify('connected');
	}
	if (ack > tcb.next) return challenge(tcb);
	takeTimestamp(tcb, segment, sequence);
	takeAck(tcb, segment, sequence, ack);
	afterOwnFin(tcb);
	const isGone = (tcb.state as TcpState) === 'CLOSED';
	if (!isGone && (segment.payload.length > 0 || has(FLAG.fin))) takeText(tcb, arrived, has(FLAG.fin));
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
	if (has(FLAG.syn) || end === sequence) return challenge(tcb);
	tcb.duplicate = duplicateOf(tcb, segment, sequence);
	tcb.acks.onDisorder();
	sendAck(tcb, 'duplicate-ack');
}

function duplicateOf(tcb: Tcb, { payload }: WireSegment, sequence: number): Range | null {
	const to = Math.min(sequence + payload.length, tcb.queue.next());
	return to > sequence ? [sequence, to] : null;
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
	if (sequence !== received(tcb)) return challenge(tcb);
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

function wait(tcb: Tcb): void {
	tcb.state = 'TIME_WAIT';
	tcb.timers.wait.start(WAIT_NS);
	tcb.ports.notify('closed');
}

function takeText(tcb: Tcb, { segment, sequence }: Arrived, fin: boolean): void {
	const { payload } = segment;
	if (payload.length > 0 && tcb.orphan && sequence + payload.length > received(tcb)) {
		// Nobody will ever read it.
		sendReset(tcb);
		shut(tcb, 'CLOSED');
		return tcb.ports.notify('reset');
	}
	let isDisorder = false;
	let isNew = false;
	if (payload.length > 0 && (tcb.gotFin || sequence >= tcb.windowEdge)) {
		tcb.duplicate = duplicateOf(tcb, segment, sequence);
		isDisorder = true;
	} else if (payload.length > 0) {
		const arrival = tcb.queue.add(sequence, payload);
		tcb.duplicate = arrival.duplicate;
		isDisorder = arrival.kind !== 'in-order' || arrival.closedGaps;
		isNew = arrival.kind === 'in-order';
		tcb.acks.onData(payload.length, tcb.ports.clock.now(), tcb.rtt.timeoutNs(0));
	}
	if (fin && !tcb.gotFin && sequence < tcb.windowEdge + 1) tcb.finAt = sequence + payload.length;
	const tookFin = takeFin(tcb);
	if (isDisorder) tcb.acks.onDisorder();
	acknowledge(tcb, isDisorder || (fin && !tookFin && !isNew));
	if (isNew) tcb.ports.notify('readable');
	if (tookFin) tcb.ports.notify('end');
}

/** Takes the other side's FIN once all in front of it is there. */
function takeFin(tcb: Tcb): boolean {
	if (tcb.gotFin || tcb.finAt !== tcb.queue.next()) return false;
	tcb.gotFin = true;
	tcb.acks.onFin();
	if (tcb.state === 'ESTABLISHED') tcb.state = 'CLOSE_WAIT';
	else if (tcb.state === 'FIN_WAIT_1') tcb.state = 'CLOSING';
	else if (tcb.state === 'FIN_WAIT_2') wait(tcb);
	return true;
}

/** Now, or when the delay is over. */
function acknowledge(tcb: Tcb, isDisorder: boolean): void {
	const closes = tcb.state === 'TIME_WAIT' || tcb.state === 'CLOSING';
	if (isDisorder) return sendAck(tcb, 'duplicate-ack');
	if (closes || tcb.acks.isDue(received(tcb) - tcb.saidAck)) return sendAck(tcb);
	if (tcb.acks.isPending() && !tcb.timers.delayedAck.isRunning()) {
		tcb.timers.delayedAck.start(tcb.acks.delayNs(tcb.rtt.smoothedNs()));
	}
	armTimers(tcb);
}

/** Whether a SYN for the same two ends may begin anew (RFC 9293, section 3.6.1; RFC 6191). */
export function allowsReuse(tcb: Tcb, { sequence, options }: WireSegment): boolean {
	if (tcb.state !== 'TIME_WAIT') return !isSynchronized(tcb) && tcb.state !== 'SYN_RECEIVED';
	const isNewer = ((options.timestamps?.value ?? 0) - (tcb.peerTimestamp ?? 0)) | 0;
	return isNewer > 0 || unwrap(sequence, tcb.remoteFirst ?? 0, received(tcb)) > received(tcb);
}

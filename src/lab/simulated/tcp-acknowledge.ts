import { unwrap } from './numbers.ts';
import type { SentSegment, Tcb } from './tcb.ts';
import { armTimers, pipe, resend, transmit } from './tcp-output.ts';
import { MS } from './virtual-clock.ts';
import type { WireSegment } from './wire.ts';

/** Three duplicates, or three segments behind it, say that a segment is lost (RFC 5681, RFC 6675). */
const DUPLICATE_LIMIT = 3;

/** Takes the ACK, the window and the blocks of an acceptable segment (RFC 9293, section 3.10.7.4; RFC 6675). */
export function takeAck(tcb: Tcb, segment: WireSegment, sequence: number, ack: number): void {
	const isNewWindow = takeWindow(tcb, segment, sequence, ack);
	const isNewBlock = takeBlocks(tcb, segment);
	if (ack > tcb.una) advance(tcb, segment, ack);
	else if (ack === tcb.una && tcb.sent.length > 0 && segment.payload.length === 0 && (isNewBlock || !isNewWindow)) {
		tcb.dupAcks++;
	}
	findLost(tcb);
	resendLost(tcb);
	transmit(tcb);
	armTimers(tcb);
	tcb.ports.notify('writable');
}

/** The retransmission timer fired: all that is not acknowledged counts as lost (RFC 6298, section 5; RFC 5681). */
export function onRetransmitTimeout(tcb: Tcb): void {
	tcb.attempts++;
	if (tcb.recovery !== 'timeout') tcb.ssthresh = Math.max(Math.floor(pipe(tcb) / 2), 2);
	tcb.cwnd = 1;
	tcb.recovery = 'timeout';
	tcb.recoverUntil = tcb.next;
	for (const entry of tcb.sent) {
		entry.lost = !entry.sacked;
		entry.resent = false;
	}
	resendLost(tcb);
	tcb.timers.retransmit.start(tcb.rtt.timeoutNs(tcb.attempts));
}

/** RFC 9293, section 3.10.7.4 (SND.WL1, SND.WL2): an old segment must not bring an old window. */
function takeWindow(tcb: Tcb, { window }: WireSegment, sequence: number, ack: number): boolean {
	const bytes = window * 2 ** tcb.sendScale;
	const isNewer =
		ack > tcb.windowAck ||
		sequence > tcb.windowSequence ||
		(sequence === tcb.windowSequence && ack === tcb.windowAck && bytes > tcb.sendWindow);
	if (!isNewer) return false;
	const isOther = bytes !== tcb.sendWindow;
	tcb.sendWindow = bytes;
	tcb.windowSequence = Math.max(sequence, tcb.windowSequence);
	tcb.windowAck = Math.max(ack, tcb.windowAck);
	if (bytes > 0 && tcb.sent.length === 0) {
		tcb.timers.persist.stop();
		tcb.attempts = 0;
	}
	return isOther;
}

function takeBlocks(tcb: Tcb, { options }: WireSegment): boolean {
	let isNew = false;
	for (const [left, right] of options.sack ?? []) {
		const from = unwrap(left, tcb.settings.initialSequence, tcb.una);
		const to = unwrap(right, tcb.settings.initialSequence, tcb.una);
		for (const entry of tcb.sent) {
			if (entry.sacked || entry.from < from || entry.to > to) continue;
			entry.sacked = true;
			isNew = true;
		}
	}
	return isNew;
}

function advance(tcb: Tcb, segment: WireSegment, ack: number): void {
	const covered = tcb.sent.filter((entry) => entry.to <= ack);
	const wasLimited = pipe(tcb) >= tcb.cwnd || tcb.recovery !== 'none';
	tcb.sent = tcb.sent.filter((entry) => entry.to > ack);
	sampleRtt(tcb, segment, covered);
	tcb.una = ack;
	tcb.attempts = 0;
	tcb.dupAcks = 0;
	tcb.ports.confirm();
	tcb.timers.retransmit.stop();
	if (tcb.recovery !== 'none' && ack >= tcb.recoverUntil) endRecovery(tcb);
	else if (tcb.recovery === 'fast') markFirstLost(tcb);
	else if (wasLimited) growWindow(tcb, covered.length);
}

/** Only of segments that were sent once (Karn), else by the timestamp (RFC 7323, section 4). */
function sampleRtt(tcb: Tcb, { options }: WireSegment, covered: readonly SentSegment[]): void {
	const now = tcb.ports.clock.now();
	const last = covered.findLast(({ times, sacked }) => times === 1 && !sacked);
	if (last && covered.every(({ times }) => times === 1)) {
		tcb.rtt.sample(now - last.sentNs);
		return;
	}
	const echo = options.timestamps?.echo ?? 0;
	if (echo === 0) return;
	const sentMs = (echo - tcb.settings.timestampOffset) | 0;
	tcb.rtt.sample(Math.max(now - sentMs * MS, MS));
}

function endRecovery(tcb: Tcb): void {
	if (tcb.recovery === 'fast') tcb.cwnd = tcb.ssthresh;
	tcb.recovery = 'none';
	for (const entry of tcb.sent) entry.lost = false;
}

/** A partial ACK: the next hole is lost, too (RFC 6582). */
function markFirstLost(tcb: Tcb): void {
	const first = tcb.sent.find(({ sacked }) => !sacked);
	if (first) first.lost = true;
}

/** Slow start, then congestion avoidance (RFC 5681, section 3.1). */
function growWindow(tcb: Tcb, segments: number): void {
	tcb.cwnd += tcb.cwnd < tcb.ssthresh ? segments : segments / tcb.cwnd;
}

function findLost(tcb: Tcb): void {
	let behind = tcb.sent.filter(({ sacked }) => sacked).length;
	let isLost = false;
	for (const entry of tcb.sent) {
		if (entry.sacked) {
			behind--;
			continue;
		}
		if (behind >= DUPLICATE_LIMIT) {
			entry.lost = true;
			isLost ||= !entry.resent;
		}
	}
	const first = tcb.sent[0];
	if (!tcb.peerSack && tcb.dupAcks >= DUPLICATE_LIMIT && first && tcb.recovery === 'none') {
		first.lost = true;
		isLost = true;
	}
	if (isLost && tcb.recovery === 'none') enterRecovery(tcb);
}

function enterRecovery(tcb: Tcb): void {
	tcb.recovery = 'fast';
	tcb.recoverUntil = tcb.next;
	tcb.ssthresh = Math.max(Math.floor(tcb.sent.length / 2), 2);
	tcb.cwnd = tcb.ssthresh;
	for (const entry of tcb.sent) entry.resent = false;
	const first = tcb.sent.find(({ lost, sacked }) => lost && !sacked);
	if (first) resendEntry(tcb, first);
}

function resendLost(tcb: Tcb): void {
	for (const entry of tcb.sent) {
		if (!entry.lost || entry.sacked || entry.resent) continue;
		if (pipe(tcb) >= tcb.cwnd) return;
		resendEntry(tcb, entry);
	}
}

function resendEntry(tcb: Tcb, entry: SentSegment): void {
	entry.resent = true;
	resend(tcb, entry, tcb.recovery === 'timeout' ? 'retransmission' : 'fast-retransmission');
}

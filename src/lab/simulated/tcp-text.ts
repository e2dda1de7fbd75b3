import type { Range } from './receive-queue.ts';
import { received, shut, type Tcb } from './tcb.ts';
import { armTimers, sendAck, sendReset } from './tcp-output.ts';
import { SECOND } from './virtual-clock.ts';
import type { WireSegment } from './wire.ts';

/** TIME-WAIT of Linux, and its limit of FIN-WAIT-2 for who does not read any more. */
export const WAIT_NS: number = 60 * SECOND;

/** Takes payload and FIN of an acceptable segment (RFC 9293, section 3.10.7.4: text, FIN), and acknowledges them. */
export function takeText(tcb: Tcb, segment: WireSegment, sequence: number, fin: boolean): void {
	const { payload } = segment;
	if (payload.length > 0 && tcb.orphan && sequence + payload.length > received(tcb)) {
		// Nobody will ever read it.
		sendReset(tcb);
		shut(tcb, 'CLOSED');
		tcb.ports.notify('reset');
		return;
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
	if (isDisorder) sendAck(tcb, 'duplicate-ack');
	else if (closes || tcb.acks.isDue(received(tcb) - tcb.saidAck)) sendAck(tcb);
	else if (tcb.acks.isPending() && !tcb.timers.delayedAck.isRunning()) {
		tcb.timers.delayedAck.start(tcb.acks.delayNs(tcb.rtt.smoothedNs()));
	}
	armTimers(tcb);
}

/** Begins TIME-WAIT (RFC 9293, section 3.6). */
export function wait(tcb: Tcb): void {
	tcb.state = 'TIME_WAIT';
	tcb.timers.wait.start(WAIT_NS);
	tcb.ports.notify('closed');
}

/** Those of its bytes that were there before, for a D-SACK (RFC 2883). */
export function duplicateOf(tcb: Tcb, { payload }: WireSegment, sequence: number): Range | null {
	const to = Math.min(sequence + payload.length, tcb.queue.next());
	return to > sequence ? [sequence, to] : null;
}

import { wrap } from './numbers.ts';
import { createTcb, received, shut, type Tcb, type TcbPorts, type TcpSettings, type TcpState } from './tcb.ts';
import { onRetransmitTimeout } from './tcp-acknowledge.ts';
import { armTimers, sendAck, sendIntoSmallWindow, sendProbe, sendReset, sendSyn, transmit } from './tcp-output.ts';
import { acceptSyn, segmentArrives } from './tcp-receive.ts';
import { WAIT_NS } from './tcp-text.ts';
import { SECOND } from './virtual-clock.ts';
import { bytes, type WireSegment } from './wire.ts';

/** A socket: what a program has of a connection. Nothing blocks; `notify` tells when a call would give something. */
export interface Endpoint {
	readonly state: () => TcpState;
	readonly connect: () => void;
	readonly accept: (syn: WireSegment) => void;
	readonly arrives: (segment: WireSegment) => void;
	/** Takes what the send buffer has room for; returns how much that is. */
	readonly send: (data: Uint8Array) => number;
	readonly read: (mostBytes: number) => Uint8Array;
	readonly unreadBytes: () => number;
	/** The other side has closed its way, and all of it is read. */
	readonly isAtEnd: () => boolean;
	/** Closes the own way only. */
	readonly shutdown: () => void;
	/** Closes both ways; with unread data that is a RST, as in Linux. */
	readonly close: () => void;
	/** RST at once (SO_LINGER with 0). */
	readonly abort: () => void;
	/** Raw: what comes next in both ways, and what the other side has acknowledged. */
	readonly numbers: () => { readonly sent: number; readonly next: number; readonly acknowledged: number };
	readonly tcb: Tcb;
}

const RETRIES = { syn: 6, synAck: 5, data: 15, orphan: 8 } as const;
const KEEP_ALIVE = { intervalNs: 75 * SECOND, probes: 9 } as const;

export function createEndpoint(settings: TcpSettings, ports: TcbPorts, passive: boolean): Endpoint {
	const { clock } = ports;
	const tcb: Tcb = createTcb(settings, ports, passive, {
		retransmit: clock.timer(() => onRetransmit(tcb)),
		persist: clock.timer(() => onPersist(tcb)),
		delayedAck: clock.timer(() => onDelayOver(tcb)),
		keepAlive: clock.timer(() => onIdle(tcb)),
		wait: clock.timer(() => shut(tcb, 'CLOSED')),
	});
	return {
		tcb,
		state: () => tcb.state,
		connect() {
			tcb.state = 'SYN_SENT';
			sendSyn(tcb);
		},
		accept: (syn) => acceptSyn(tcb, syn),
		arrives: (segment) => segmentArrives(tcb, segment),
		send: (data) => send(tcb, data),
		read: (mostBytes) => read(tcb, mostBytes),
		unreadBytes: () => tcb.queue.unreadBytes(),
		isAtEnd: () => tcb.gotFin && tcb.queue.unreadBytes() === 0,
		shutdown: () => closeOwnWay(tcb),
		close: () => close(tcb),
		abort: () => abort(tcb),
		numbers: () => ({
			sent: wrap(settings.initialSequence, tcb.next),
			next: wrap(tcb.remoteFirst ?? 0, tcb.remoteFirst === null ? 0 : received(tcb)),
			acknowledged: wrap(settings.initialSequence, tcb.una),
		}),
	};
}

function send(tcb: Tcb, data: Uint8Array): number {
	const isOpen = tcb.state === 'ESTABLISHED' || tcb.state === 'CLOSE_WAIT';
	if (!isOpen || tcb.finWanted) return 0;
	const waiting = tcb.unsent.length + (tcb.next - tcb.una);
	const taken = data.subarray(0, Math.max(0, tcb.settings.sendBufferBytes - waiting));
	tcb.unsent = bytes(tcb.unsent, taken);
	transmit(tcb);
	return taken.length;
}

/** A read may earn an ACK, and tells the other side when the window opens again. */
function read(tcb: Tcb, mostBytes: number): Uint8Array {
	const window = tcb.windowEdge - received(tcb);
	const taken = tcb.queue.take(mostBytes);
	if (taken.length === 0 || tcb.state === 'CLOSED') return taken;
	const { receiveBufferBytes: buffer } = tcb.settings;
	const free = buffer - tcb.queue.unreadBytes();
	const reopens = !tcb.gotFin && 2 * window <= buffer && free >= 2 * window && free >= Math.max(buffer / 16, tcb.mss);
	const isDue = tcb.queue.unreadBytes() === 0 && tcb.acks.isDueAfterRead(received(tcb) - tcb.saidAck);
	if (isDue) sendAck(tcb);
	else if (reopens) sendAck(tcb, 'window-update');
	return taken;
}

function closeOwnWay(tcb: Tcb): void {
	if (tcb.state === 'SYN_SENT') {
		shut(tcb, 'CLOSED');
		return;
	}
	tcb.finWanted = true;
	transmit(tcb);
}

function close(tcb: Tcb): void {
	if (tcb.queue.unreadBytes() > 0) {
		abort(tcb);
		return;
	}
	tcb.orphan = true;
	closeOwnWay(tcb);
	if (tcb.state === 'FIN_WAIT_2') tcb.timers.wait.start(WAIT_NS);
}

function abort(tcb: Tcb): void {
	if (tcb.state === 'CLOSED' || tcb.state === 'TIME_WAIT') return;
	if (tcb.state !== 'SYN_SENT') sendReset(tcb);
	shut(tcb, 'CLOSED');
}

function onRetransmit(tcb: Tcb): void {
	if (tcb.attempts >= retryLimit(tcb)) {
		giveUp(tcb);
		return;
	}
	onRetransmitTimeout(tcb);
}

function retryLimit({ state, orphan }: Tcb): number {
	if (state === 'SYN_SENT') return RETRIES.syn;
	if (state === 'SYN_RECEIVED') return RETRIES.synAck;
	return orphan ? RETRIES.orphan : RETRIES.data;
}

function giveUp(tcb: Tcb): void {
	shut(tcb, tcb.state === 'SYN_RECEIVED' && tcb.passive ? 'LISTEN' : 'CLOSED');
	tcb.ports.notify('timed-out');
}

/** The window is shut, or too small for a segment: what fits, or else a probe (RFC 9293, section 3.8.6.1). */
function onPersist(tcb: Tcb): void {
	if (tcb.unanswered >= retryLimit(tcb)) {
		giveUp(tcb);
		return;
	}
	if (sendIntoSmallWindow(tcb)) {
		armTimers(tcb);
		return;
	}
	tcb.unanswered++;
	tcb.attempts++;
	sendProbe(tcb, 'zero-window-probe');
	tcb.timers.persist.start(tcb.rtt.timeoutNs(tcb.attempts));
}

function onDelayOver(tcb: Tcb): void {
	if (!tcb.acks.isPending() || tcb.state === 'CLOSED') return;
	tcb.acks.onDelayOver(tcb.rtt.timeoutNs(0));
	sendAck(tcb);
}

function onIdle(tcb: Tcb): void {
	const { keepAliveNs } = tcb.settings;
	if (keepAliveNs === null) return;
	const idle = tcb.ports.clock.now() - tcb.lastReceivedNs;
	const isBusy = tcb.sent.length > 0 || tcb.unsent.length > 0;
	if (isBusy || (idle < keepAliveNs && tcb.unanswered === 0)) {
		tcb.timers.keepAlive.start(isBusy ? keepAliveNs : keepAliveNs - idle);
		return;
	}
	if (tcb.unanswered >= KEEP_ALIVE.probes) {
		sendReset(tcb);
		giveUp(tcb);
		return;
	}
	tcb.unanswered++;
	sendProbe(tcb, 'keep-alive');
	tcb.timers.keepAlive.start(KEEP_ALIVE.intervalNs);
}

import { wrap } from './numbers.ts';
import type { Range } from './receive-queue.ts';
import { type About, received, type SentSegment, type Tcb } from './tcb.ts';
import { MS } from './virtual-clock.ts';
import { FLAG, type TcpOptions } from './wire.ts';

const NOTHING = new Uint8Array(0);
const MOST_WINDOW = 0xffff;
/** With timestamps beside them (RFC 2018, section 3). */
const MOST_BLOCKS = 3;

/** Sends SYN or SYN-ACK. */
export function sendSyn(tcb: Tcb): void {
	const flags = FLAG.syn | (tcb.remoteFirst === null ? 0 : FLAG.ack);
	const id = emit(tcb, flags, 0, NOTHING, { kind: 'new', of: null });
	tcb.sent = [newEntry(tcb, id, 0, 1, flags, NOTHING)];
	tcb.next = 1;
	tcb.timers.retransmit.start(tcb.rtt.timeoutNs(0));
}

/** Sends a segment without data. */
export function sendAck(tcb: Tcb, kind: About['kind'] = 'ack'): void {
	emit(tcb, FLAG.ack, tcb.next, NOTHING, { kind, of: null });
}

/** A segment before the window, only to be answered (RFC 9293, sections 3.8.4 and 3.8.6.1, as Linux has it). */
export function sendProbe(tcb: Tcb, kind: 'keep-alive' | 'zero-window-probe'): void {
	emit(tcb, FLAG.ack, tcb.una - 1, NOTHING, { kind, of: null });
}

/** Ends the connection for the other side. */
export function sendReset(tcb: Tcb): void {
	emit(tcb, FLAG.rst | FLAG.ack, tcb.next, NOTHING, { kind: 'reset', of: null });
}

/** Sends one more time what was sent before. */
export function resend(tcb: Tcb, entry: SentSegment, kind: 'retransmission' | 'fast-retransmission' | 'new'): void {
	// What was a SYN may be a SYN-ACK by now: a simultaneous open.
	const ack = tcb.remoteFirst === null ? 0 : FLAG.ack;
	emit(tcb, entry.flags | ack, entry.from, entry.payload, { kind, of: entry.id });
	entry.times++;
	entry.sentNs = tcb.ports.clock.now();
}

/** Sends what may be sent: new bytes, and the FIN behind the last of them. */
export function transmit(tcb: Tcb): void {
	if (tcb.state !== 'ESTABLISHED' && tcb.state !== 'CLOSE_WAIT') return;
	while (pipe(tcb) < tcb.cwnd && sendNext(tcb, Number.POSITIVE_INFINITY));
	armTimers(tcb);
}

/** Sends as much as the other side's window takes although no full segment fits; false if nothing does. */
export function sendIntoSmallWindow(tcb: Tcb): boolean {
	const room = tcb.una + tcb.sendWindow - tcb.next;
	return room > 0 && sendNext(tcb, room);
}

/** Segments that are on their way (RFC 6675). */
export function pipe({ sent }: Tcb): number {
	return sent.reduce((count, { sacked, lost, resent }) => count + (!sacked && (!lost || resent) ? 1 : 0), 0);
}

/** The retransmission timer runs while something waits for its ACK; else the persist timer, if the window is shut. */
export function armTimers(tcb: Tcb): void {
	const { retransmit, persist } = tcb.timers;
	if (tcb.sent.length > 0) {
		persist.stop();
		if (!retransmit.isRunning()) retransmit.start(tcb.rtt.timeoutNs(tcb.attempts));
		return;
	}
	retransmit.stop();
	const waits = tcb.unsent.length > 0 || (tcb.finWanted && !tcb.finSent);
	if (waits && !persist.isRunning()) persist.start(tcb.rtt.timeoutNs(0));
	if (!waits) persist.stop();
}

function sendNext(tcb: Tcb, mostBytes: number): boolean {
	const length = Math.min(tcb.mss, tcb.unsent.length, mostBytes);
	const isLast = length === tcb.unsent.length;
	const fin = tcb.finWanted && !tcb.finSent && isLast;
	if (length === 0 && !fin) return false;
	const to = tcb.next + length + (fin ? 1 : 0);
	if (to > tcb.una + tcb.sendWindow && mostBytes === Number.POSITIVE_INFINITY) return false;
	if (!fin && mostBytes === Number.POSITIVE_INFINITY && isHeldBack(tcb, length)) return false;
	const payload = tcb.unsent.slice(0, length);
	tcb.unsent = tcb.unsent.slice(length);
	const flags = FLAG.ack | (length > 0 && isLast ? FLAG.psh : 0) | (fin ? FLAG.fin : 0);
	if (length > 0) tcb.acks.onSend(tcb.ports.clock.now());
	if (length < tcb.mss) tcb.smallUntil = to;
	const from = tcb.next;
	tcb.next = to;
	if (fin) closeOwnWay(tcb);
	tcb.sent.push(newEntry(tcb, emit(tcb, flags, from, payload, { kind: 'new', of: null }), from, to, flags, payload));
	return true;
}

/** Nagle's algorithm as Linux has it: a small segment waits only for another small one (Minshall). */
function isHeldBack(tcb: Tcb, length: number): boolean {
	return length < tcb.mss && !tcb.settings.noDelay && tcb.sent.length > 0 && tcb.smallUntil > tcb.una;
}

/** At the FIN, not before: until it is sent nobody outside can tell (RFC 9293, section 3.10.4, may be read otherwise). */
function closeOwnWay(tcb: Tcb): void {
	tcb.finSent = true;
	tcb.state = tcb.state === 'CLOSE_WAIT' ? 'LAST_ACK' : 'FIN_WAIT_1';
}

function newEntry(tcb: Tcb, id: number, from: number, to: number, flags: number, payload: Uint8Array): SentSegment {
	const sentNs = tcb.ports.clock.now();
	return { id, from, to, flags, payload, sentNs, times: 1, sacked: false, lost: false, resent: false };
}

function emit(tcb: Tcb, flags: number, from: number, payload: Uint8Array, about: About): number {
	const { settings, ports } = tcb;
	const isSyn = (flags & FLAG.syn) !== 0;
	const hasAck = (flags & FLAG.ack) !== 0;
	const window = selectWindow(tcb, isSyn);
	const options = isSyn ? synOptions(tcb) : { ...stamp(tcb), ...sackOption(tcb) };
	if (hasAck) {
		tcb.saidAck = received(tcb);
		tcb.acks.onAckSent();
		tcb.timers.delayedAck.stop();
	}
	// Linux has IP ID 0 where no full socket sends: SYN-ACK of a listener, a later ACK in TIME-WAIT.
	const isRemnant = tcb.state === 'TIME_WAIT' && about.kind === 'duplicate-ack';
	const withId = !(isSyn && hasAck && tcb.passive) && !isRemnant;
	const segment = {
		sourcePort: settings.localPort,
		destinationPort: settings.remotePort,
		sequence: wrap(settings.initialSequence, from),
		acknowledgment: hasAck ? wrap(tcb.remoteFirst ?? 0, received(tcb)) : 0,
		flags,
		window,
		options,
		payload,
	};
	return ports.emit(segment, about, withId);
}

function synOptions(tcb: Tcb): TcpOptions {
	const { mss, scale, sack } = tcb.settings;
	return { mss, ...(sack ? { sackPermitted: true } : {}), ...stamp(tcb), scale };
}

/** RFC 7323, section 3: in milliseconds, as Linux has it. */
function stamp(tcb: Tcb): TcpOptions {
	const value = (Math.floor(tcb.ports.clock.now() / MS) + tcb.settings.timestampOffset) >>> 0;
	return { timestamps: { value, echo: tcb.peerTimestamp ?? 0 } };
}

function sackOption(tcb: Tcb): TcpOptions {
	if (!tcb.peerSack || !tcb.settings.sack) return {};
	const all: readonly Range[] = [...(tcb.duplicate ? [tcb.duplicate] : []), ...tcb.queue.blocks()];
	tcb.duplicate = null;
	if (all.length === 0) return {};
	const first = tcb.remoteFirst ?? 0;
	return { sack: all.slice(0, MOST_BLOCKS).map(([from, to]) => [wrap(first, from), wrap(first, to)] as const) };
}

/**
 * The window of this segment (RFC 9293, section 3.8.6.2.2, as Linux has it): 0 once less than a segment or a 16th of
 * the buffer is free, rounded up to the scale; its right edge never goes back.
 */
function selectWindow(tcb: Tcb, isSyn: boolean): number {
	const { receiveBufferBytes: buffer } = tcb.settings;
	const free = Math.max(0, buffer - tcb.queue.unreadBytes());
	const unit = isSyn ? 1 : 2 ** tcb.receiveScale;
	const offered = free < Math.max(buffer / 16, Math.min(tcb.mss, buffer / 2)) ? 0 : free;
	const current = Math.max(0, tcb.windowEdge - received(tcb));
	const window = Math.min(Math.ceil(Math.max(offered, current) / unit), MOST_WINDOW);
	tcb.windowEdge = Math.max(tcb.windowEdge, received(tcb) + window * unit);
	return window;
}

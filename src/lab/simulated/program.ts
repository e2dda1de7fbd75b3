import type { Ends } from '../../events/program-event.ts';
import type { Dice } from './dice.ts';
import type { Endpoint } from './endpoint.ts';
import { type Journal, RETURN_NS, type Voice } from './journal.ts';
import type { SocketEvent } from './tcb.ts';
import type { ProgramLog } from './truth.ts';
import { MS, US, type VirtualClock } from './virtual-clock.ts';
import { bytes } from './wire.ts';

/** What a program is made of: it is woken some time after the kernel has something, and then acts. */
export interface ProgramTools {
	readonly clock: VirtualClock;
	readonly dice: Dice;
	/** Told once for each program whose connection is over. */
	readonly onOver: () => void;
	readonly journal?: Journal | undefined;
}

/** A program's end of one connection, with what it did and got. */
export interface ProgramSocket {
	readonly socket: Endpoint;
	readonly ends: Ends;
	/** Sends all of it, waiting for room if need be. */
	readonly send: (data: Uint8Array) => void;
	readonly read: (mostBytes: number) => Uint8Array;
	readonly close: () => void;
	readonly shutdown: () => void;
	readonly abort: () => void;
	/** Gives up a connection that nobody answers. */
	readonly giveUp: () => void;
	/** Does this a little later (a process must be woken first), unless the connection is gone. */
	readonly later: (action: () => void, extraMs?: number) => void;
	/** To be told of each event of the socket. */
	readonly onEvent: (event: SocketEvent) => void;
	/** The program has read to the end of the stream. */
	readonly sawEnd: () => void;
	readonly hasUnsent: () => boolean;
	readonly isOpen: () => boolean;
	readonly log: () => ProgramLog;
}

/** How long a process takes to run once it is woken. */
const WAKE_US = { least: 150, most: 900 } as const;
const READ_NS = 5 * US;
const ERROR_CODES = { refused: 'ECONNREFUSED', reset: 'ECONNRESET', 'timed-out': 'ETIMEDOUT' } as const;

/** Makes a program's end of a connection. */
export function createProgramSocket(
	socket: Endpoint,
	ends: Ends,
	voice: Voice,
	{ clock, dice, onOver }: ProgramTools,
): ProgramSocket {
	let waiting: Uint8Array = new Uint8Array(0);
	let endsAfter: (() => void) | null = null;
	const sent: Uint8Array[] = [];
	const received: Uint8Array[] = [];
	const told = new Set<'close' | 'end'>();
	let error: ProgramLog['error'] = null;
	let aborted = false;
	let isDone = false;
	let isOver = false;

	function push(): void {
		if (isDone) return;
		const taken = socket.send(waiting);
		sent.push(waiting.subarray(0, taken));
		waiting = waiting.subarray(taken);
		if (waiting.length === 0 && endsAfter) {
			const end = endsAfter;
			endsAfter = null;
			end();
		}
	}

	function over(): void {
		if (!isOver) onOver();
		isOver = true;
	}

	/** Once all is handed to the kernel. */
	const afterSending = (end: () => void): void => {
		endsAfter = end;
		push();
	};

	function tellOnce(call: 'close' | 'end'): void {
		if (told.has(call)) return;
		told.add(call);
		if (call === 'close') voice.call('close', ends, { heardAfterNs: 0 });
		else voice.call('end-of-stream', ends, { heardAfterNs: RETURN_NS });
	}

	function fail(failure: NonNullable<ProgramLog['error']>): void {
		error ??= failure;
		const isConnecting = failure === 'refused' || socket.state() === 'SYN_SENT';
		const of = isConnecting ? { local: null, remote: ends.remote } : ends;
		if (!isDone) voice.call('error', of, { heardAfterNs: RETURN_NS, error: ERROR_CODES[failure] });
		if (!isDone) voice.fail(failure);
	}

	return {
		socket,
		ends,
		send(data) {
			voice.call('write', ends, { bytes: data.length });
			waiting = bytes(waiting, data);
			push();
		},
		read(mostBytes) {
			const taken = socket.read(mostBytes);
			received.push(taken);
			if (taken.length > 0) voice.call('read', ends, { heardAfterNs: READ_NS, bytes: taken.length });
			return taken;
		},
		close() {
			if (!isDone) tellOnce('close');
			afterSending(() => {
				isDone = true;
				aborted = socket.unreadBytes() > 0;
				socket.close();
				if (aborted) over();
				// What a closed program still hears of.
				if (socket.isAtEnd()) tellOnce('end');
			});
		},
		shutdown() {
			tellOnce('close');
			afterSending(() => socket.shutdown());
		},
		abort() {
			voice.call('reset', ends, { heardAfterNs: 0 });
			isDone = true;
			aborted = true;
			socket.abort();
			over();
		},
		giveUp() {
			fail('timed-out');
			isDone = true;
			socket.abort();
			over();
		},
		later(action, extraMs = 0) {
			clock.after(dice.between(WAKE_US.least, WAKE_US.most) * US + extraMs * MS, () => {
				if (!isDone && error === null) action();
			});
		},
		onEvent(event) {
			if (event === 'refused' || event === 'reset' || event === 'timed-out') fail(event);
			if (event === 'end' && isDone) tellOnce('end');
			if (error !== null || event === 'closed') over();
			if (event === 'writable' && waiting.length > 0) push();
		},
		sawEnd: () => tellOnce('end'),
		hasUnsent: () => waiting.length > 0,
		isOpen: () => !isDone && error === null,
		log: () => ({
			state: socket.state(),
			sent: bytes(...sent),
			received: bytes(...received),
			sawEnd: socket.isAtEnd(),
			error,
			aborted,
		}),
	};
}

import type { Dice } from './dice.ts';
import type { Endpoint } from './endpoint.ts';
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
}

/** A program's end of one connection, with what it did and got. */
export interface ProgramSocket {
	readonly socket: Endpoint;
	/** Sends all of it, waiting for room if need be. */
	readonly send: (data: Uint8Array) => void;
	readonly read: (mostBytes: number) => Uint8Array;
	readonly close: () => void;
	readonly shutdown: () => void;
	readonly abort: () => void;
	/** Does this a little later (a process must be woken first), unless the connection is gone. */
	readonly later: (action: () => void, extraMs?: number) => void;
	/** To be told of each event of the socket. */
	readonly onEvent: (event: SocketEvent) => void;
	readonly hasUnsent: () => boolean;
	readonly log: () => ProgramLog;
}

/** How long a process takes to run once it is woken. */
const WAKE_US = { least: 150, most: 900 } as const;

export function createProgramSocket(socket: Endpoint, { clock, dice, onOver }: ProgramTools): ProgramSocket {
	let waiting: Uint8Array = new Uint8Array(0);
	let endsAfter: (() => void) | null = null;
	const sent: Uint8Array[] = [];
	const received: Uint8Array[] = [];
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

	return {
		socket,
		send(data) {
			waiting = bytes(waiting, data);
			push();
		},
		read(mostBytes) {
			const taken = socket.read(mostBytes);
			received.push(taken);
			return taken;
		},
		close: () =>
			afterSending(() => {
				isDone = true;
				aborted = socket.unreadBytes() > 0;
				socket.close();
				if (aborted) over();
			}),
		shutdown: () => afterSending(() => socket.shutdown()),
		abort() {
			isDone = true;
			aborted = true;
			socket.abort();
			over();
		},
		later(action, extraMs = 0) {
			clock.after(dice.between(WAKE_US.least, WAKE_US.most) * US + extraMs * MS, () => {
				if (!isDone && error === null) action();
			});
		},
		onEvent(event) {
			if (event === 'refused' || event === 'reset' || event === 'timed-out') error ??= event;
			if (error !== null || event === 'closed') over();
			if (event === 'writable' && waiting.length > 0) push();
		},
		hasUnsent: () => waiting.length > 0,
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

import type { Socket } from 'node:net';
import { loggedWrite } from './connection.ts';
import { endsOf, type ProgramLog } from './program-log.ts';
import type { ServerManners } from './server-manners.ts';

/** Sends events that nobody asked for: what makes an upcall one. */
export interface Pusher {
	readonly join: (socket: Socket) => void;
	readonly leave: (socket: Socket) => void;
	/** A client said something. */
	readonly said: (by: Socket, text: string) => void;
	readonly end: () => void;
}

/** Makes a server's pusher; one that is not to push does nothing. */
export function createPusher({
	manners: { push },
	log,
}: {
	readonly manners: ServerManners;
	readonly log: ProgramLog;
}): Pusher {
	const sockets = new Set<Socket>();
	let ticks = 0;
	const send = (socket: Socket, text: string): void => {
		if (socket.writable) loggedWrite(socket, Buffer.from(`Upcall event: ${text}`), log);
	};
	const tick = (): void => {
		if (sockets.size === 0) return;
		ticks += 1;
		for (const socket of sockets) send(socket, `tick ${ticks}`);
	};
	const timer = push !== null && push !== 'messages' ? setInterval(tick, push.everyMs) : undefined;
	return {
		join: (socket) => void sockets.add(socket),
		leave: (socket) => void sockets.delete(socket),
		said(by, text) {
			if (push !== 'messages') return;
			const { remote } = endsOf(by);
			for (const socket of sockets) if (socket !== by) send(socket, `${remote} says ${text}`);
		},
		end: () => clearInterval(timer),
	};
}

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../capture/child-end.ts';
import { systemReason } from '../capture/system-reason.ts';
import { CapnoteError } from '../errors.ts';
import type { Answer } from './answers.ts';
import { errorCode, isNodeError, loggedReads, loggedWrite, lost } from './connection.ts';
import { findPortHolder } from './port-holder.ts';
import { printable } from './printable.ts';
import { endsOf, type ProgramLog } from './program-log.ts';
import { createPusher, type Pusher } from './pusher.ts';
import { type ServerManners, STOP_AFTER_MS } from './server-manners.ts';

export interface ServerOptions {
	readonly host: string;
	/** 0 lets the system choose. */
	readonly port: number;
	readonly answer: Answer;
	/** What it says as soon as it has a connection, where it speaks first. */
	readonly greeting?: string | null;
	/** End after so many connections: 1 as the lab's original does; `null` goes on. */
	readonly connections: number | null;
	readonly manners: ServerManners;
	readonly log: ProgramLog;
	readonly print: (line: string) => void;
	/** Told when a connection broke; a server of one connection fails instead. */
	readonly onLost: (error: CapnoteError) => void;
	/** Ends the server. */
	readonly signal: AbortSignal;
}

/**
 * Who sends the word that ends it closes right behind it: so long its FIN is waited for. The originals' client closes
 * before their server wakes up; ours are slower, and who closed first would be chance.
 */
const FAREWELL_MS = 200;

/** A server under way. */
interface Serving extends ServerOptions {
	readonly pusher: Pusher;
	/** Counts a request that was read: what is to happen instead of, or after, its reply. */
	readonly countRequest: () => 'stop' | 'reset' | null;
	readonly stop: () => void;
}

/**
 * A lab's server: answers what each read gives.
 *
 * @throws CapnoteError `port-in-use` or `port-forbidden`; with one connection, `connection-lost`.
 */
export async function runServer(options: ServerOptions): Promise<void> {
	const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
	const open = new Set<Socket>();
	const served: Promise<void>[] = [];
	let isStopped = false;
	const stop = (): void => {
		isStopped = true;
		server.close();
		for (const socket of open) {
			options.log.add('close', endsOf(socket));
			socket.destroy();
		}
	};
	const serving = { ...options, ...requestCounter(options.manners), pusher: createPusher(options), stop };
	server.on('connection', (socket) => {
		options.log.add('accept', endsOf(socket));
		open.add(socket.on('close', () => open.delete(socket)));
		const one = serve(socket, serving);
		served.push(one);
		if (served.length === options.connections) server.close();
		one.catch((error) => {
			if (options.connections !== 1 && !isStopped) options.onLost(error);
		});
	});
	const finished = once(server, 'close').then(async () => {
		const ends = await Promise.allSettled(served);
		const failed = ends.find((end) => end.status === 'rejected');
		if (options.connections === 1 && !isStopped && failed !== undefined) throw failed.reason;
	});
	finished.catch(() => undefined);
	await listen(server, options);
	options.signal.addEventListener('abort', stop, { once: true });
	if (options.signal.aborted) stop();
	await finished.finally(() => {
		options.signal.removeEventListener('abort', stop);
		serving.pusher.end();
	});
}

function requestCounter({ ending }: ServerManners): Pick<Serving, 'countRequest'> {
	let requests = 0;
	return {
		countRequest: () => {
			requests += 1;
			return ending !== null && requests === ending.after ? ending.how : null;
		},
	};
}

async function listen(server: Server, { host, port, print, log }: ServerOptions): Promise<void> {
	const from = log.moment();
	try {
		await once(server.listen(port, host), 'listening');
	} catch (error) {
		log.add('error', { local: null, remote: null }, { from, error: errorCode(error) });
		if (isNodeError(error, 'EADDRINUSE')) {
			throw new CapnoteError('port-in-use', { port, holder: findPortHolder(port) }, error);
		}
		throw new CapnoteError('port-forbidden', { port, reason: systemReason(error) }, error);
	}
	const address = server.address();
	const local = `${host}:${typeof address === 'object' ? address?.port : port}`;
	for (const call of ['bind', 'listen'] as const) log.add(call, { local, remote: null }, { from });
	print(`Server listening on ${local}`);
}

async function serve(socket: Socket, serving: Serving): Promise<void> {
	const { print, pusher, manners, log } = serving;
	const host = socket.remoteAddress ?? '';
	const port = socket.remotePort ?? 0;
	const ends = endsOf(socket);
	print(`Connection from: ('${host}', ${port})`);
	try {
		pusher.join(socket);
		if (serving.greeting) loggedWrite(socket, Buffer.from(serving.greeting), log);
		if (manners.slowStartMs > 0) await sleep(manners.slowStartMs);
		await converse(socket, serving);
		if (socket.destroyed) return;
		// What still comes after an unanswered word must be read, or the close is never seen.
		socket.resume();
		if (!socket.readableEnded && (await within(once(socket, 'end'), FAREWELL_MS))) log.add('end-of-stream', ends);
		log.add('close', ends);
		socket.end();
		if (!socket.closed) await once(socket, 'close');
	} catch (error) {
		log.add('error', ends, { error: errorCode(error) });
		throw lost(host, port, error);
	} finally {
		pusher.leave(socket);
	}
}

async function converse(socket: Socket, serving: Serving): Promise<void> {
	const { answer, print, log, manners, pusher } = serving;
	const text = new StringDecoder('utf8');
	const ends = endsOf(socket);
	for await (const bytes of loggedReads(socket, log)) {
		const said = text.write(bytes);
		print(`Received from client: ${printable(said)}`);
		const ending = serving.countRequest();
		if (ending === 'reset') {
			log.add('reset', ends);
			socket.resetAndDestroy();
			return;
		}
		const reply = answer(bytes);
		if (reply === null) return;
		if (manners.thinkMs > 0) await sleep(manners.thinkMs);
		if (socket.destroyed) return;
		// One write, so that the reply is one segment.
		if (!loggedWrite(socket, reply, log)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
		pusher.said(socket, said);
		if (ending === 'stop') setTimeout(serving.stop, STOP_AFTER_MS);
	}
}

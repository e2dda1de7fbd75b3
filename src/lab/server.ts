import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { systemReason } from '../capture/system-reason.ts';
import { CapnoteError } from '../errors.ts';
import type { Answer } from './answers.ts';
import { isNodeError, lost, readsOf } from './connection.ts';
import { printable } from './printable.ts';

export interface ServerOptions {
	readonly host: string;
	/** 0 lets the system choose. */
	readonly port: number;
	readonly answer: Answer;
	/** End after one connection, as the lab's original does. */
	readonly once: boolean;
	readonly print: (line: string) => void;
	/** Told when a connection broke; with `once` the server fails instead. */
	readonly onLost: (error: CapnoteError) => void;
	/** Ends the server. */
	readonly signal: AbortSignal;
}

/**
 * A lab's server: answers what each read gives.
 *
 * @throws CapnoteError `port-in-use` or `port-forbidden`; with `once`, `connection-lost`.
 */
export async function runServer(options: ServerOptions): Promise<void> {
	const server = createServer({ allowHalfOpen: true });
	const open = new Set<Socket>();
	let onlyOne = Promise.resolve();
	server.on('connection', (socket) => {
		open.add(socket.on('close', () => open.delete(socket)));
		if (options.once) server.close();
		const served = serve(socket, options);
		if (options.once) onlyOne = served;
		served.catch((error) => {
			if (!options.once && !options.signal.aborted) options.onLost(error);
		});
	});
	const finished = new Promise<void>((resolve, reject) => {
		server.on('close', () => onlyOne.then(resolve, options.signal.aborted ? () => resolve() : reject));
	});
	finished.catch(() => undefined);
	await listen(server, options);
	const stop = (): void => {
		server.close();
		for (const socket of open) socket.destroy();
	};
	options.signal.addEventListener('abort', stop, { once: true });
	if (options.signal.aborted) stop();
	await finished.finally(() => options.signal.removeEventListener('abort', stop));
}

async function listen(server: Server, { host, port, print }: ServerOptions): Promise<void> {
	try {
		await once(server.listen(port, host), 'listening');
	} catch (error) {
		if (isNodeError(error, 'EADDRINUSE')) throw new CapnoteError('port-in-use', { port }, error);
		throw new CapnoteError('port-forbidden', { port, reason: systemReason(error) }, error);
	}
	const address = server.address();
	print(`Server listening on ${host}:${typeof address === 'object' ? address?.port : port}`);
}

async function serve(socket: Socket, { answer, print }: ServerOptions): Promise<void> {
	const host = socket.remoteAddress ?? '';
	const port = socket.remotePort ?? 0;
	const text = new StringDecoder('utf8');
	print(`Connection from: ('${host}', ${port})`);
	try {
		for await (const bytes of readsOf(socket)) {
			print(`Received from client: ${printable(text.write(bytes))}`);
			const reply = answer(bytes);
			if (reply === null) break;
			// One write, so that the reply is one segment.
			if (!socket.write(reply)) await once(socket, 'drain');
		}
		socket.end();
		// What still comes after an unanswered word must be read, or the close is never seen.
		socket.resume();
		await once(socket, 'close');
	} catch (error) {
		throw lost(host, port, error);
	}
}

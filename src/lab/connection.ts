import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { within } from '../capture/child-end.ts';
import { systemReason } from '../capture/system-reason.ts';
import { CapnoteError } from '../errors.ts';
import { endsOf, type ProgramLog } from './program-log.ts';

/** A client's connection to the lab's server. */
export interface Connection {
	readonly send: (bytes: Uint8Array) => void;
	/**
	 * What the next read gives.
	 *
	 * @throws CapnoteError `connection-lost`, also when the server closed instead of answering.
	 */
	readonly receive: () => Promise<Uint8Array>;
	/** Sends no more, and goes on to read. */
	readonly endSending: () => void;
	/** Closes it, and waits a moment for the other side to close too. */
	readonly close: () => Promise<void>;
}

const CLOSE_LIMIT_MS = 1000;
const NO_ANSWER = 'no answer came; something between drops the packets, or the host is not there';

export interface Target {
	readonly host: string;
	readonly port: number;
	readonly log: ProgramLog;
	/** Gives up when there is no answer for so long; else the system decides, after minutes. */
	readonly giveUpMs?: number | undefined;
}

/**
 * Connects as a client does.
 *
 * @throws CapnoteError `connection-refused` or `connection-lost`.
 */
export async function connectTo(target: Target): Promise<Connection> {
	const { host, port, log } = target;
	const from = log.moment();
	// Half-open: our FIN goes out when we close, not when the server does, as in the lab's originals.
	const socket = createConnection({ host, port, allowHalfOpen: true });
	try {
		await connected(socket, target);
	} catch (error) {
		log.add('error', { local: null, remote: `${host}:${port}` }, { from, error: errorCode(error) });
		if (isNodeError(error, 'ECONNREFUSED')) throw new CapnoteError('connection-refused', { host, port }, error);
		throw lost(host, port, error);
	}
	const ends = endsOf(socket);
	log.add('connect', ends, { from });
	// A reset that comes between two calls is reported by the next one.
	socket.on('error', (error) => log.add('error', ends, { error: errorCode(error) }));
	const reads = loggedReads(socket, log);
	const endSending = (): void => {
		if (socket.writableEnded) return;
		log.add('close', ends);
		socket.end();
	};
	return {
		send: (bytes) => void loggedWrite(socket, bytes, log),
		receive: async () => await receive(reads, host, port),
		endSending,
		close: async () => {
			if (socket.destroyed) return;
			endSending();
			if (!(await within(readToEnd(reads), CLOSE_LIMIT_MS))) socket.destroy();
		},
	};
}

async function connected(socket: Socket, { giveUpMs }: Target): Promise<void> {
	const answer = once(socket, 'connect');
	if (giveUpMs === undefined || (await within(answer, giveUpMs))) return void (await answer);
	answer.catch(() => undefined);
	socket.destroy();
	throw Object.assign(new Error(NO_ANSWER), { code: 'ETIMEDOUT' });
}

async function receive(reads: AsyncIterator<Buffer>, host: string, port: number): Promise<Uint8Array> {
	let read: IteratorResult<Buffer>;
	try {
		read = await reads.next();
	} catch (error) {
		throw lost(host, port, error);
	}
	if (read.done) throw lost(host, port, new Error('the server closed the connection'));
	return read.value;
}

async function readToEnd(reads: AsyncIterator<Buffer>): Promise<void> {
	try {
		while (!(await reads.next()).done);
	} catch {
		// Nobody waits for more: a connection that breaks while it closes is closed.
	}
}

/** What the reads of a socket give, up to the other side's FIN; what we still have to send is not cut off by that. */
export async function* loggedReads(socket: Socket, log: ProgramLog): AsyncGenerator<Buffer, void> {
	const ends = endsOf(socket);
	for await (const bytes of socket.iterator({ destroyOnReturn: false })) {
		log.add('read', ends, { bytes: bytes.length });
		yield bytes;
	}
	log.add('end-of-stream', ends);
}

/** Writes; false when more should wait for `drain`. */
export function loggedWrite(socket: Socket, bytes: Uint8Array, log: ProgramLog): boolean {
	const from = log.moment();
	const isFree = socket.write(bytes);
	log.add('write', endsOf(socket), { from, bytes: bytes.length });
	return isFree;
}

/** The error for a connection that broke. */
export function lost(host: string, port: number, error: unknown): CapnoteError {
	const reason =
		isNodeError(error, 'ECONNRESET') || isNodeError(error, 'EPIPE') ? 'it was reset by the other side' : '';
	return new CapnoteError('connection-lost', { host, port, reason: reason || systemReason(error) }, error);
}

/** Whether an error is the system's with this code. */
export function isNodeError(error: unknown, code: string): boolean {
	return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}

/** The system's code of an error. */
export function errorCode(error: unknown): string {
	return (error as NodeJS.ErrnoException).code ?? 'unknown';
}

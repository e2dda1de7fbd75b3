import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { within } from '../capture/child-end.ts';
import { systemReason } from '../capture/system-reason.ts';
import { CapnoteError } from '../errors.ts';

/** A client's connection to the lab's server. */
export interface Connection {
	readonly send: (bytes: Uint8Array) => void;
	/**
	 * What the next read gives.
	 *
	 * @throws CapnoteError `connection-lost`, also when the server closed instead of answering.
	 */
	readonly receive: () => Promise<Uint8Array>;
	/** Closes it, and waits a moment for the other side to close too. */
	readonly close: () => Promise<void>;
}

const CLOSE_LIMIT_MS = 1000;

/**
 * Connects as a client does.
 *
 * @throws CapnoteError `connection-refused` or `connection-lost`.
 */
export async function connectTo(host: string, port: number): Promise<Connection> {
	// Half-open: our FIN goes out when we close, not when the server does, as in the lab's originals.
	const socket = createConnection({ host, port, allowHalfOpen: true });
	try {
		await once(socket, 'connect');
	} catch (error) {
		if (isNodeError(error, 'ECONNREFUSED')) throw new CapnoteError('connection-refused', { host, port }, error);
		throw lost(host, port, error);
	}
	// A reset that comes between two calls is reported by the next one.
	socket.on('error', () => undefined);
	const reads = readsOf(socket);
	return {
		send: (bytes) => void socket.write(bytes),
		receive: async () => await receive(reads, host, port),
		close: async () => await close(socket, reads),
	};
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

async function close(socket: Socket, reads: AsyncIterator<Buffer>): Promise<void> {
	if (socket.destroyed) return;
	socket.end();
	if (!(await within(readToEnd(reads), CLOSE_LIMIT_MS))) socket.destroy();
}

async function readToEnd(reads: AsyncIterator<Buffer>): Promise<void> {
	try {
		while (!(await reads.next()).done);
	} catch {
		// Nobody waits for more: a connection that breaks while it closes is closed.
	}
}

/** What the reads of a socket give, up to the other side's FIN; what we still have to send is not cut off by that. */
export function readsOf(socket: Socket): AsyncIterableIterator<Buffer> {
	return socket.iterator({ destroyOnReturn: false });
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

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { CapnoteError } from '../errors.ts';
import type { ByteSource } from '../file/source.ts';

/** A source that must be closed. */
export interface OpenSource extends ByteSource {
	readonly close: () => Promise<void>;
}

/**
 * Opens a file. Reads are synchronous, into the reader's own buffer: several times as fast as a stream.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 */
export function openFile(path: string): OpenSource {
	const fd = attempt(path, () => openSync(path, 'r'));
	try {
		if (fstatSync(fd).isDirectory()) throw new CapnoteError('unreadable-file', { path, reason: 'it is a folder' });
	} catch (error) {
		closeSync(fd);
		throw error;
	}
	return {
		name: path,
		read: (into) => attempt(path, () => readSync(fd, into)),
		close: async () => closeSync(fd),
	};
}

/** A source over a stream, such as standard input or a pipe that is still being written. */
export function streamSource(name: string, stream: Readable): OpenSource {
	const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
	let rest: Uint8Array = new Uint8Array(0);
	return {
		name,
		async read(into) {
			while (rest.length === 0) {
				const { value, done } = await chunks.next();
				if (done) return 0;
				rest = value;
			}
			const taken = rest.subarray(0, into.length);
			into.set(taken);
			rest = rest.subarray(taken.length);
			return taken.length;
		},
		async close() {
			stream.destroy();
		},
	};
}

function attempt<T>(path: string, action: () => T): T {
	try {
		return action();
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') throw new CapnoteError('no-such-file', { path }, error);
		const reason = REASONS[code ?? ''] ?? message;
		throw new CapnoteError('unreadable-file', { path, reason }, error);
	}
}

const REASONS: Readonly<Record<string, string>> = {
	EACCES: 'permission denied',
	EISDIR: 'it is a folder',
	EIO: 'the disk reports an error',
	ENXIO: 'it is a device that cannot be read',
};

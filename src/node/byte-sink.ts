import { closeSync, openSync, writeSync } from 'node:fs';
import { CapnoteError } from '../errors.ts';

/** Where bytes go: standard output or a file. */
export interface ByteSink {
	/**
	 * Writes all of them, and waits for a reader that is slow.
	 *
	 * @returns False once the reader has gone, as `head` does: then nothing more is to be written.
	 * @throws CapnoteError `file-exists` or `cannot-write`.
	 */
	readonly write: (bytes: Uint8Array) => boolean;
	readonly close: () => void;
}

/** As `fs.writeSync`: it may write less than all, or say that the pipe is full. */
export type WriteSome = (fd: number, bytes: Uint8Array) => number;

const WAIT_MS = 1;
const neverSet: Int32Array = new Int32Array(new SharedArrayBuffer(4));

/** A sink over an open file descriptor, which stays open. @param name What messages call it. */
export function descriptorSink(fd: number, name: string, writeSome: WriteSome = writeSync): ByteSink {
	let isOpen = true;
	return {
		write(bytes) {
			for (let at = 0; isOpen && at < bytes.length; ) {
				const written = attempt(() => writeSome(fd, bytes.subarray(at)), name);
				if (written === 'gone') isOpen = false;
				else if (written === 'full') Atomics.wait(neverSet, 0, 0, WAIT_MS);
				else at += written;
			}
			return isOpen;
		},
		close: () => undefined,
	};
}

/** A sink into a file, which is made when the first bytes come; none is replaced unless `force` is given. */
export function fileSink(path: string, force: boolean): ByteSink {
	let fd: number | undefined;
	return {
		write(bytes) {
			fd ??= openNew(path, force);
			return descriptorSink(fd, path).write(bytes);
		},
		close() {
			if (fd !== undefined) closeSync(fd);
			fd = undefined;
		},
	};
}

function attempt(write: () => number, path: string): number | 'full' | 'gone' {
	try {
		return write();
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'EAGAIN') return 'full';
		if (code === 'EPIPE') return 'gone';
		throw new CapnoteError('cannot-write', { path, reason: message }, error);
	}
}

function openNew(path: string, force: boolean): number {
	try {
		return openSync(path, force ? 'w' : 'wx');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') throw new CapnoteError('file-exists', { path }, error);
		throw new CapnoteError('cannot-write', { path, reason: message }, error);
	}
}

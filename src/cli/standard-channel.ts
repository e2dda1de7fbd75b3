import { fstatSync, statSync } from 'node:fs';
import { type ByteSink, descriptorSink } from '../node/byte-sink.ts';
import type { Channel } from './context.ts';

/**
 * Standard output or standard error as text. Node's stream is made only for a terminal: that takes 3 ms, and what it
 * does with pipes and files is the same, it waits for each write.
 *
 * @param onGone Called when the reader has seen enough (`| head`), at each write that nobody reads.
 */
export function standardChannel(fd: 1 | 2, onGone: () => void): Channel {
	let made: Channel | undefined;
	const channel = (): Channel => {
		made ??= mayBeTerminal(fd) ? streamChannel(fd, onGone) : sinkChannel(descriptorSink(fd, '-'), onGone);
		return made;
	};
	return {
		write: (text) => channel().write(text),
		get isTerminal() {
			return channel().isTerminal;
		},
		get columns() {
			return channel().columns;
		},
	};
}

/** What is a device and is not `/dev/null`: asking whether it really is a terminal would load all that a stream needs. */
function mayBeTerminal(fd: number): boolean {
	const file = fstatSync(fd);
	return file.isCharacterDevice() && !(process.platform !== 'win32' && file.rdev === statSync('/dev/null').rdev);
}

function sinkChannel(sink: ByteSink, onGone: () => void): Channel {
	return {
		write: (text) => {
			if (!sink.write(Buffer.from(text))) onGone();
		},
		isTerminal: false,
		columns: undefined,
	};
}

function streamChannel(fd: 1 | 2, onGone: () => void): Channel {
	const stream = fd === 1 ? process.stdout : process.stderr;
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
		onGone();
	});
	return {
		write: (text) => void stream.write(text),
		isTerminal: stream.isTTY === true,
		get columns() {
			return stream.columns;
		},
	};
}

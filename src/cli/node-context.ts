import { CapnoteError } from '../errors.ts';
import { descriptorSink, fileSink } from '../node/byte-sink.ts';
import { openFile, streamSource } from '../node/file-source.ts';
import type { Files, World } from './context.ts';
import { loadWords } from './load-words.ts';
import { standardChannel } from './standard-channel.ts';

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The real outside world. @param main The file that this program is started with. */
export function nodeContext(main: string): World {
	return {
		out: standardChannel(STANDARD_OUTPUT, endEarly()),
		log: standardChannel(STANDARD_ERROR, () => undefined),
		environment: process.env,
		platform: process.platform,
		nodeVersion: process.versions.node,
		userId: process.geteuid?.(),
		now: () => new Date(),
		words: loadWords,
		files: FILES,
		onInterrupt(handler) {
			for (const signal of SIGNALS) process.on(signal, handler);
			return () => {
				for (const signal of SIGNALS) process.off(signal, handler);
			};
		},
		self: [process.execPath, main],
	};
}

/**
 * A reader that has seen enough (`| head`) is not an error. What is under way then ends as with Ctrl+C: no recording is
 * left unfinished.
 */
function endEarly(): () => void {
	let hasSeenEnough = false;
	return () => {
		if (hasSeenEnough) return;
		hasSeenEnough = true;
		if (process.listenerCount('SIGINT') === 0) process.exit(0);
		process.emit('SIGINT');
	};
}

const FILES: Files = {
	open: async (path) => (path === '-' ? streamSource('-', process.stdin) : openFile(path)),
	async openOutput(path, force) {
		return path === undefined ? descriptorSink(STANDARD_OUTPUT, '-') : fileSink(path, force);
	},
	async write(path, text, force) {
		const { open } = await import('node:fs/promises');
		try {
			await using file = await open(path, force ? 'w' : 'wx');
			await file.writeFile(text);
		} catch (error) {
			const { code, message } = error as NodeJS.ErrnoException;
			if (code === 'EEXIST') throw new CapnoteError('file-exists', { path }, error);
			throw new CapnoteError('cannot-write', { path, reason: message }, error);
		}
	},
};

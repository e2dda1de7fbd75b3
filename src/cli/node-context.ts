import { CapnoteError } from '../errors.ts';
import { openFile, streamSource } from '../node/file-source.ts';
import type { Channel, Files, World } from './context.ts';
import { loadWords } from './load-words.ts';

type Terminal = NodeJS.WriteStream;
const STANDARD_OUTPUT = 1;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The real outside world: the only place of the program that reads `process`, beside `main.ts`. */
export function nodeContext(main: string): World {
	return {
		out: channel(process.stdout),
		log: channel(process.stderr),
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

function channel(stream: Terminal): Channel {
	return {
		write: (text) => void stream.write(text),
		isTerminal: stream.isTTY === true,
		columns: stream.columns,
	};
}

const FILES: Files = {
	open: async (path) => (path === '-' ? streamSource('-', process.stdin) : openFile(path)),
	async openOutput(path, force) {
		const { descriptorSink, fileSink } = await import('../node/byte-sink.ts');
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

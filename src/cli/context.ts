import type { ExitStatus } from '../errors.ts';
import type { ByteSource } from '../file/source.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { ByteSink } from '../node/byte-sink.ts';

export type Language = 'en' | 'id';

/** One of the two text channels of a command. */
export interface Channel {
	readonly write: (text: string) => void;
	readonly isTerminal: boolean;
	/** Width of the terminal in columns, `undefined` when it is none. */
	readonly columns: number | undefined;
}

/** All of the outside world that a command may touch, so that a test can hand it another. */
export interface Context {
	/** Data. */
	readonly out: Channel;
	/** Everything else: progress, warnings, errors. */
	readonly log: Channel;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	/** Of Node, without the `v`. */
	readonly nodeVersion: string;
	/** Effective user number; `undefined` where the system has none. */
	readonly userId: number | undefined;
	readonly now: () => Date;
	/** The words of a language; loaded when asked for. */
	readonly words: (language: Language) => Promise<Catalogue>;
	readonly files: Files;
	/** Calls `handler` at Ctrl+C (and at a request to end) until the returned function is called. */
	readonly onInterrupt: (handler: () => void) => () => void;
	/** The command that runs this program once more with other arguments (for the lab's own processes). */
	readonly self: readonly string[];
	/** Sets the exit status of this run, which is `fine` unless set. */
	readonly exitWith: (status: ExitStatus) => void;
}

/** What a run is given; `exitWith` is the run's own. */
export type World = Omit<Context, 'exitWith'>;

export interface Files {
	/**
	 * Opens a file for reading; `-` is standard input.
	 *
	 * @throws CapnoteError `no-such-file` or `unreadable-file`.
	 */
	readonly open: (path: string) => Promise<ByteSource & { readonly close: () => Promise<void> }>;
	/**
	 * Writes a whole text file; never replaces one unless `force` is given.
	 *
	 * @throws CapnoteError `file-exists` or `cannot-write`.
	 */
	readonly write: (path: string, text: string, force: boolean) => Promise<void>;
	/** Where long outputs go, chunk by chunk: standard output, or a file that is made with the first chunk. */
	readonly openOutput: (path: string | undefined, force: boolean) => Promise<ByteSink>;
}

/** Where a capture's bytes come from: a file, a pipe that is still being written, a page in a browser. */
export interface ByteSource {
	/** Shown in messages and in machine output. */
	readonly name: string;
	/**
	 * Puts the next bytes at the start of `into`.
	 *
	 * @returns How many bytes were put there: at least 1, or 0 at the end. A source that can answer at once
	 *   returns the number itself, so that reading a file needs no promise per chunk.
	 */
	readonly read: (into: Uint8Array) => number | Promise<number>;
}

/** A source that holds something open, and must be closed. */
export interface OpenSource extends ByteSource {
	/** Lets go of what the source holds. */
	readonly close: () => Promise<void>;
}

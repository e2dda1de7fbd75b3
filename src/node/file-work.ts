import type { CapnoteError, ErrorCode, ErrorDetails } from '../errors.ts';

/** A file that could not be read, told with a code, so that it can be said in any language. */
export interface FailedFile {
	readonly kind: 'failed';
	readonly name: string;
	readonly code: ErrorCode;
	readonly details: ErrorDetails;
}

/** What is to be done with each of many files, here or in a worker. */
export interface FileWork<Result> {
	/** Does one file in this thread; its result need only hold until the next one is asked for. */
	readonly here: (path: string) => Promise<Result>;
	/** False where a file of a few kilobytes took JavaScript so long that compiling it pays. */
	readonly isLight: (result: Result | FailedFile) => boolean;
	/** A built module whose default export does the same, and what it is told of a file. */
	readonly worker: URL;
	readonly task: (path: string) => unknown;
}

/** For a file whose error is known. */
export function failedFile(name: string, { code, details }: CapnoteError): FailedFile {
	return { kind: 'failed', name, code, details };
}

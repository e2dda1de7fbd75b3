import { type FailedFile, type FileWork, failedFile } from './file-work.ts';
import type { FoundFile } from './find-files.ts';
import { inWorkers } from './work-pool.ts';

/** Does the work for each file in `workers` threads; results come in the order of the files. */
export function inPool<Result>(
	files: readonly FoundFile[],
	{ worker, task }: Pick<FileWork<Result>, 'worker' | 'task'>,
	workers: number,
): AsyncGenerator<Result | FailedFile> {
	return inWorkers<FoundFile, Result | FailedFile>(files, {
		...{ worker, workers },
		message: ({ path }) => task(path),
		known: ({ path, error }) => error && failedFile(path, error),
		onFailure: ({ path }, error) => failure(path, error),
	});
}

/** A worker that dies (of memory, say) takes only its own file with it. */
function failure(path: string, error: unknown): FailedFile {
	const said = error instanceof Error ? error.message : String(error);
	return { kind: 'failed', name: path, code: 'unreadable-file', details: { path, reason: 'other', said } };
}

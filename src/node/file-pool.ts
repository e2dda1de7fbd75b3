import { Piscina } from 'piscina';
import { type FailedFile, type FileWork, failedFile } from './file-work.ts';
import type { FoundFile } from './find-files.ts';

/** So many results may wait for those before them, for each worker: memory does not follow the number of files. */
const AHEAD = 2;

/** Does the work for each file in `workers` threads; results come in the order of the files. */
export async function* inPool<Result>(
	files: readonly FoundFile[],
	{ worker, task }: Pick<FileWork<Result>, 'worker' | 'task'>,
	workers: number,
): AsyncGenerator<Result | FailedFile> {
	const pool = new Piscina({ filename: worker.href, minThreads: workers, maxThreads: workers });
	const waiting: Promise<Result | FailedFile>[] = [];
	const start = ({ path, error }: FoundFile): Promise<Result | FailedFile> =>
		error ? Promise.resolve(failedFile(path, error)) : pool.run(task(path)).catch(failure(path));
	try {
		for (const file of files) {
			waiting.push(start(file));
			const next = waiting.length > workers * AHEAD ? waiting.shift() : undefined;
			if (next) yield await next;
		}
		for (const next of waiting) yield await next;
	} finally {
		await pool.destroy();
	}
}

/** A worker that dies (of memory, say) takes only its own file with it: the pool starts another one. */
function failure(path: string): (error: unknown) => FailedFile {
	return (error) => {
		const reason = error instanceof Error ? error.message : String(error);
		return { kind: 'failed', name: path, code: 'unreadable-file', details: { path, reason } };
	};
}

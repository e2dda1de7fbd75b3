import { availableParallelism } from 'node:os';
import { type FailedFile, type FileWork, failedFile } from './file-work.ts';
import { type FoundFile, findFiles } from './find-files.ts';

/** Below so many bytes in all, starting a worker costs more than it saves. */
const POOL_BYTES = 300e6;

/**
 * Does the work for all files behind names, in their order. A name that leads to no file stops no other. In this
 * thread, unless there is so much to read that workers pay, or `jobs` asks for them.
 *
 * @param jobs How many workers at most; 1 means none.
 */
export async function* eachFile<Result>(
	names: readonly string[],
	work: FileWork<Result>,
	jobs: number | undefined,
): AsyncGenerator<Result | FailedFile> {
	const files = findFiles(names);
	const workers = Math.min(files.length, jobs ?? workersFor(files));
	if (workers > 1 && !names.includes('-')) {
		const { inPool } = await import('./file-pool.ts');
		yield* inPool(files, work, workers);
		return;
	}
	for (const { path, error } of files) yield error ? failedFile(path, error) : await work.here(path);
}

function workersFor(files: readonly FoundFile[]): number {
	const bytes = files.reduce((sum, file) => sum + (file.error ? 0 : file.bytes), 0);
	return bytes > POOL_BYTES ? availableParallelism() : 1;
}

import { availableParallelism } from 'node:os';
import { type FailedFile, type FileWork, failedFile } from './file-work.ts';
import { type FoundFile, findFiles } from './find-files.ts';

/** Below so many bytes in all, starting a worker costs more than it saves. */
const POOL_BYTES = 300e6;
/** Files that are called many, and so few of them that compiling for them does not pay. */
const MANY = { least: 100, most: 4000 };
/** On average; what is larger has work enough in itself. */
const SMALL_BYTES = 100_000;

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
	const optimize = areManySmall(files) ? (await import('./pause-optimizer.ts')).pauseOptimizer() : () => undefined;
	try {
		for (const { path, error } of files) {
			const result = error ? failedFile(path, error) : await work.here(path);
			if (!work.isLight(result)) optimize();
			yield result;
		}
	} finally {
		optimize();
	}
}

function workersFor(files: readonly FoundFile[]): number {
	return bytesOf(files) > POOL_BYTES ? availableParallelism() : 1;
}

function areManySmall(files: readonly FoundFile[]): boolean {
	const isMany = files.length >= MANY.least && files.length <= MANY.most;
	return isMany && bytesOf(files) <= files.length * SMALL_BYTES;
}

function bytesOf(files: readonly FoundFile[]): number {
	return files.reduce((sum, file) => sum + (file.error ? 0 : file.bytes), 0);
}

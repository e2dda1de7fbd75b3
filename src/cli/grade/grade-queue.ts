import { CapnoteError } from '../../errors.ts';
import type { FoundSubmission } from '../../node/find-submissions.ts';
import { openQueue } from '../../node/job-queue.ts';
import { createResultCache } from '../../node/result-cache.ts';
import { createWorkPool, type WorkPool } from '../../node/work-pool.ts';
import { failedLine, LIMIT_MS, WORKER } from './grade-all.ts';
import { keyOf } from './grade-files.ts';
import type { GradedLine, GradePlan, GradeTask } from './grade-task.ts';
import { readContents } from './read-contents.ts';

/** So many submissions are in the queue at once: neither its memory nor ours follows the size of the class. */
const UNDER_WAY = 64;
/** A larger submission is graded here: a queue is no place for it. */
const MOST_BYTES = 32e6;
/** What a worker of another build says. */
export const OTHER_BUILD = 'other-build';

/**
 * Grades submissions through a queue: their content goes to the workers, which need no common file system. The lines
 * come in the order of the submissions, and are what grading here would give; what no worker can do is graded here.
 *
 * @throws CapnoteError `package-missing` or `queue-failed`.
 */
export async function* gradeByQueue(
	submissions: readonly FoundSubmission[],
	plan: GradePlan,
	cache: string | null,
	url: string,
): AsyncGenerator<GradedLine> {
	const queue = await openQueue(url);
	const store = cache === null ? null : createResultCache(cache);
	const waiting: Promise<GradedLine>[] = [];

	async function start({ student, folder, files }: FoundSubmission): Promise<GradedLine> {
		const task: GradeTask = { plan, student, folder, files, cache };
		const contents = await readContents(files, plan.rubric.submission);
		const key = keyOf(plan, student, folder, contents);
		const known = store?.get(key);
		if (known !== undefined) return { line: known, cached: true };
		if (contents.reduce((sum, { content }) => sum + (content?.length ?? 0), 0) > MOST_BYTES) return alone().run(task);
		const sent = contents.map((file) => (file.failure ? file : { ...file, content: toBase64(file.content) }));
		try {
			const line = await queue.submit(`g${key}`, { plan, student, folder, contents: sent });
			store?.put(key, line);
			return { line, cached: false };
		} catch (error) {
			if (error instanceof Error && error.message.includes(OTHER_BUILD)) {
				const said = 'a worker there is another version of capnote';
				throw new CapnoteError('queue-failed', { url, said }, error);
			}
			return alone().run(task);
		}
	}

	let pool: WorkPool<GradeTask, GradedLine> | undefined;

	/** A job whose workers died, or that somebody else took away: a thread here does it, and may die as well. */
	function alone(): WorkPool<GradeTask, GradedLine> {
		pool ??= createWorkPool<GradeTask, GradedLine>({
			...{ worker: WORKER, workers: 1, message: (task) => task, limitMs: LIMIT_MS },
			onFailure: (task, _error, stopped) => failedLine(plan, task, stopped ? 'too-slow' : 'worker-died'),
		});
		return pool;
	}

	try {
		for (const submission of submissions) {
			const next = start(submission);
			next.catch(() => undefined);
			waiting.push(next);
			const first = waiting.length >= UNDER_WAY ? waiting.shift() : undefined;
			if (first) yield await first;
		}
		for (const next of waiting) yield await next;
	} finally {
		await Promise.all([queue.close(), pool?.close()]);
	}
}

function toBase64(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('base64');
}

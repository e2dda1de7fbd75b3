import { join } from 'node:path';
import { CapnoteError, type ExitStatus } from '../../errors.ts';
import { type FoundSubmission, findSubmissions } from '../../node/find-submissions.ts';
import type { Context } from '../context.ts';
import { finishBook } from './finish-book.ts';
import { gradeAll } from './grade-all.ts';
import type { GradeOptions } from './grade-options.ts';
import type { GradedLine, GradePlan } from './grade-task.ts';
import { readPlan } from './read-plan.ts';
import { shardOf, writePart } from './shards.ts';

/** Grades a folder of submissions once. @throws CapnoteError for what stops all of them. */
export async function runGrade(context: Context, folder: string, options: GradeOptions): Promise<ExitStatus> {
	const plan = await readPlan(context, options.rubric, options.packets === true);
	const shard = shardOf(options.shard);
	const apart = [options.output, cacheFolder(context, options)].flatMap((path) => path ?? []);
	const all = findSubmissions(folder, { ...plan.rubric.submission, apart });
	const submissions = shard === null ? all : all.filter((_, i) => i % shard.of === shard.number - 1);
	const lines = await linesOf(context, submissions, plan, options);
	if (shard !== null) return writePart(context, lines, plan, { ...shard, all: all.length }, options);
	return finishBook(context, lines, submissions.length, plan, options);
}

/** Where the work is done: here, or by the workers of a queue. */
async function linesOf(
	context: Context,
	submissions: readonly FoundSubmission[],
	plan: GradePlan,
	options: GradeOptions,
): Promise<AsyncIterable<GradedLine>> {
	const cache = cacheFolder(context, options);
	if (options.queue === undefined) return gradeAll(submissions, plan, cache, options.jobs);
	if (options.shard !== undefined) throw new CapnoteError('wrong-use', { problem: 'parts-of-queue' });
	const { gradeByQueue } = await import('./grade-queue.ts');
	return gradeByQueue(submissions, plan, cache, options.queue);
}

/** Results are kept where programs keep what they can make again. */
function cacheFolder({ environment }: Context, { cache }: GradeOptions): string | null {
	if (cache === false) return null;
	if (typeof cache === 'string') return cache;
	const home = environment.XDG_CACHE_HOME || (environment.HOME ? join(environment.HOME, '.cache') : null);
	return home === null ? null : join(home, 'capnote', 'grade');
}

import { availableParallelism } from 'node:os';
import { EXIT, type ExitStatus } from '../../errors.ts';
import { serveQueue } from '../../node/job-queue.ts';
import { createWorkPool } from '../../node/work-pool.ts';
import type { Context } from '../context.ts';
import { LIMIT_MS, WORKER } from './grade-all.ts';
import { OTHER_BUILD } from './grade-queue.ts';
import type { QueuedTask } from './grade-task.ts';
import { buildOf } from './read-plan.ts';

/** Grades what others put into a queue, on all cores, until Ctrl+C. @throws CapnoteError `package-missing` or `queue-failed`. */
export async function runWorker(context: Context, url: string, jobs: number | undefined): Promise<ExitStatus> {
	const workers = jobs ?? availableParallelism();
	const build = buildOf(context);
	const pool = createWorkPool<QueuedTask, string>({
		...{ worker: WORKER, workers, message: (task) => task, limitMs: LIMIT_MS },
		// Who asked then does it alone, and sees the same.
		onFailure: (_task, error) => {
			throw error;
		},
	});
	const worker = await serveQueue(url, workers, async (data) => {
		const task = data as QueuedTask;
		if (task.plan.build !== build) throw new Error(OTHER_BUILD);
		return pool.run(task);
	});
	context.log.write(`capnote worker: ${workers} × ${url.replace(/\/\/[^@/]*@/, '//')}\n`);
	await new Promise<void>((end) => {
		context.onInterrupt(end);
	});
	await worker.close();
	await pool.close();
	return EXIT.fine;
}

import { Piscina } from 'piscina';

/** So many results may wait for those before them, for each worker: memory does not follow the number of tasks. */
const AHEAD = 2;

/** How tasks are shared among threads. */
export interface PoolPlan<Task, Result> {
	/** A built module whose default export does one task, and what it is told of it. */
	readonly worker: URL;
	readonly message: (task: Task) => unknown;
	readonly workers: number;
	/** The result of a task for which there is nothing to do. */
	readonly known?: (task: Task) => Result | undefined;
	/** A task that takes longer is stopped, and its worker with it; no limit unless given. */
	readonly limitMs?: number;
	/** What stands for a task whose worker threw, died (of memory, say) or was stopped: the pool starts another one. */
	readonly onFailure: (task: Task, error: unknown, stopped: boolean) => Result;
}

/** Threads that do tasks. */
export interface WorkPool<Task, Result> {
	readonly run: (task: Task) => Promise<Result>;
	readonly close: () => Promise<void>;
}

/** Does tasks in threads; results come in the order of the tasks. */
export async function* inWorkers<Task, Result>(
	tasks: Iterable<Task>,
	plan: PoolPlan<Task, Result>,
): AsyncGenerator<Result> {
	const pool = createWorkPool(plan);
	const waiting: Promise<Result>[] = [];
	try {
		for (const task of tasks) {
			waiting.push(pool.run(task));
			const next = waiting.length > plan.workers * AHEAD ? waiting.shift() : undefined;
			if (next) yield await next;
		}
		for (const next of waiting) yield await next;
	} finally {
		await pool.close();
	}
}

/** Starts threads for tasks that come one by one. */
export function createWorkPool<Task, Result>({
	worker,
	message,
	workers,
	known,
	limitMs,
	onFailure,
}: PoolPlan<Task, Result>): WorkPool<Task, Result> {
	const pool = new Piscina({ filename: worker.href, minThreads: workers, maxThreads: workers });
	return {
		async run(task) {
			const done = known?.(task);
			if (done !== undefined) return done;
			const signal = limitMs === undefined ? null : AbortSignal.timeout(limitMs);
			try {
				return await pool.run(message(task), { signal });
			} catch (error) {
				return onFailure(task, error, signal?.aborted === true);
			}
		},
		close: () => pool.destroy(),
	};
}

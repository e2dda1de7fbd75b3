import { CapnoteError } from '../errors.ts';

/** All work of this program waits under this name. */
const QUEUE_NAME = 'capnote-grade';
/** A worker that does not say within this time that it lives has died: its job goes to another one. */
const LOCK_MS = 10_000;
const CHECK_MS = 3000;
/** A job whose workers have died so often is not given to another one. */
const MOST_DEATHS = 2;
const PACKAGES = ['bullmq', 'ioredis'] as const;

/** Hands jobs to workers, wherever they run. */
export interface JobQueue {
	/**
	 * Gives a job to the queue and waits for its result. The same id is the same job: it is done once, or twice with the
	 * same result.
	 *
	 * @throws Error with what the worker said, or why nobody could do it.
	 */
	readonly submit: (id: string, data: unknown) => Promise<string>;
	readonly close: () => Promise<void>;
}

/**
 * Connects to the queue of a Redis or Valkey server, through BullMQ.
 *
 * @throws CapnoteError `package-missing` or `queue-failed`.
 */
export async function openQueue(url: string): Promise<JobQueue> {
	const { Queue, QueueEvents, connect, disconnect } = await load(url);
	const connection = await connect();
	const queue = new Queue(QUEUE_NAME, { connection });
	const events = new QueueEvents(QUEUE_NAME, { connection: await connect() });
	await events.waitUntilReady();
	// Each job that is waited for listens to both.
	for (const emitter of [queue, events]) emitter.setMaxListeners(0);
	return {
		async submit(id, data) {
			const job = await queue.add('submission', data, { jobId: id, attempts: 1 });
			try {
				return String(await job.waitUntilFinished(events));
			} finally {
				await job.remove().catch(() => undefined);
			}
		},
		async close() {
			await events.close();
			await queue.close();
			disconnect();
		},
	};
}

/** A worker that takes jobs from a queue. */
export interface QueueWorker {
	/** Ends what is under way, and takes no more. */
	readonly close: () => Promise<void>;
}

/**
 * Takes jobs from the queue, so many at a time, and gives back what `work` makes of each.
 *
 * @throws CapnoteError `package-missing` or `queue-failed`.
 */
export async function serveQueue(
	url: string,
	concurrency: number,
	work: (data: unknown) => Promise<string>,
): Promise<QueueWorker> {
	const { Worker, connect, disconnect } = await load(url);
	const worker = new Worker(QUEUE_NAME, (job: { readonly data: unknown }) => work(job.data), {
		...{ connection: await connect(), concurrency },
		...{ lockDuration: LOCK_MS, stalledInterval: CHECK_MS, maxStalledCount: MOST_DEATHS },
	});
	// Without a listener an error of the connection would end the process; BullMQ connects again by itself.
	worker.on('error', () => undefined);
	await worker.waitUntilReady();
	return {
		async close() {
			await worker.close();
			disconnect();
		},
	};
}

/** BullMQ and the client that it needs are installed by who has a queue. */
async function load(url: string) {
	const { bullmq, ioredis } = await loadPackages();
	const open: { readonly disconnect: () => void }[] = [];
	async function connect() {
		const redis = new ioredis.Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, retryStrategy: () => null });
		redis.on('error', () => undefined);
		try {
			await redis.connect();
			await redis.ping();
		} catch (error) {
			redis.disconnect();
			throw new CapnoteError('queue-failed', { url: withoutPassword(url), said: (error as Error).message }, error);
		}
		open.push(redis);
		redis.options.retryStrategy = (times) => Math.min(times * 200, 2000);
		return redis;
	}
	// BullMQ leaves connections open that it did not make.
	const disconnect = (): void => {
		for (const redis of open) redis.disconnect();
	};
	const { Queue, QueueEvents, Worker } = bullmq;
	return { Queue, QueueEvents, Worker, connect, disconnect };
}

async function loadPackages() {
	try {
		return { bullmq: await import('bullmq'), ioredis: await import('ioredis') };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
		throw new CapnoteError('package-missing', { packages: PACKAGES }, error);
	}
}

/** What is printed of it must not tell a password. */
function withoutPassword(url: string): string {
	return url.replace(/\/\/[^@/]*@/, '//');
}

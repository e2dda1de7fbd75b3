import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LiveView, LiveViewEvent } from './live-view.ts';
import type { FromLiveView, LiveViewTask, ToLiveView } from './live-view-worker.ts';

const WORKER = new URL('./live-view-worker.js', import.meta.url);
/** So much may wait for the thread; what comes behind it is not shown. */
const QUEUE_BYTES = 16_777_216;

/**
 * Shows packets as they come in a thread of its own: whatever that costs, our own is free to empty the recorder's pipe,
 * and no packet is lost for a row.
 */
export function openLiveView(task: LiveViewTask, tell: (event: LiveViewEvent) => void): LiveView {
	const worker = new Worker(WORKER, { workerData: task });
	const ended = once(worker, 'exit');
	let failure: Error | undefined;
	let waiting = 0;
	let isAtEnd = false;
	const send = (message: ToLiveView): void => {
		worker.postMessage(message, typeof message === 'string' ? [] : [message.buffer]);
	};
	const end = (): void => {
		if (!isAtEnd) send('end');
		isAtEnd = true;
	};
	worker.on('error', (error) => {
		failure = error;
		isAtEnd = true;
	});
	worker.on('message', (message: FromLiveView) => {
		if (message.kind === 'taken') waiting -= message.bytes;
		else tell(message);
		if (message.kind === 'full') end();
	});
	return {
		push(bytes) {
			if (isAtEnd) return;
			waiting += bytes.length;
			if (waiting > QUEUE_BYTES) return end();
			send(new Uint8Array(bytes));
		},
		async end() {
			end();
			await ended;
			if (failure !== undefined) throw failure;
		},
	};
}

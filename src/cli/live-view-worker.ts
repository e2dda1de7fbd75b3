import { parentPort, workerData } from 'node:worker_threads';
import type { Style } from '../render/view.ts';
import type { Language } from './context.ts';
import { createLiveView, type LiveViewEvent } from './live-view.ts';
import { loadWords } from './load-words.ts';

/** How the thread is to show packets. */
export interface LiveViewTask {
	readonly style: Style;
	readonly language: Language;
}

/** What comes into the thread: the recorder's next bytes, or that there are no more. */
export type ToLiveView = Uint8Array<ArrayBuffer> | 'end';

/** What comes out of it: what it shows, and how many bytes it has taken. */
export type FromLiveView = LiveViewEvent | { readonly kind: 'taken'; readonly bytes: number };

async function run(task: LiveViewTask): Promise<void> {
	const tell = (message: FromLiveView): void => parentPort?.postMessage(message);
	const view = createLiveView(await loadWords(task.language), task.style, tell);
	parentPort?.on('message', (message: ToLiveView) => {
		if (message === 'end') {
			// Then the thread ends. What goes wrong here reaches who started it as its `error`.
			void view.end().then(() => parentPort?.close());
			return;
		}
		view.push(message);
		tell({ kind: 'taken', bytes: message.length });
	});
}

void run(workerData as LiveViewTask);

import type { Catalogue } from '../i18n/catalogue.ts';
import { createLiveAnalysis } from '../live-analysis.ts';
import { createLiveRows } from '../render/live-rows.ts';
import type { Style } from '../render/view.ts';
import { createLiveSource } from './live-source.ts';

/** Shows each packet as it comes. */
export interface LiveView {
	/** Takes the recorder's bytes. */
	readonly push: (bytes: Uint8Array) => void;
	/** Shows what is left, and ends. */
	readonly end: () => Promise<void>;
}

/** More rows than anybody reads; each look at them costs time that the recorder may need. */
const MOST_ROWS = 20_000;
const QUEUE_BYTES = 16_777_216;
const LEAST_PAUSE_MS = 50;
/** Of the time, at most one part in so many goes into rows. */
const SHARE = 8;

/**
 * @param write Takes whole lines.
 * @param full Called once when rows are no longer shown, with the number that were.
 */
export function createLiveView(
	words: Catalogue,
	style: Style,
	write: (text: string) => void,
	full: (rows: number) => void,
): LiveView {
	const source = createLiveSource(QUEUE_BYTES);
	const live = createLiveAnalysis();
	const rows = createLiveRows(words, style);
	let timer: NodeJS.Timeout | undefined;
	let shown = 0;
	let isFull = false;

	function show(): void {
		const { packets, analysis } = live.take();
		if (packets.length === 0) return;
		const head = shown === 0 ? `${rows.head()}\n` : '';
		const kept = packets.slice(0, MOST_ROWS - shown);
		shown += kept.length;
		write(head + kept.map((packet) => `${rows.row(packet, analysis.connectionCount > 1)}\n`).join(''));
	}

	function showAndPlan(): void {
		const start = performance.now();
		show();
		if (live.count() >= MOST_ROWS) stopShowing();
		else timer = setTimeout(showAndPlan, Math.max(LEAST_PAUSE_MS, (performance.now() - start) * SHARE));
	}

	function stopShowing(): void {
		if (isFull) return;
		clearTimeout(timer);
		isFull = true;
		source.end();
		full(shown);
	}

	timer = setTimeout(showAndPlan, LEAST_PAUSE_MS);
	const done = live.read(source);
	return {
		push(bytes) {
			source.push(bytes);
			if (source.overran()) stopShowing();
		},
		async end() {
			clearTimeout(timer);
			source.end();
			await done;
			if (!isFull) show();
		},
	};
}

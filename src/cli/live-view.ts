import type { Catalogue } from '../i18n/catalogue.ts';
import { createLiveAnalysis } from '../live-analysis.ts';
import { createLiveRows } from '../render/live-rows.ts';
import type { Style } from '../render/view.ts';
import { createLiveSource } from './live-source.ts';

/** Shows each packet as it comes, as far as there is time. */
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
/** Rows at a time: a few milliseconds, for meanwhile nobody empties the recorder's pipe. */
const SLICE = 50;
/** When more wait to be shown, all but the last are left out. */
const MOST_WAITING = 500;

/** What a view shows, and what it tells of rows that it does not show; the packets are recorded all the same. */
export type LiveViewEvent =
	/** Whole lines. */
	| { readonly kind: 'rows'; readonly text: string }
	/** So many went by too fast. */
	| { readonly kind: 'skipped'; readonly rows: number }
	/** No more are shown, after so many. */
	| { readonly kind: 'full'; readonly rows: number };

/** Makes a view of packets as they come. It takes the thread for as long as it likes: see `openLiveView()`. */
export function createLiveView(words: Catalogue, style: Style, tell: (event: LiveViewEvent) => void): LiveView {
	const source = createLiveSource(QUEUE_BYTES);
	const live = createLiveAnalysis();
	const rows = createLiveRows(words, style);
	let timer: NodeJS.Timeout | undefined;
	let shown = 0;
	let isFull = false;

	function show(most: number): void {
		const { packets, analysis } = live.take(most);
		if (packets.length === 0) return;
		const head = shown === 0 ? `${rows.head()}\n` : '';
		shown += packets.length;
		const lines = packets.map((packet) => `${rows.row(packet, analysis.connectionCount > 1)}\n`);
		tell({ kind: 'rows', text: head + lines.join('') });
	}

	function skipMost(): void {
		const waiting = live.waiting();
		if (waiting <= MOST_WAITING) return;
		live.skip(waiting - SLICE);
		tell({ kind: 'skipped', rows: waiting - SLICE });
	}

	function showAndPlan(): void {
		const start = performance.now();
		if (shown > 0) skipMost();
		show(SLICE);
		if (live.count() >= MOST_ROWS) stopShowing();
		else timer = setTimeout(showAndPlan, Math.max(LEAST_PAUSE_MS, (performance.now() - start) * SHARE));
	}

	function stopShowing(): void {
		if (isFull) return;
		clearTimeout(timer);
		isFull = true;
		source.end();
		tell({ kind: 'full', rows: shown });
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
			if (!isFull) show(MOST_ROWS);
		},
	};
}

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
/** Rows at a time: a few milliseconds, for meanwhile nobody empties the recorder's pipe. */
const SLICE = 50;
/** When more wait to be shown, all but the last are left out. */
const MOST_WAITING = 500;

/** What is told of rows that are not shown; the packets are recorded all the same. */
export interface RowsLeftOut {
	/** So many went by too fast. */
	readonly skipped: (rows: number) => void;
	/** No more are shown, after so many. */
	readonly full: (rows: number) => void;
}

/**
 * Shows packets as they come, as far as that costs no packet.
 *
 * @param write Takes whole lines.
 */
export function createLiveView(
	words: Catalogue,
	style: Style,
	write: (text: string) => void,
	leftOut: RowsLeftOut,
): LiveView {
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
		write(head + packets.map((packet) => `${rows.row(packet, analysis.connectionCount > 1)}\n`).join(''));
	}

	function skipMost(): void {
		const waiting = live.waiting();
		if (waiting <= MOST_WAITING) return;
		live.skip(waiting - SLICE);
		leftOut.skipped(waiting - SLICE);
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
		leftOut.full(shown);
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

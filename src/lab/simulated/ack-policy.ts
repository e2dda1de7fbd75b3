import { MS } from './virtual-clock.ts';

/**
 * When Linux acknowledges: at once for the first segments of a connection (quick ACK), and as long as the program does
 * not answer what comes; later the ACK waits 40 ms for data to ride on, unless more than one full segment came.
 */
export interface AckPolicy {
	/** Data came. */
	readonly onData: (bytes: number, nowNs: number, timeoutNs: number) => void;
	/** The other side's FIN came: its ACK may ride on ours. */
	readonly onFin: () => void;
	/** Bytes came out of order or twice. */
	readonly onDisorder: () => void;
	/** Data is sent: perhaps the answer to what came. */
	readonly onSend: (nowNs: number) => void;
	/** Something with an ACK was sent. */
	readonly onAckSent: () => void;
	/** The delayed ACK's time is over. */
	readonly onDelayOver: (timeoutNs: number) => void;
	readonly isPending: () => boolean;
	/** Whether what came since the last ACK, `bytes`, must be acknowledged now. */
	readonly isDue: (bytes: number) => boolean;
	/** The same once the program has read all. */
	readonly isDueAfterRead: (bytes: number) => boolean;
	readonly delayNs: (smoothedNs: number | null) => number;
}

const QUICK_ACKS = 16;
const LEAST_DELAY_NS = 40 * MS;
const MOST_DELAY_NS = 200 * MS;
const FIRST_MSS = 536;

export function createAckPolicy(mss: number): AckPolicy {
	let quick = 0;
	/** The program answers what comes. */
	let isInteractive = false;
	let delay = 0;
	let lastDataNs = Number.NEGATIVE_INFINITY;
	let isPending = false;
	/** Segments that were not full, since the last ACK. */
	let small = 0;
	let full = Math.min(FIRST_MSS, mss);

	return {
		onData(bytes, nowNs, timeoutNs) {
			isPending = true;
			if (bytes >= full) full = Math.min(bytes, mss);
			else small++;
			const since = nowNs - lastDataNs;
			if (delay === 0) {
				quick = QUICK_ACKS;
				delay = LEAST_DELAY_NS;
			} else if (since <= LEAST_DELAY_NS / 2) delay = delay / 2 + LEAST_DELAY_NS / 2;
			else if (since < delay) delay = Math.min(delay / 2 + since, timeoutNs);
			else if (since > timeoutNs) quick = QUICK_ACKS;
			lastDataNs = nowNs;
		},
		onFin() {
			isPending = true;
			isInteractive = true;
			if (delay === 0) delay = LEAST_DELAY_NS;
		},
		onDisorder() {
			isPending = true;
			quick = QUICK_ACKS;
			isInteractive = false;
			delay = LEAST_DELAY_NS;
		},
		onSend(nowNs) {
			if (nowNs - lastDataNs < delay) isInteractive = true;
		},
		onAckSent() {
			if (isPending && quick > 0) quick--;
			isPending = false;
			small = 0;
		},
		onDelayOver(timeoutNs) {
			if (isInteractive) {
				isInteractive = false;
				delay = LEAST_DELAY_NS;
			} else delay = Math.min(delay * 2, timeoutNs);
		},
		isPending: () => isPending,
		isDue: (bytes) => bytes > full || (quick > 0 && !isInteractive),
		isDueAfterRead: (bytes) => isPending && (bytes > full || small > 1 || (small === 1 && !isInteractive)),
		delayNs: (smoothedNs) =>
			Math.min(delay, Math.max(LEAST_DELAY_NS, Math.min(smoothedNs ?? MOST_DELAY_NS, MOST_DELAY_NS))),
	};
}

import { MS, SECOND } from './virtual-clock.ts';

/** The retransmission timeout (RFC 6298), with the limits of Linux: 200 ms to 120 s, 1 s before the first sample. */
export interface RttEstimator {
	readonly sample: (rttNs: number) => void;
	/** The wait of this attempt: doubled for each one before (section 5.5). */
	readonly timeoutNs: (attempt: number) => number;
	/** Smoothed; `null` before the first sample. */
	readonly smoothedNs: () => number | null;
}

const LEAST_VARIATION_NS = 200 * MS;
const MOST_NS = 120 * SECOND;
const FIRST_NS = SECOND;

export function createRttEstimator(): RttEstimator {
	let smoothed: number | null = null;
	let variation = 0;

	/** Linux has its 200 ms as the least of the variation, so the timeout is never below 200 ms + the round trip. */
	const base = (): number => (smoothed === null ? FIRST_NS : smoothed + Math.max(4 * variation, LEAST_VARIATION_NS));

	return {
		sample(rttNs) {
			if (smoothed === null) {
				smoothed = rttNs;
				variation = rttNs / 2;
				return;
			}
			variation = (3 * variation + Math.abs(smoothed - rttNs)) / 4;
			smoothed = (7 * smoothed + rttNs) / 8;
		},
		timeoutNs: (attempt) => Math.min(base() * 2 ** attempt, MOST_NS),
		smoothedNs: () => smoothed,
	};
}

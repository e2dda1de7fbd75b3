import type { ClockReading } from '../events/program-event.ts';

/** The two clocks of a program, so that a test can hand it others. */
export interface Clocks {
	readonly monotonicNs: () => bigint;
	/** As `Date.now`: whole milliseconds of CLOCK_REALTIME, cut. */
	readonly realMs: () => number;
}

const NS_PER_MS = 1_000_000n;
const LEAST_EDGES = 3;
const MOST_EDGES = 20;
const NARROW_NS = 1000n;

/**
 * Measures how CLOCK_REALTIME, which stamps captured packets, stands to the monotonic clock: `Date.now` shows only
 * milliseconds, but the moment at which it goes to the next one lies between two readings of the monotonic clock. Waits
 * for a few such moments, 3 ms, or up to 20 ms on a busy machine, and gives what they have in common. The system slews both clocks alike, so the
 * distance changes only when somebody sets the time.
 */
export function measureClock(clocks: Clocks): ClockReading {
	let { leastOffsetNs: least, mostOffsetNs: most } = nextEdge(clocks);
	for (let edge = 1; edge < MOST_EDGES && (edge < LEAST_EDGES || most - least > NARROW_NS); edge++) {
		const next = nextEdge(clocks);
		if (next.leastOffsetNs > least) least = next.leastOffsetNs;
		if (next.mostOffsetNs < most) most = next.mostOffsetNs;
	}
	// The time was set between two of them: then both ends count.
	return least <= most ? { leastOffsetNs: least, mostOffsetNs: most } : { leastOffsetNs: most, mostOffsetNs: least };
}

function nextEdge({ monotonicNs, realMs }: Clocks): ClockReading {
	let before = monotonicNs();
	const first = realMs();
	for (;;) {
		const at = monotonicNs();
		const now = realMs();
		const after = monotonicNs();
		const edgeNs = BigInt(now) * NS_PER_MS;
		if (now === first + 1) return { leastOffsetNs: edgeNs - after, mostOffsetNs: edgeNs - before };
		if (now !== first) return nextEdge({ monotonicNs, realMs });
		before = at;
	}
}

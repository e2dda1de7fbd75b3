import type { Counters } from './recording.ts';

/** Our own recorder says `unknown` where tcpdump has a number. */
const COUNTED = {
	captured: /(\d+) packets? captured/g,
	received: /(\d+|unknown) packets? received by filter/g,
	dropped: /(\d+|unknown) packets? dropped by kernel/g,
	droppedByInterface: /(\d+) packets? dropped by interface/g,
} as const;

/**
 * The last counters in what a recorder said: on one line while it runs (after SIGUSR1), on three or four at its end.
 *
 * @returns `undefined` until one of each of the first three is there.
 */
export function parseCounters(said: string): Counters | undefined {
	const captured = lastNumber(said, COUNTED.captured);
	const received = lastNumber(said, COUNTED.received);
	const dropped = lastNumber(said, COUNTED.dropped);
	if (captured == null || received === undefined || dropped === undefined) return undefined;
	return { captured, received, dropped, droppedByInterface: lastNumber(said, COUNTED.droppedByInterface) ?? 0 };
}

/** How each packet on `lo` counts as received twice, once on its way out and once on its way in, is undone. */
export function countedOnce(counters: Counters, iface: string): Counters {
	if (iface !== 'lo' || counters.received === null) return counters;
	return { ...counters, received: Math.floor(counters.received / 2) };
}

function lastNumber(said: string, pattern: RegExp): number | null | undefined {
	const digits = [...said.matchAll(pattern)].at(-1)?.[1];
	if (digits === undefined) return undefined;
	return digits === 'unknown' ? null : Number(digits);
}

import type { Counters } from './recording.ts';

const COUNTED = {
	captured: /(\d+) packets? captured/g,
	received: /(\d+) packets? received by filter/g,
	dropped: /(\d+) packets? dropped by kernel/g,
	droppedByInterface: /(\d+) packets? dropped by interface/g,
} as const;

/**
 * The last counters in what tcpdump said: on one line while it runs (after SIGUSR1), on three or four at its end.
 *
 * @returns `undefined` until one of each of the first three is there.
 */
export function parseCounters(said: string): Counters | undefined {
	const captured = lastNumber(said, COUNTED.captured);
	const received = lastNumber(said, COUNTED.received);
	const dropped = lastNumber(said, COUNTED.dropped);
	if (captured === undefined || received === undefined || dropped === undefined) return undefined;
	return { captured, received, dropped, droppedByInterface: lastNumber(said, COUNTED.droppedByInterface) ?? 0 };
}

function lastNumber(said: string, pattern: RegExp): number | undefined {
	const digits = [...said.matchAll(pattern)].at(-1)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

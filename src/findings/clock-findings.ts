import { distance } from '../tcp/sequence.ts';
import type { AddedFinding } from './finding.ts';

/** Ticks of real senders: Linux 1 ms (or its jiffies of 4 and 10 ms), others up to 0.5 s; RFC 7323 allows 1 ms to 1 s. */
const TICKS_NS = [1e6, 4e6, 10e6, 100e6, 500e6] as const;
/** Less tells nothing: a resent segment, a busy machine. */
const LEAST_NS = 2e9;
const SHARE = 0.2;

/** A segment of one side of a connection with its timestamp option (RFC 7323). */
export interface TimestampSample {
	readonly number: number;
	readonly timeNs: bigint;
	/** TSval. */
	readonly value: number;
}

/**
 * Compares the capture's clock with that of a sender (L16). Its tick is the one that fits most steps; a step that is
 * then off by more than 2 s and a fifth was not recorded as it stands: times were edited, or captures joined.
 * Too few samples tell nothing.
 */
export function clockFindings(connection: number, samples: readonly TimestampSample[]): readonly AddedFinding[] {
	const steps = samples.slice(1).map((sample, i) => stepOf(samples[i] ?? sample, sample));
	const long = steps.filter(({ captureNs, ticks }) => Math.abs(captureNs) >= LEAST_NS || ticks < 0 || ticks >= 2000);
	const tick = TICKS_NS.toSorted((a, b) => fitting(steps, b) - fitting(steps, a))[0];
	if (tick === undefined || steps.length < 3) return [];
	const wrong = long.find((step) => !fits(step, tick));
	if (wrong === undefined || fitting(steps, tick) * 2 < steps.length) return [];
	return [
		{
			kind: 'clocks-disagree',
			connection,
			packets: wrong.packets,
			captureNs: BigInt(wrong.captureNs),
			senderNs: BigInt(wrong.ticks) * BigInt(tick),
		},
	];
}

interface Step {
	readonly packets: readonly number[];
	readonly captureNs: number;
	readonly ticks: number;
}

function stepOf(from: TimestampSample, to: TimestampSample): Step {
	return {
		packets: [from.number, to.number],
		captureNs: Number(to.timeNs - from.timeNs),
		ticks: distance(from.value, to.value),
	};
}

function fits({ captureNs, ticks }: Step, tick: number): boolean {
	const off = Math.abs(captureNs - ticks * tick);
	return off <= LEAST_NS + SHARE * Math.abs(captureNs);
}

function fitting(steps: readonly Step[], tick: number): number {
	return steps.filter((step) => fits(step, tick)).length;
}

import type { Command, Measure, Run } from './measure.ts';

/** Medians over the counted runs of one program. */
export interface Result {
	readonly runs: number;
	readonly wallMs: number;
	readonly cpuMs: number | null;
	readonly peakMb: number | null;
}

/** A program whose runs have taken this long gets no more of them. */
const MOST_MS = 6000;

/**
 * Runs programs in turn, A B C A B C …, so that a machine which slows down slows all of them, and gives the medians.
 * The first round warms up and is not counted, except of a program that takes so long that it has no second one.
 */
export function takeTurns(
	programs: Readonly<Record<string, Command>>,
	rounds: number,
	measure: Measure,
): Readonly<Record<string, Result>> {
	const runs = new Map<string, Run[]>(Object.keys(programs).map((name) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [name, command] of Object.entries(programs)) {
			const taken = runs.get(name) ?? [];
			if (round < 2 || total(taken) < MOST_MS) taken.push(measure(command));
			if (round === 1 && total(taken) < MOST_MS) taken.shift();
		}
	}
	return Object.fromEntries([...runs].map(([name, taken]) => [name, medians(taken)]));
}

function total(runs: readonly Run[]): number {
	return runs.reduce((sum, { wallMs }) => sum + wallMs, 0);
}

function medians(runs: readonly Run[]): Result {
	const of = (key: 'cpuMs' | 'peakMb'): number | null => {
		const known = runs.flatMap((run) => run[key] ?? []);
		return known.length === 0 ? null : median(known);
	};
	return {
		runs: runs.length,
		wallMs: median(runs.map(({ wallMs }) => wallMs)),
		cpuMs: of('cpuMs'),
		peakMb: of('peakMb'),
	};
}

function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const half = sorted.length / 2;
	const low = sorted[Math.ceil(half) - 1] ?? Number.NaN;
	return (low + (sorted[Math.floor(half)] ?? low)) / 2;
}

import { CapnoteError } from '../errors.ts';
import type { RunnerName } from './lab-plan.ts';

/** All runners, from the one that is tried first: nothing to pull and under a second; containers; no real network. */
export const RUNNERS: readonly RunnerName[] = ['netns', 'docker', 'simulated'];

/** A runner that does not work here. */
export interface RunnerProblem {
	readonly runner: RunnerName;
	readonly problem: CapnoteError;
}

/** The runner that was taken, and why. */
export interface RunnerChoice<Ready> {
	readonly ready: Ready;
	/** `fallback`: those before it do not work here; `only-one`: no other can do what is wanted. */
	readonly why: 'asked' | 'first-choice' | 'fallback' | 'only-one';
	readonly problems: readonly RunnerProblem[];
}

/**
 * Takes the runner that was asked for, else the first that works here.
 *
 * @param able Those that can do what is wanted, from the one that is tried first.
 * @param trials Each finds what a runner needs, and throws a CapnoteError that says why it does not work here.
 * @throws CapnoteError why the one that was asked for, or the first of those that can, does not work here.
 */
export async function chooseRunner<Ready>(
	wanted: RunnerName | 'auto',
	able: readonly RunnerName[],
	trials: { readonly [R in RunnerName]: () => Promise<Ready> },
): Promise<RunnerChoice<Ready>> {
	if (wanted !== 'auto') return { ready: await trials[wanted](), why: 'asked', problems: [] };
	const problems: RunnerProblem[] = [];
	for (const runner of able) {
		try {
			const ready = await trials[runner]();
			const why = problems.length > 0 ? 'fallback' : able.length === 1 ? 'only-one' : 'first-choice';
			return { ready, why, problems };
		} catch (problem) {
			if (!(problem instanceof CapnoteError)) throw problem;
			problems.push({ runner, problem });
		}
	}
	// The cure of the first choice is the shorter one.
	throw problems[0]?.problem ?? new Error('no runner to choose from');
}

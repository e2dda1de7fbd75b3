import { CapnoteError } from '../errors.ts';
import type { RunnerName } from './lab-plan.ts';

/** The runner that was taken, and why. */
export interface RunnerChoice<Ready> {
	readonly ready: Ready;
	readonly why: 'asked' | 'first-choice' | 'second-choice';
	/** Why the first choice does not work here. */
	readonly problem: CapnoteError | null;
}

/**
 * Takes the runner that was asked for, else the first that works: netns (nothing to pull, under a second), then docker.
 *
 * @param keep Only containers can be kept.
 * @param trials Each finds what a runner needs, and throws a CapnoteError that says why it does not work here.
 * @throws CapnoteError `wrong-use`, or why the one that was asked for, or the first choice, does not work here.
 */
export async function chooseRunner<Ready>(
	wanted: RunnerName | 'auto',
	keep: boolean,
	trials: { readonly [R in RunnerName]: () => Promise<Ready> },
): Promise<RunnerChoice<Ready>> {
	if (wanted === 'netns' && keep) throw new CapnoteError('wrong-use', { problem: 'keep-needs-docker' });
	const asked = wanted === 'auto' && keep ? 'docker' : wanted;
	if (asked !== 'auto') return { ready: await trials[asked](), why: 'asked', problem: null };
	try {
		return { ready: await trials.netns(), why: 'first-choice', problem: null };
	} catch (problem) {
		if (!(problem instanceof CapnoteError)) throw problem;
		const ready = await trials.docker().catch(() => undefined);
		// The cure of the first choice is the shorter one.
		if (ready === undefined) throw problem;
		return { ready, why: 'second-choice', problem };
	}
}

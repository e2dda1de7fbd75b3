import type { CountedThing } from '../fact.ts';

/** What is counted where flags are named. */
export function flagThing(flags: readonly string[]): CountedThing {
	const name = flags.join('-').toLowerCase();
	return name === 'syn' || name === 'syn-ack' || name === 'ack' || name === 'rst'
		? name
		: name.startsWith('fin')
			? 'fin'
			: name.startsWith('psh')
				? 'psh'
				: name.startsWith('rst')
					? 'rst'
					: 'packets';
}

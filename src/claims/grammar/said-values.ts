import type { Say } from './say.ts';

/** All numbers and texts of a statement, as texts. */
export function valuesOf(say: Say): ReadonlySet<string> {
	const known = VALUES.get(say);
	if (known) return known;
	const made = new Set<string>();
	collect(say, made);
	VALUES.set(say, made);
	return made;
}

const VALUES = new WeakMap<Say, ReadonlySet<string>>();

function collect(value: unknown, into: Set<string>): void {
	if (typeof value === 'number' || typeof value === 'string') into.add(`${value}`);
	else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) collect(each, into);
}

/** How many there must be: exactly so many, or within limits. */
export type Count = number | { readonly min?: number | undefined; readonly max?: number | undefined };

/** Whether a number is what was asked for. */
export function countFits(count: Count, found: number): boolean {
	if (typeof count === 'number') return found === count;
	return found >= (count.min ?? 0) && found <= (count.max ?? Number.POSITIVE_INFINITY);
}

/** What was asked for, in signs that need no language: `3`, `≥ 3`, `≤ 3`, `2–3`. */
export function countText(count: Count): string {
	if (typeof count === 'number') return String(count);
	const { min, max } = count;
	if (max === undefined) return `≥ ${min ?? 0}`;
	return min === undefined ? `≤ ${max}` : `${min}–${max}`;
}

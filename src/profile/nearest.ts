/** The word that was probably meant, or `null` if none is near. */
export function nearestTo(word: string, known: readonly string[]): string | null {
	const lower = word.toLowerCase();
	const near = known
		.map((name) => ({ name, distance: distanceOf(lower, name.toLowerCase()) }))
		.sort((a, b) => a.distance - b.distance)[0];
	const most = Math.max(2, Math.floor(word.length / 3));
	return near && near.distance <= Math.min(most, near.name.length - 1) ? near.name : null;
}

/** How many letters must be changed, added or taken away, or change places with their neighbour. */
function distanceOf(a: string, b: string): number {
	const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
	const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
	for (let i = 1; i <= a.length; i++) {
		for (let j = 1; j <= b.length; j++) {
			const change = a[i - 1] === b[j - 1] ? 0 : 1;
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change];
			const row = rows[i];
			if (row) row[j] = Math.min(...ways, ...(swapped ? [at(i - 2, j - 2) + 1] : []));
		}
	}
	return at(a.length, b.length);
}

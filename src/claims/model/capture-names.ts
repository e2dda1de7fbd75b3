/**
 * What captures are called: the name of the file, with as many folders before it as tell it from the others. The same
 * path twice stays the same name.
 */
export function captureNames(paths: readonly string[]): readonly string[] {
	const parts = paths.map((path) => path.split(/[/\\]/).filter((part) => part !== '' && part !== '.'));
	return parts.map((own, i) => {
		const others = parts.filter((other, j) => j !== i && other.join('/') !== own.join('/'));
		const isUnique = (length: number): boolean =>
			!others.some((other) => other.slice(-length).join('/') === own.slice(-length).join('/'));
		const length = own.findIndex((_, n) => isUnique(n + 1)) + 1;
		return own.slice(-(length || own.length)).join('/');
	});
}

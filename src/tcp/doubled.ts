/** The same numbers in an array of twice the length. */
export function doubled<T extends Int32Array | Float64Array>(old: T): T {
	const bigger = new (old.constructor as new (length: number) => T)(old.length * 2);
	bigger.set(old as never);
	return bigger;
}

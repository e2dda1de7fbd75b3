/** A duration as a person says it, in µs, ms or s with three significant digits; `point` is the decimal sign. */
export function duration(ns: bigint, point: '.' | ','): string {
	const value = Number(ns);
	const [divisor, unit] = value < 1e6 ? [1e3, 'µs'] : value < 1e9 ? [1e6, 'ms'] : [1e9, 's'];
	const text = Number((value / divisor).toPrecision(3)).toString();
	return `${text.replace('.', point)} ${unit}`;
}

/** Nanoseconds in one second, for times that are kept as whole nanoseconds. */
export const NS_PER_SECOND = 1_000_000_000n;

/** Nanoseconds as seconds with `digits` decimals (cut, not rounded, as Wireshark does); a point in every language. */
export function secondsText(ns: bigint, digits: 3 | 6 | 9 = 6): string {
	const sign = ns < 0n ? '-' : '';
	const positive = ns < 0n ? -ns : ns;
	const fraction = (positive % NS_PER_SECOND).toString().padStart(9, '0').slice(0, digits);
	return `${sign}${positive / NS_PER_SECOND}.${fraction}`;
}

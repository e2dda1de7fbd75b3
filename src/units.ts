/** Nanoseconds in one second, for times that are kept as whole nanoseconds. */
export const NS_PER_SECOND = 1_000_000_000n;

const DECIMALS = 9;

/** Nanoseconds as seconds with `digits` decimals (cut, not rounded, as Wireshark does); a point in every language. */
export function secondsText(ns: bigint, digits: 3 | 6 | 9 = 6): string {
	const sign = ns < 0n ? '-' : '';
	const text = `${ns < 0n ? -ns : ns}`.padStart(DECIMALS + 1, '0');
	const point = text.length - DECIMALS;
	return `${sign}${text.slice(0, point)}.${text.slice(point, point + digits)}`;
}

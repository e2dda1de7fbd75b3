import type { TimeResolution } from './read-result.ts';

/**
 * How an interface's 64-bit times become seconds and nanoseconds. Where the unit is a power of ten down to a
 * nanosecond, plain numbers do; `odd` says that it takes 64-bit arithmetic, out of the hot loop's way.
 */
export interface Clock {
	readonly odd: boolean;
	readonly perSecond: number;
	readonly nanosecondsPerUnit: number;
	readonly offsetSeconds: number;
	readonly resolution: TimeResolution;
}

const FINEST_PLAIN = 9;
/** 2 to the power of this, or 10, is more than 64 bits count in a second: every time is within the first. */
const COARSEST_USEFUL = 127;

/** Makes the clock of an interface. */
export function createClock(resolution: TimeResolution, offsetSeconds: number): Clock {
	const { base, exponent } = resolution;
	const isPlain = base === 10 && exponent <= FINEST_PLAIN && Math.abs(offsetSeconds) <= 0xffff_ffff;
	return {
		odd: !isPlain,
		perSecond: isPlain ? 10 ** exponent : 1,
		nanosecondsPerUnit: isPlain ? 10 ** (FINEST_PLAIN - exponent) : 0,
		offsetSeconds,
		resolution,
	};
}

/** The resolution that `if_tsresol` says: a power of ten, or of two when its upper bit is set (section 4.2). */
export function timeResolution(option: number): TimeResolution {
	return { base: option & 0x80 ? 2 : 10, exponent: Math.min(option & 0x7f, COARSEST_USEFUL) };
}

/** Whether times of this resolution are not always whole microseconds: 2^-7 s is 7812.5 of them. */
export function isFinerThanMicroseconds({ exponent }: TimeResolution): boolean {
	return exponent > 6;
}

/** A time in nanoseconds since 1970, exact but for what is finer than a nanosecond. */
export function clockNs(clock: Clock, high: number, low: number): bigint {
	const units = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
	const { base, exponent } = clock.resolution;
	return (units * 1_000_000_000n) / BigInt(base) ** BigInt(exponent) + BigInt(clock.offsetSeconds) * 1_000_000_000n;
}

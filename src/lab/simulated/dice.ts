/** A small generator of random numbers with a seed (mulberry32): the same seed gives the same run, on every machine. */
export interface Dice {
	/** A whole number from 0 to `sides` - 1. */
	readonly roll: (sides: number) => number;
	/** True that often, in percent. */
	readonly chance: (percent: number) => boolean;
	/** A whole number from `least` to `most`. */
	readonly between: (least: number, most: number) => number;
}

/** Makes the generator of this seed. */
export function createDice(seed: number): Dice {
	let state = seed | 0;
	const unit = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
	return {
		roll: (sides) => Math.floor(unit() * sides),
		chance: (percent) => percent > 0 && unit() * 100 < percent,
		between: (least, most) => least + Math.floor(unit() * (most - least + 1)),
	};
}

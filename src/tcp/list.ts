/**
 * A read-only list whose items are made when somebody asks for them, and not before. Items are counted from 0, as in
 * an array; `[...list]` makes an array of all of them.
 *
 * @example
 * ```ts
 * for (const { packet, notes } of analysis.packets) console.log(packet.number, notes.length);
 * const last = analysis.packets.at(-1);
 * const firstTen = analysis.packets.slice(0, 10);
 * ```
 */
export interface List<T> extends Iterable<T> {
	readonly length: number;
	/** The item at `index`, counted from the end where negative; `undefined` where there is none. */
	readonly at: (index: number) => T | undefined;
	/** A part of the list as `Array.slice` cuts it: a list, too, and as lazy. */
	readonly slice: (start?: number, end?: number) => List<T>;
}

/** Makes the list of `make(0)` to `make(length - 1)`. */
export function createList<T>(length: number, make: (index: number) => T): List<T> {
	return {
		length,
		at(index) {
			const whole = Math.trunc(index) || 0;
			const from = whole < 0 ? length + whole : whole;
			return from >= 0 && from < length ? make(from) : undefined;
		},
		slice(start = 0, end = length) {
			const first = bound(start, length);
			return createList(Math.max(0, bound(end, length) - first), (index) => make(first + index));
		},
		*[Symbol.iterator]() {
			for (let index = 0; index < length; index++) yield make(index);
		},
	};
}

/** Where a slice begins or ends: as `Array.slice` takes its arguments. */
function bound(index: number, length: number): number {
	const whole = Math.trunc(index) || 0;
	return Math.max(0, Math.min(length, whole < 0 ? length + whole : whole));
}

/**
 * Remembers what `make` made, for at most `most` indices: one place for all indices that are equal modulo `most`. So a
 * capture that fits is made once however often it is gone through, and a longer one never fills the memory.
 */
export function remembering<T>(most: number, make: (index: number) => T): (index: number) => T {
	const places: ({ readonly index: number; readonly made: T } | undefined)[] = [];
	return (index) => {
		const known = places[index % most];
		if (known?.index === index) return known.made;
		const made = make(index);
		places[index % most] = { index, made };
		return made;
	};
}

const FIRST_ENTRIES = 1024;
const LIMIT_PER_SIDE = 10_000;

/** Positions in an entry. Times are seconds and nanoseconds; `older` is the next entry of the same list, or -1. */
export const ENTRY = { frame: 0, sequence: 1, end: 2, seconds: 3, nanoseconds: 4, older: 5 } as const;
const ENTRY_NUMBERS = 6;

/**
 * The unacknowledged segments of all sides, as linked lists in one array: newest first, entries that are taken out
 * are used again. A list is named by its newest entry, -1 when it is empty.
 */
export interface UnacknowledgedPool {
	/** Entry `e` begins at `e * 6`. Valid until the next `push`. */
	readonly entries: () => Int32Array;
	/** Puts a segment in front of a list of `count` entries; returns the list's new name. A full list stays as it is. */
	readonly push: (
		list: number,
		count: number,
		frame: number,
		sequence: number,
		end: number,
		seconds: number,
		nanoseconds: number,
	) => number;
	/** Takes an entry out; `newer` is the entry before it, or -1. Returns the list's new name. */
	readonly remove: (list: number, newer: number, entry: number) => number;
	readonly reset: () => void;
}

export function createUnacknowledgedPool(): UnacknowledgedPool {
	let entries = new Int32Array(FIRST_ENTRIES * ENTRY_NUMBERS);
	let used = 0;
	let free = -1;

	function take(): number {
		if (free >= 0) {
			const entry = free;
			free = entries[entry * ENTRY_NUMBERS + ENTRY.older] ?? -1;
			return entry;
		}
		if ((used + 1) * ENTRY_NUMBERS > entries.length) {
			const bigger = new Int32Array(entries.length * 2);
			bigger.set(entries);
			entries = bigger;
		}
		return used++;
	}

	return {
		entries: () => entries,
		push(list, count, frame, sequence, end, seconds, nanoseconds) {
			if (count >= LIMIT_PER_SIDE) return list;
			const entry = take();
			const at = entry * ENTRY_NUMBERS;
			entries[at + ENTRY.frame] = frame;
			entries[at + ENTRY.sequence] = sequence;
			entries[at + ENTRY.end] = end;
			entries[at + ENTRY.seconds] = seconds;
			entries[at + ENTRY.nanoseconds] = nanoseconds;
			entries[at + ENTRY.older] = list;
			return entry;
		},
		remove(list, newer, entry) {
			const at = entry * ENTRY_NUMBERS + ENTRY.older;
			const older = entries[at] ?? -1;
			entries[at] = free;
			free = entry;
			if (newer < 0) return older;
			entries[newer * ENTRY_NUMBERS + ENTRY.older] = older;
			return list;
		},
		reset() {
			used = 0;
			free = -1;
		},
	};
}

/** Where entry `e` begins. */
export function entryAt(entry: number): number {
	return entry * ENTRY_NUMBERS;
}

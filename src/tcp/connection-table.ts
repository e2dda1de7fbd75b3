import type { Kernel } from '../kernel/kernel-host.ts';
import { CONNECTIONS, PAGE_BYTES, RECORD_NEXT, RECORD_PAGE_LIST, RECORD_PAGES } from '../kernel/layout.ts';
import { RECORD_BYTES, STREAM } from '../kernel/record.ts';

const RECORDS_PER_PAGE = PAGE_BYTES / RECORD_BYTES;

/** The connections of a capture, as records in the kernel's memory (see `kernel/record.ts`). */
export interface ConnectionTable {
	/** How many there were, in the order of their first packets; the index is tshark's `tcp.stream`. */
	readonly count: () => number;
	/** Address of the record of a connection, if none of the capture was forgotten. */
	readonly recordOf: (index: number) => number;
	/** Addresses of all records that were not forgotten, in the order of their first packets. */
	readonly records: () => readonly number[];
	/** The 32-bit number at an address. */
	readonly word: (at: number) => number;
	/** All of the memory as such numbers, until it grows: to read many of them, for asking where it lies takes long. */
	readonly words: () => Int32Array;
	/** The 64-bit float at an address. */
	readonly float: (at: number) => number;
}

/** Makes the view of a kernel's connections. */
export function createConnectionTable(kernel: Kernel): ConnectionTable {
	let words = new Int32Array(0);
	let floats = new Float64Array(0);

	function takeWords(): Int32Array {
		if (words.buffer !== kernel.buffer()) {
			words = new Int32Array(kernel.buffer());
			floats = new Float64Array(kernel.buffer());
		}
		return words;
	}

	function word(at: number): number {
		return takeWords()[at >>> 2] ?? 0;
	}

	function page(number: number): number {
		return word(RECORD_PAGE_LIST + number * 4) >>> 0;
	}

	return {
		count: () => word(CONNECTIONS),
		recordOf: (index) => page(Math.floor(index / RECORDS_PER_PAGE)) + (index % RECORDS_PER_PAGE) * RECORD_BYTES,
		records() {
			const memory = takeWords();
			const streamOf = (record: number): number => memory[(record + STREAM) >>> 2] ?? 0;
			const end = word(RECORD_NEXT) >>> 0;
			const pages = word(RECORD_PAGES);
			const found: number[] = [];
			for (let i = 0; i < pages; i++) {
				const first = page(i);
				for (let at = first; at < first + PAGE_BYTES && at !== end; at += RECORD_BYTES) {
					if (streamOf(at) >= 0) found.push(at);
				}
			}
			return found.sort((a, b) => streamOf(a) - streamOf(b));
		},
		word,
		words: takeWords,
		float(at) {
			takeWords();
			return floats[at >>> 3] ?? 0;
		},
	};
}

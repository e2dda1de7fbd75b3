import { bytes } from './wire.ts';

/** From one number up to before another. */
export type Range = readonly [from: number, to: number];

/** What a segment's bytes were to their receiver. */
export interface Arrival {
	readonly kind: 'in-order' | 'out-of-order' | 'duplicate';
	/** What was there already, for a D-SACK (RFC 2883). */
	readonly duplicate: Range | null;
	/** No gap is left that was there before. */
	readonly closedGaps: boolean;
}

/** The bytes that came, in order and out of it (RFC 9293, section 3.10.7.4; RFC 2018). Numbers count from the SYN. */
export interface ReceiveQueue {
	/** What is waited for: RCV.NXT without the FIN. */
	readonly next: () => number;
	/** In order, and not read by the program yet. */
	readonly unreadBytes: () => number;
	readonly hasGaps: () => boolean;
	readonly add: (from: number, payload: Uint8Array) => Arrival;
	/** What a read of the program gives. */
	readonly take: (mostBytes: number) => Uint8Array;
	/** What came behind gaps, the newest first. */
	readonly blocks: () => readonly Range[];
}

interface Held {
	readonly from: number;
	readonly payload: Uint8Array;
}

export function createReceiveQueue(): ReceiveQueue {
	let next = 1;
	let unread = new Uint8Array(0);
	let held: readonly Held[] = [];
	let blocks: readonly Range[] = [];

	function takeInOrder(from: number, payload: Uint8Array): void {
		const known = next - from;
		if (known >= payload.length) return;
		unread = bytes(unread, payload.subarray(known)) as Uint8Array<ArrayBuffer>;
		next = from + payload.length;
	}

	function hold(from: number, payload: Uint8Array): void {
		held = [...held, { from, payload }].sort((a, b) => a.from - b.from);
		let merged: Range = [from, from + payload.length];
		const apart: Range[] = [];
		for (const block of blocks) {
			if (block[1] < merged[0] || block[0] > merged[1]) apart.push(block);
			else merged = [Math.min(block[0], merged[0]), Math.max(block[1], merged[1])];
		}
		blocks = [merged, ...apart];
	}

	function known(from: number, to: number): Range | null {
		if (from < next) return [from, Math.min(to, next)];
		const block = blocks.find(([first, end]) => first < to && from < end);
		return block ? [Math.max(from, block[0]), Math.min(to, block[1])] : null;
	}

	return {
		next: () => next,
		unreadBytes: () => unread.length,
		hasGaps: () => blocks.length > 0,
		blocks: () => blocks,
		add(from, payload) {
			const to = from + payload.length;
			const duplicate = known(from, to);
			if (to <= next || (duplicate && duplicate[0] === from && duplicate[1] === to && from >= next)) {
				return { kind: 'duplicate', duplicate, closedGaps: false };
			}
			if (from > next) {
				hold(from, payload);
				return { kind: 'out-of-order', duplicate, closedGaps: false };
			}
			const hadGaps = blocks.length > 0;
			takeInOrder(from, payload);
			for (const one of held) if (one.from <= next) takeInOrder(one.from, one.payload);
			held = held.filter((one) => one.from > next);
			blocks = blocks.filter((block) => block[1] > next);
			return { kind: 'in-order', duplicate, closedGaps: hadGaps && blocks.length === 0 };
		},
		take(mostBytes) {
			const taken = unread.subarray(0, mostBytes);
			unread = unread.slice(taken.length);
			return taken;
		},
	};
}

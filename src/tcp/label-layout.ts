/**
 * What the labels of one side rest on, as positions in an `Int32Array` of `SIDE_NUMBERS` numbers a side. Sequence
 * numbers are raw; in `next`, `contiguous` and `lastAck` 0 means "not known", as in Wireshark (a real 0 is misread).
 */
export const SIDE_STATE = {
	/** Highest end of a segment, and when it came. */
	next: 0,
	nextSeconds: 1,
	nextNanoseconds: 2,
	/** Payload of the segment that last brought bytes beyond `next`, by its lowest 8 bits. */
	nextLength: 3,
	/** End of what came without a gap. */
	contiguous: 4,
	lastAck: 5,
	/** When the last packet of this side came. */
	lastSeconds: 6,
	lastNanoseconds: 7,
	/** The packet that first said `lastAck`, and how often it was said again. */
	firstWithAck: 8,
	duplicates: 9,
	/** Raw, of the last packet; -1 at first. */
	window: 10,
	/** Shift of the window scale option, or one of `SCALE`. */
	scale: 11,
	bits: 12,
	/** Labels of this side's last packet. */
	lastLabels: 13,
	/** Unacknowledged segments. */
	list: 14,
	listCount: 15,
	/** Bytes since the last PSH. */
	pushedBytes: 16,
	/** SACK blocks of this side's last packet that had any: how many, and bytes in them. */
	sackBlocks: 17,
	sackedBytes: 18,
	/** The packet that moved `next`. */
	nextFrame: 19,
} as const;

export const SIDE_NUMBERS = 20;

export const SCALE = { unknown: -1, none: -2 } as const;

/** Bits of `SIDE_STATE.bits`. */
export const SIDE_BIT = {
	/** The last window came from a SYN, so it is not scaled. */
	windowOfSyn: 1,
	/** A segment was lost: bytes in flight mean nothing until the other side acknowledges. */
	flightUnknown: 2,
	/** The last data segment had PSH. */
	pushed: 4,
} as const;

/** Bits of `tcp.completeness`. */
export const COMPLETENESS = { syn: 1, synAck: 2, ack: 4, data: 8, fin: 16, rst: 32, all: 63 } as const;

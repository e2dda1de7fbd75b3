const END = 0;
const NOP = 1;
const WINDOW_SCALE = 3;
const SACK = 5;
const MAX_SHIFT = 14;
/** NOP, NOP, timestamps: what nearly every segment has, and nothing in it matters here. */
const USUAL = 0x0101_080a;
const USUAL_BYTES = 12;

/** What the labels need of a segment's options; one object for all, filled anew. */
export interface WindowOptions {
	/** Shift of the window scale option, -1 without one. */
	scale: number;
	sackBlocks: number;
	sackedBytes: number;
}

/** Reads the options in `[at, end)` into `found` (RFC 7323, section 2; RFC 2018, section 3). */
export function readWindowOptions(bytes: DataView, at: number, end: number, found: WindowOptions): void {
	found.scale = -1;
	found.sackBlocks = 0;
	found.sackedBytes = 0;
	if (end - at === USUAL_BYTES && bytes.getInt32(at) === USUAL) return;
	let next = at;
	while (next < end) {
		const kind = bytes.getUint8(next);
		if (kind === END) return;
		const length = kind === NOP ? 1 : next + 1 < end ? bytes.getUint8(next + 1) : 0;
		if (length === 0 || next + length > end) return;
		if (kind === WINDOW_SCALE && length === 3) found.scale = Math.min(MAX_SHIFT, bytes.getUint8(next + 2));
		if (kind === SACK) readBlocks(bytes, next + 2, next + length, found);
		next += length;
	}
}

function readBlocks(bytes: DataView, at: number, end: number, found: WindowOptions): void {
	for (let block = at; block + 8 <= end; block += 8) {
		found.sackBlocks++;
		found.sackedBytes += (bytes.getInt32(block + 4) - bytes.getInt32(block)) | 0;
	}
}

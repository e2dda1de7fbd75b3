import { WORD_LENGTH_BITS } from './cells.ts';
import { WORDS } from './layout.ts';
import { load, putInt32 } from './memory.ts';

/** What stands for a text that the kernel cannot write: no text ends there, and no word has this place. */
export const LEFT_TO_HOST: i32 = 0;
/** "RST PSH ACK" is short, too. */
const SHORT_BYTES: i32 = 12;

/** Copies whole words of memory, of which the last may reach behind the piece; the next text covers that. */
export function putPiece(at: i32, piece: i32, length: i32): i32 {
	for (let i: i32 = 0; i < length; i += 4) putInt32(at + i, load(piece + i));
	return at + length;
}

/** The word at a place that is one. */
export function putKnownWord(at: i32, place: i32): i32 {
	return putPiece(at, textOf(place), lengthOf(place));
}

/** Whether a word is known, and `putShortWord` may write it. */
export function isShortWord(place: i32): boolean {
	return place !== LEFT_TO_HOST && lengthOf(place) <= SHORT_BYTES;
}

/** In the same few steps whatever its length, so that the processor need not guess that; they reach behind it, too. */
export function putShortWord(at: i32, place: i32): i32 {
	const text = textOf(place);
	putInt32(at, load(text));
	putInt32(at + 4, load(text + 4));
	putInt32(at + 8, load(text + 8));
	return at + lengthOf(place);
}

function textOf(place: i32): i32 {
	return WORDS + (place >>> WORD_LENGTH_BITS) - 1;
}

function lengthOf(place: i32): i32 {
	return place & ((1 << WORD_LENGTH_BITS) - 1);
}

import { WORD_LENGTH_BITS } from './cells.ts';
import { WORDS } from './layout.ts';
import { load, putInt32 } from './memory.ts';

/** What stands for a text that the kernel cannot write: no text ends there, and no word has this place. */
export const LEFT_TO_HOST: i32 = 0;

/** Copies whole words of memory, of which the last may reach behind the piece; the next text covers that. */
export function putPiece(at: i32, piece: i32, length: i32): i32 {
	for (let i: i32 = 0; i < length; i += 4) putInt32(at + i, load(piece + i));
	return at + length;
}

/** The word at a place that is one. */
export function putKnownWord(at: i32, place: i32): i32 {
	return putPiece(at, WORDS + (place >>> WORD_LENGTH_BITS) - 1, place & ((1 << WORD_LENGTH_BITS) - 1));
}

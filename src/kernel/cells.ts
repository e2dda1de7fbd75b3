/**
 * What the host says of each column of a line, in words from `CELLS` on. The first word, by its bytes: the kind of its
 * cells; which rows have it; 1 if a quote stands behind; how long is what stands before (the separator and a quote
 * included). Then what stands before, as its first four bytes and as the address of all; the address of the column of
 * numbers; and where the places of its words are.
 */
export const CELL_BYTES: i32 = 32;
export const CELL_TRAITS: i32 = 0;
export const CELL_FIRST_BYTES: i32 = 4;
export const CELL_BEFORE: i32 = 8;
export const CELL_COLUMN: i32 = 12;
export const CELL_WORDS: i32 = 16;

/** Kinds of cells. */
export const KIND_NUMBER: i32 = 0;
/** Nothing if it is 0. */
export const KIND_KNOWN: i32 = 1;
export const KIND_WORD: i32 = 2;
export const KIND_ADDRESS: i32 = 3;
export const KIND_PACKET_NUMBER: i32 = 4;
/** One more than it is. */
export const KIND_NEXT: i32 = 5;
export const KIND_SECONDS: i32 = 6;
export const KIND_RELATIVE_SECONDS: i32 = 7;
export const KIND_NANOSECONDS: i32 = 8;
export const KIND_RELATIVE_NANOSECONDS: i32 = 9;
export const KIND_DUPLICATE_ACK_FRAME: i32 = 10;
/** Nothing if it is 0; else the host writes it. */
export const KIND_PAYLOAD: i32 = 11;

/** Which rows have a cell: those of this number and above. */
export const HAS_ALL: i32 = 0;
export const HAS_PORTS: i32 = 1;
export const HAS_TCP: i32 = 2;
export const HAS_ACK: i32 = 3;

/** The place of a word: its offset in `WORDS`, plus 1, above so many bits of its length; 0 if the host has not made it. */
export const WORD_LENGTH_BITS: i32 = 12;

/** Why the writing stopped: all is written; the host must take the lines first; the host must write the cell. */
export const WRITTEN: i32 = 0;
export const OUT_FULL: i32 = 1;
export const HOST_CELL: i32 = 2;

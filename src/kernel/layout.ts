/**
 * Where everything lies in the kernel's memory, in bytes: its own variables, the columns of the current batch, the
 * ports of the labs, room for options, the list of record pages, the bytes that were read, the connections that had
 * packets last, what lines are made of, the lines, and from `HEAP` on the pages that the tables are made of.
 */
export const PAGE_BYTES: i32 = 65536;

/** Variables that outlive a call. Addresses of things that are not there are 0. */
export const PROFILE: i32 = 0;
/** 1 if connections that ended may be forgotten, and nothing is to be said of any in the end. */
export const FORGETS: i32 = 4;
export const HEAP_END: i32 = 8;
export const FREE_PAGE: i32 = 12;
export const CONNECTIONS: i32 = 16;
export const SLOTS_AT: i32 = 20;
/** Number of slots, less one. */
export const SLOT_MASK: i32 = 24;
export const SLOTS_USED: i32 = 28;
export const RECORD_NEXT: i32 = 32;
export const RECORD_PAGES: i32 = 36;
export const FREE_RECORD: i32 = 40;
export const ENTRY_NEXT: i32 = 44;
export const FREE_ENTRY: i32 = 48;
/** The ends of the list of connections that ended: the one that is silent for the longest time, and the newest. */
export const ENDED_FIRST: i32 = 52;
export const ENDED_LAST: i32 = 56;
/** Of those in it that are young, the one that is silent for the longest time. */
export const ENDED_YOUNG_FIRST: i32 = 60;
/** Keeps reads that only fill the cache from being optimised away. */
export const TOUCHED: i32 = 64;
/** 1 if no row takes a short way: the reference for tests. */
export const ALL_STEPS: i32 = 68;
/** Where the writing of lines stands: the row, the address of the cell, and where its text begins. */
export const WRITE_ROW: i32 = 72;
export const WRITE_CELL: i32 = 76;
export const WRITE_AT: i32 = 80;
/** Where the text of that cell ends, if the host has written it, or else 0. */
export const WRITE_END: i32 = 84;
export const CELLS_END: i32 = 88;
/** What stands for a cell without a value, and behind the last cell: up to four bytes, and how many. */
export const NONE: i32 = 92;
export const NONE_LENGTH: i32 = 96;
export const LINE_END: i32 = 100;
export const LINE_END_LENGTH: i32 = 104;
/** Time of the first packet. */
export const START_SECONDS: i32 = 108;
export const START_NANOSECONDS: i32 = 112;
/** 1 once there was no memory for what must be kept. */
export const IS_FULL: i32 = 116;
/** IPv6 addresses: how many there are, for how many there is room, their entries, and the slots that lead to them. */
export const ADDRESSES: i32 = 120;
export const ADDRESS_LIMIT: i32 = 124;
export const ADDRESSES_AT: i32 = 128;
export const ADDRESS_SLOTS_AT: i32 = 132;
/** Rows of TCP and of ARP that were tracked. */
export const TCP_ROWS: i32 = 136;
export const ARP_ROWS: i32 = 140;
/** The byte between cells, if lines have the usual columns and nothing else stands beside their text; or else 0. */
export const SEPARATOR: i32 = 144;
/** How many of the connections that ended are young and old, and may be: see `ended.ts`. */
export const ENDED_YOUNG: i32 = 148;
export const ENDED_OLD: i32 = 152;
export const ENDED_YOUNG_LIMIT: i32 = 156;
export const ENDED_OLD_LIMIT: i32 = 160;
export const PACKED_NEXT: i32 = 164;
export const FREE_PACKED: i32 = 168;
/** Of the IPv6 addresses: how many of the entries are free, the number of one, plus 1, and at how many others to look for more. */
export const FREE_ADDRESSES: i32 = 172;
export const FREE_ADDRESS: i32 = 176;
export const MANY_ADDRESSES: i32 = 180;

export const COLUMNS: i32 = 1024;
export const BATCH_ROWS: i32 = 128;
export const COLUMN_BYTES: i32 = 512;

/** For each octet its text, and how long it is. */
export const OCTETS: i32 = 24576;
/** One bit for each port number that is a lab server's. */
export const LAB_PORTS: i32 = 32768;
export const LAB_PORTS_BYTES: i32 = 8192;
/** TCP options of rows whose segment came in fragments, `OPTIONS_BYTES` a row. */
export const OPTIONS: i32 = 40960;
export const OPTIONS_BYTES: i32 = 40;
/** Addresses of the pages of records, in the order in which they were taken. */
export const RECORD_PAGE_LIST: i32 = 65536;
/** No capture tool keeps more of one frame (libpcap's and Wireshark's limit). */
export const FRAME_LIMIT: i32 = 262144;
export const INPUT: i32 = 327680;
export const INPUT_BYTES: i32 = 786432;
/** For each of the lowest bits of a hash the connection that had a packet last: a small look-up before the big one. */
export const RECENT: i32 = 1114112;
export const RECENT_BYTES: i32 = 131072;
/** The columns that lines have (`cells.ts`), and what stands before their cells. */
export const CELLS: i32 = 1245184;
export const CELLS_LIMIT: i32 = 64;
export const PIECES: i32 = 1247232;
/** For each value of a column of words, where its word is among `WORDS`. */
export const WORD_PLACES: i32 = 1249280;
export const WORD_PLACES_BYTES: i32 = 135168;
export const WORDS: i32 = 1384448;
export const WORDS_BYTES: i32 = 65536;
/** `0000` to `9999`, each as the four bytes of one number. */
export const DIGITS: i32 = 1449984;
/** Lines that the host has not taken yet; behind so many bytes, up to `HEAP`, there is room for one more. */
export const OUT: i32 = 1490944;
export const OUT_BYTES: i32 = 65536;
export const HEAP: i32 = 1572864;

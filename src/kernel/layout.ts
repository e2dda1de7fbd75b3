/**
 * Where everything lies in the kernel's memory, in bytes: its own variables, the columns of the current batch, the
 * ports of the labs, room for options, the list of record pages, the bytes that were read, the connections that had
 * packets last, and from `HEAP` on the pages that the tables are made of.
 */
export const PAGE_BYTES: i32 = 65536;

/** Variables that outlive a call. Addresses of things that are not there are 0. */
export const PROFILE: i32 = 0;
/** 1 if connections that ended may be forgotten. */
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
/** Time of the last row that was tracked. */
export const NOW: i32 = 60;
/** Keeps reads that only fill the cache from being optimised away. */
export const TOUCHED: i32 = 64;
/** 1 if no row takes a short way: the reference for tests. */
export const ALL_STEPS: i32 = 68;

export const COLUMNS: i32 = 1024;
export const BATCH_ROWS: i32 = 128;
export const COLUMN_BYTES: i32 = 512;

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
export const HEAP: i32 = 1245184;

/** The control bits of TCP (RFC 9293, section 3.1) that the kernel looks at. */
export const FIN: i32 = 1;
export const SYN: i32 = 2;
export const RST: i32 = 4;
export const PSH: i32 = 8;
export const ACK: i32 = 16;

/** The analysis labels of a segment: the bits of the `labels` column. */
export const RETRANSMISSION: i32 = 0x1;
export const FAST_RETRANSMISSION: i32 = 0x2;
export const SPURIOUS_RETRANSMISSION: i32 = 0x4;
export const OUT_OF_ORDER: i32 = 0x8;
export const LOST_SEGMENT: i32 = 0x10;
export const ACK_LOST_SEGMENT: i32 = 0x20;
export const REUSED_PORTS: i32 = 0x40;
export const DUPLICATE_ACK: i32 = 0x80;
export const KEEP_ALIVE: i32 = 0x100;
export const KEEP_ALIVE_ACK: i32 = 0x200;
export const WINDOW_UPDATE: i32 = 0x400;
export const WINDOW_FULL: i32 = 0x800;
export const ZERO_WINDOW: i32 = 0x1000;
export const ZERO_WINDOW_PROBE: i32 = 0x2000;
export const ZERO_WINDOW_PROBE_ACK: i32 = 0x4000;

// In what the versions of Wireshark differ: the bits of `PROFILE`. Everything else is the same in all of them.

/**
 * The same SYN again after FIN or RST, and a SYN-ACK with another number, begin a new connection; the first SYN of a side
 * that was silent counts as that of the connection.
 */
export const NEW_CONNECTION_AFTER_END: i32 = 1;
/** A segment that an unacknowledged one covers wholly is a retransmission, never out of order. */
export const COVERED_IS_RETRANSMISSION: i32 = 2;
/** A segment that ends at `NEXT` may be out of order if what moved `NEXT` there carried nothing. */
export const MAY_END_AT_NEXT: i32 = 4;
/** A late segment's age is measured from the one that moved `NEXT`, not from the last packet of the other side. */
export const OUT_OF_ORDER_SINCE_NEXT: i32 = 8;
/** SACK blocks in the last ACK of the other side make a fast retransmission of any old segment. */
export const FAST_RETRANSMISSION_BY_SACK: i32 = 16;
/** An ACK of unseen bytes is labelled each time, and moves the contiguous end to what it acknowledges. */
export const ACK_LOST_SEGMENT_ALWAYS: i32 = 32;
/** The answer to a zero-window probe may acknowledge the probe's byte. */
export const PROBE_BYTE_MAY_BE_TAKEN: i32 = 64;
/** A window update that carries a SACK option is a duplicate ACK; of one option four blocks count, not three. */
export const SACK_UPDATE_IS_DUPLICATE: i32 = 128;
/** An ACK inside a segment counts as one of that segment. */
export const PARTIAL_ACK: i32 = 256;
/** The retransmission timeout is measured from the oldest segment at or after the resent one, not from any. */
export const TIMEOUT_FROM_SAME_SEGMENT: i32 = 512;

/** Bytes in flight mean nothing before the other side has acknowledged something. */
export const FLIGHT_UNKNOWN_AT_FIRST: i32 = 1024;
/** A packet that is older than the one its age is measured from is of no age at all, so it is recent. */
export const OLDER_IS_RECENT: i32 = 2048;

/** Phases of a connection: see `PHASES`. */
export const HANDSHAKE: i32 = 0;
export const DATA: i32 = 1;
export const CLOSE: i32 = 2;
export const BEFORE: i32 = 3;

/** Of the `protocol` and `network` columns: see `PROTOCOL` and `NETWORK`. */
export const PROTOCOL_ARP: i32 = 1;
export const PROTOCOL_TCP: i32 = 5;
export const PROTOCOL_UDP: i32 = 6;
export const NETWORK_ARP: i32 = 1;
export const NETWORK_IPV4: i32 = 4;
export const NETWORK_IPV6: i32 = 6;

/**
 * The record of a connection: lines of 64 bytes, here as offsets in bytes. The first three are what packets need; the
 * last is only what is said of a connection in the end, and is not there where ended connections are forgotten.
 * "End 0" is the end that sent the first captured packet; which end is the client is a bit. Packet numbers are 0 when
 * there is none.
 */
export const RECORD_BYTES: i32 = 256;
/** Without what is said in the end. */
export const SHORT_RECORD_BYTES: i32 = 192;
export const PACKED_BYTES: i32 = 92;

export const ADDRESS_0: i32 = 0;
export const ADDRESS_1: i32 = 4;
/** That of end 0 in the upper half. */
export const PORTS: i32 = 8;
export const BITS: i32 = 12;
/** Two: the raw numbers that relative ones count from. */
export const BASE: i32 = 16;
/** Two: packets that each end sent. */
export const PACKETS: i32 = 24;
export const LAST_PACKET: i32 = 32;
/** Neighbours in the list of connections that ended. */
export const ENDED_BEFORE: i32 = 36;
export const ENDED_AFTER: i32 = 40;
/** Number of the connection, from 0; -1 in a record that is free. */
export const STREAM: i32 = 44;
/** Two: the numbers after the FINs. */
export const FIN_END: i32 = 48;
/** Seconds and nanoseconds of the last pure SYN; once `BIT_RTT` is set, the initial round-trip time as a float. */
export const SYN_TIME: i32 = 56;

/** The two sides, each a line of its own: what the labels rest on. */
export const SIDES: i32 = 64;
export const SIDE_BYTES: i32 = 64;

/** What is said in the end: see `facts.ts`. */
export const FIRST_PACKET: i32 = 192;
export const FIRST_SECONDS: i32 = 196;
export const FIRST_NANOSECONDS: i32 = 200;
export const SYN_PACKET: i32 = 204;
export const SYN_ACK_PACKET: i32 = 208;
export const HANDSHAKE_ACK_PACKET: i32 = 212;
export const FIN_PACKET: i32 = 216;
export const FIN_ACKNOWLEDGED_BY: i32 = 224;
export const RESET_PACKET: i32 = 232;
/** Two floats: payload that each end sent. */
export const PAYLOAD: i32 = 240;

/** Bits of `BITS`; those with a 0 exist for both ends (shift left by the end). */
export const BIT_BASE_0: i32 = 0x1;
export const BIT_FIN_0: i32 = 0x10;
export const BIT_FIN_ACKNOWLEDGED_0: i32 = 0x40;
export const BIT_CLIENT_IS_END_1: i32 = 0x100;
export const BIT_ROLE_BY_LAB_PORT: i32 = 0x200;
export const BIT_ROLE_BY_LOWER_PORT: i32 = 0x400;
export const BIT_SYN: i32 = 0x800;
export const BIT_SYN_ACK: i32 = 0x1000;
export const BIT_ESTABLISHED: i32 = 0x2000;
export const BIT_DATA: i32 = 0x4000;
export const BIT_RESET: i32 = 0x8000;
export const BIT_END_1_CLOSES_FIRST: i32 = 0x10000;
export const BIT_IPV6: i32 = 0x20000;
/** The last packet came from end 1; its time is that side's. */
export const BIT_LAST_IS_END_1: i32 = 0x40000;
export const BIT_RTT: i32 = 0x80000;
/** It is in the list of those that ended. */
export const BIT_ENDED: i32 = 0x100000;
/** An RST or a FIN with ACK came, whatever it was worth; Wireshark takes a SYN after it for a new connection. */
export const BIT_SEEMS_ENDED: i32 = 0x200000;
/** It is no record but what `packed.ts` made of one. */
export const BIT_PACKED: i32 = 0x400000;
/** Of those in that list: it is not among the last few. */
export const BIT_OLD: i32 = 0x800000;
export const BOTH_FINS: i32 = 0x30;
export const BOTH_FINS_ACKNOWLEDGED: i32 = 0xc0;

/** In the uppermost bits of `BITS`: those of `tcp.completeness`, and one that says that there was a packet at all. */
export const COMPLETENESS_SHIFT: i32 = 24;
export const COMPLETE_SYN: i32 = 1;
export const COMPLETE_SYN_ACK: i32 = 2;
export const COMPLETE_ACK: i32 = 4;
export const COMPLETE_DATA: i32 = 8;
export const COMPLETE_FIN: i32 = 16;
export const COMPLETE_RST: i32 = 32;
export const COMPLETE_ALL: i32 = 63;
export const COMPLETE_BEGUN: i32 = 64;
/** Data in a SYN, which counts as data until another SYN seems to be the first. */
export const COMPLETE_SYN_DATA: i32 = 128;

/**
 * What the labels of one side rest on, as offsets in its line. Sequence numbers are raw; in `NEXT`, `CONTIGUOUS` and
 * `LAST_ACK` 0 means "not known", as in Wireshark (a real 0 is misread).
 */
/** Highest end of a segment, when it came, and in which packet. */
export const NEXT: i32 = 0;
export const NEXT_SECONDS: i32 = 4;
export const NEXT_NANOSECONDS: i32 = 8;
export const NEXT_FRAME: i32 = 12;
/** End of what came without a gap. */
export const CONTIGUOUS: i32 = 16;
export const LAST_ACK: i32 = 20;
/** When the last packet of this side came. */
export const LAST_SECONDS: i32 = 24;
export const LAST_NANOSECONDS: i32 = 28;
/** The packet that first said `LAST_ACK`, and how often it was said again. */
export const FIRST_WITH_ACK: i32 = 32;
export const DUPLICATES: i32 = 36;
/** Raw, of the last packet; -1 at first. */
export const WINDOW: i32 = 40;
/** Bits, and two small numbers: see `SIDE_…`. */
export const SIDE_BITS: i32 = 44;
/** Labels of this side's last packet in the lower half; how many unacknowledged segments it has in the upper one. */
export const LAST_LABELS: i32 = 48;
/** Newest unacknowledged segment. */
export const LIST: i32 = 52;
/** Bytes since the last PSH. */
export const PUSHED_BYTES: i32 = 56;
/** Newest of the SACK blocks in this side's last packet. */
export const SACKS: i32 = 60;

/** The last window came from a SYN, so it is not scaled. */
export const SIDE_WINDOW_OF_SYN: i32 = 1;
/** A segment was lost: bytes in flight mean nothing until the other side acknowledges. */
export const SIDE_FLIGHT_UNKNOWN: i32 = 2;
/** The last data segment had PSH. */
export const SIDE_PUSHED: i32 = 4;
/** Shift of the window scale option, plus 2; or 0 for "none", 1 for "unknown". */
export const SCALE_SHIFT: i32 = 8;
export const SCALE_MASK: i32 = 0xff00;
export const SCALE_NONE: i32 = -2;
export const SCALE_UNKNOWN: i32 = -1;
/** Payload of the segment that last brought bytes beyond `NEXT`, by its lowest 8 bits. */
export const NEXT_LENGTH_SHIFT: i32 = 16;
export const NEXT_LENGTH_MASK: i32 = 0xff0000;

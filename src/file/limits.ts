import { FRAME_LIMIT } from '../kernel/layout.ts';

/** No capture tool keeps more of one frame (libpcap's and Wireshark's limit). */
export const FRAME_LIMIT_BYTES: number = FRAME_LIMIT;

/** No block with a frame is longer (Wireshark's limit); what says so is not a block any more. */
export const PACKET_BLOCK_LIMIT_BYTES = 16_777_216;

/** So much of comments, names and unknown options is kept of one file, so that no file can fill the memory. */
export const KEPT_BYTES = 8_388_608;

export const INTERFACE_LIMIT = 65_536;

import { PACKET_COLUMNS, type PacketColumn } from '../decode/packet-batch.ts';
import type { Batch } from '../file/frame-batch.ts';

const ADDED = [
	'connection',
	'side',
	'phase',
	'labels',
	'duplicateAckFrame',
	'duplicateAckNumber',
	'acknowledgesFrame',
	'timeoutFrame',
	'bytesInFlight',
	'pushBytesSent',
	'relativeSequence',
	'relativeAcknowledgment',
] as const;

/**
 * What the kernel adds to each packet: `connection` is an index (-1: none), `labels` are bits
 * (see `LABEL_NAMES`), frames are packet numbers with 0 for none, 0 bytes in flight means that they are not
 * known, and relative numbers are unsigned and count from what was known at that row.
 */
export type SegmentColumn = PacketColumn | (typeof ADDED)[number];
export const SEGMENT_COLUMNS: readonly SegmentColumn[] = [...PACKET_COLUMNS, ...ADDED];

export type SegmentBatch = Batch<SegmentColumn>;

/** Who sent it: the client opened the connection. */
export type Side = 'client' | 'server';
export const SIDES: readonly Side[] = ['client', 'server'];

/** `before` is what only belongs to the time before the recording: its ACKs, until something of it is captured. */
export type Phase = 'handshake' | 'data' | 'close' | 'before';
/** In the order of the kernel's numbers (`kernel/tcp-bits.ts`). */
export const PHASES: readonly Phase[] = ['handshake', 'data', 'close', 'before'];

import { PACKET_COLUMNS, type PacketBatch, type PacketColumn } from '../decode/packet-batch.ts';

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
] as const;

/**
 * What the connection table and the labeler add to each packet: `connection` is an index (-1: none), `labels` are bits
 * (see `LABEL`), frames are packet numbers with 0 for none, and 0 bytes in flight means that they are not known.
 */
export type SegmentColumn = PacketColumn | (typeof ADDED)[number];
export const SEGMENT_COLUMNS: readonly SegmentColumn[] = [...PACKET_COLUMNS, ...ADDED];

export type SegmentBatch = PacketBatch & { readonly columns: Readonly<Record<SegmentColumn, Int32Array>> };

/** Who sent it: the client opened the connection. */
export type Side = 'client' | 'server';
export const SIDES: readonly Side[] = ['client', 'server'];

/** `before` is what only belongs to the time before the recording: its ACKs, until something of it is captured. */
export type Phase = 'handshake' | 'data' | 'close' | 'before';
export const PHASES: readonly Phase[] = ['handshake', 'data', 'close', 'before'];
export const PHASE = { handshake: 0, data: 1, close: 2, before: 3 } as const;

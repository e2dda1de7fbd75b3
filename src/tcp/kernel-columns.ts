import type { Columns } from '../file/columns.ts';
import { BATCH_ROWS } from '../file/frame-batch.ts';
import * as at from '../kernel/rows.ts';
import { SEGMENT_COLUMNS, type SegmentColumn } from './segment-batch.ts';

/** The address of each column in the kernel's memory. */
export const COLUMN_PLACES: { readonly [C in SegmentColumn]: number } = {
	at: at.ROW_AT,
	seconds: at.ROW_SECONDS,
	nanoseconds: at.ROW_NANOSECONDS,
	capturedBytes: at.ROW_CAPTURED_BYTES,
	originalBytes: at.ROW_ORIGINAL_BYTES,
	interfaceId: at.ROW_INTERFACE_ID,
	linkType: at.ROW_LINK_TYPE,
	protocol: at.ROW_PROTOCOL,
	network: at.ROW_NETWORK,
	datagram: at.ROW_DATAGRAM,
	networkAt: at.ROW_NETWORK_AT,
	transportAt: at.ROW_TRANSPORT_AT,
	payloadAt: at.ROW_PAYLOAD_AT,
	payloadBytes: at.ROW_PAYLOAD_BYTES,
	stop: at.ROW_STOP,
	stopNeed: at.ROW_STOP_NEED,
	stopHave: at.ROW_STOP_HAVE,
	sourceAddress: at.ROW_SOURCE_ADDRESS,
	destinationAddress: at.ROW_DESTINATION_ADDRESS,
	sourcePort: at.ROW_SOURCE_PORT,
	destinationPort: at.ROW_DESTINATION_PORT,
	flags: at.ROW_FLAGS,
	sequence: at.ROW_SEQUENCE,
	acknowledgment: at.ROW_ACKNOWLEDGMENT,
	window: at.ROW_WINDOW,
	connection: at.ROW_CONNECTION,
	side: at.ROW_SIDE,
	phase: at.ROW_PHASE,
	labels: at.ROW_LABELS,
	duplicateAckFrame: at.ROW_DUPLICATE_ACK_FRAME,
	duplicateAckNumber: at.ROW_DUPLICATE_ACK_NUMBER,
	acknowledgesFrame: at.ROW_ACKNOWLEDGES_FRAME,
	timeoutFrame: at.ROW_TIMEOUT_FRAME,
	bytesInFlight: at.ROW_BYTES_IN_FLIGHT,
	pushBytesSent: at.ROW_PUSH_BYTES_SENT,
	relativeSequence: at.ROW_RELATIVE_SEQUENCE,
	relativeAcknowledgment: at.ROW_RELATIVE_ACKNOWLEDGMENT,
};

/** The columns of the batch that lies in a kernel's memory, valid until that memory grows. */
export function kernelColumns(buffer: ArrayBuffer): Columns<SegmentColumn> {
	const views = SEGMENT_COLUMNS.map((name) => [name, new Int32Array(buffer, COLUMN_PLACES[name], BATCH_ROWS)]);
	return Object.fromEntries(views) as Columns<SegmentColumn>;
}

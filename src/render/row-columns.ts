import type { SegmentColumn } from '../tcp/segment-batch.ts';

/**
 * How a cell is made of its number: a number, one that is unknown where it is 0, one more than it, the packet's own
 * number, a word for each value, or as it says.
 */
export type CellKind =
	| 'number'
	| 'known'
	| 'next'
	| 'packetNumber'
	| 'word'
	| 'address'
	| 'seconds'
	| 'relativeSeconds'
	| 'nanoseconds'
	| 'relativeNanoseconds'
	| 'duplicateAckFrame'
	| 'payload';

/** One column of the formats with a line per packet. */
export interface RowColumn {
	/** The name, as in `-f json`. */
	readonly key: string;
	readonly cell: CellKind;
	/** The column of numbers that it shows; each of `word` has its words in `row-words.ts`. */
	readonly of: SegmentColumn;
	/** Which packets have it: all, TCP and UDP, TCP, TCP with the ACK flag. */
	readonly has: 'all' | 'ports' | 'tcp' | 'ack';
	/** In every format unless others are asked for, only where lines are text (`tsv`, `csv`) or JSON, or only when asked for. */
	readonly shown: 'always' | 'in-text' | 'in-json' | 'asked';
}

/** The columns, in order. A new column is one entry. */
export const ROW_COLUMNS: readonly RowColumn[] = [
	{ key: 'number', cell: 'packetNumber', of: 'at', has: 'all', shown: 'always' },
	{ key: 'time', cell: 'seconds', of: 'seconds', has: 'all', shown: 'in-text' },
	{ key: 'timeNs', cell: 'nanoseconds', of: 'seconds', has: 'all', shown: 'in-json' },
	{ key: 'relativeTime', cell: 'relativeSeconds', of: 'seconds', has: 'all', shown: 'in-text' },
	{ key: 'relativeNs', cell: 'relativeNanoseconds', of: 'seconds', has: 'all', shown: 'in-json' },
	{ key: 'capturedBytes', cell: 'number', of: 'capturedBytes', has: 'all', shown: 'always' },
	{ key: 'originalBytes', cell: 'number', of: 'originalBytes', has: 'all', shown: 'always' },
	{ key: 'interface', cell: 'number', of: 'interfaceId', has: 'all', shown: 'in-json' },
	{ key: 'protocol', cell: 'word', of: 'protocol', has: 'all', shown: 'always' },
	{ key: 'source', cell: 'address', of: 'sourceAddress', has: 'all', shown: 'always' },
	{ key: 'sourcePort', cell: 'number', of: 'sourcePort', has: 'ports', shown: 'always' },
	{ key: 'destination', cell: 'address', of: 'destinationAddress', has: 'all', shown: 'always' },
	{ key: 'destinationPort', cell: 'number', of: 'destinationPort', has: 'ports', shown: 'always' },
	{ key: 'stream', cell: 'number', of: 'connection', has: 'tcp', shown: 'always' },
	{ key: 'connection', cell: 'next', of: 'connection', has: 'tcp', shown: 'in-json' },
	{ key: 'side', cell: 'word', of: 'side', has: 'tcp', shown: 'always' },
	{ key: 'phase', cell: 'word', of: 'phase', has: 'tcp', shown: 'always' },
	{ key: 'flags', cell: 'word', of: 'flags', has: 'tcp', shown: 'always' },
	{ key: 'sequence', cell: 'number', of: 'sequence', has: 'tcp', shown: 'always' },
	{ key: 'acknowledgment', cell: 'number', of: 'acknowledgment', has: 'tcp', shown: 'always' },
	{ key: 'relativeSequence', cell: 'number', of: 'relativeSequence', has: 'tcp', shown: 'always' },
	{ key: 'relativeAcknowledgment', cell: 'number', of: 'relativeAcknowledgment', has: 'ack', shown: 'always' },
	{ key: 'window', cell: 'number', of: 'window', has: 'tcp', shown: 'always' },
	{ key: 'payloadBytes', cell: 'number', of: 'payloadBytes', has: 'ports', shown: 'always' },
	{ key: 'labels', cell: 'word', of: 'labels', has: 'tcp', shown: 'always' },
	{ key: 'duplicateAckFrame', cell: 'duplicateAckFrame', of: 'duplicateAckFrame', has: 'tcp', shown: 'always' },
	{ key: 'duplicateAckNumber', cell: 'known', of: 'duplicateAckNumber', has: 'tcp', shown: 'always' },
	{ key: 'acknowledgesFrame', cell: 'known', of: 'acknowledgesFrame', has: 'tcp', shown: 'always' },
	{ key: 'bytesInFlight', cell: 'known', of: 'bytesInFlight', has: 'tcp', shown: 'always' },
	{ key: 'pushBytesSent', cell: 'known', of: 'pushBytesSent', has: 'tcp', shown: 'always' },
	{ key: 'payload', cell: 'payload', of: 'payloadBytes', has: 'ports', shown: 'asked' },
];

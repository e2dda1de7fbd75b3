import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { packets, row, side, text } from './cells.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import type { Subject, Told } from './subject.ts';
import type { ColumnName } from './terms.ts';

/** The columns of packet rows, as far as they are about TCP. */
export const SEGMENT_COLUMNS: readonly ['flags', 'sequence', 'acknowledgment', 'length'] = [
	'flags',
	'sequence',
	'acknowledgment',
	'length',
];

/** The cells of `SEGMENT_COLUMNS`. */
export function segmentCells({ packet, segment }: AnnotatedPacket): readonly Cell[] {
	return [
		packet.tcp ? text(packet.tcp.flags.join(', ')) : { kind: 'protocol', protocol: packet.protocol },
		numeral(segment?.relativeSequence),
		numeral(segment?.relativeAcknowledgment),
		numeral(segment?.payloadBytes ?? (packet.udp && packet.payloadBytes)),
	];
}

/** A number as Wireshark has it, without thousands signs. */
export function numeral(value: number | null | undefined): Cell {
	return value === null || value === undefined ? null : text(`${value}`);
}

/** The columns of the packets that open or close a connection. */
export const STEP_COLUMNS: readonly ColumnName[] = [
	'number',
	'time',
	'direction',
	...SEGMENT_COLUMNS,
	'rawSequence',
	'rawAcknowledgment',
	'meaning',
];

/** The cells of `STEP_COLUMNS`. */
export function stepRow(annotated: AnnotatedPacket, { digits, copies }: Subject): ReportRow {
	const { packet, relativeNs, segment, notes } = annotated;
	const others = copies.get(packet.number) ?? [];
	return row(
		[packet.number, ...others],
		packets([packet.number, ...others]),
		{ kind: 'time', ns: relativeNs, digits },
		side(segment?.side ?? null),
		...segmentCells(annotated),
		numeral(segment?.sequence),
		numeral(segment?.ack ? segment.acknowledgment : null),
		{ kind: 'notes', notes, copies: others },
	);
}

/** What helps against what the capture lacks of this connection. */
export function adviceOn(
	{ findings }: Subject,
	{ connection }: Told,
	kind: 'starts-mid-connection' | 'open-at-end',
): readonly ReportBlock[] {
	return findings
		.filter((finding) => finding.kind === kind && finding.connection === connection.connection)
		.map((finding) => ({ kind: 'advice', finding }));
}

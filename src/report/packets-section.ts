import { endpointText } from '../decode/endpoint-text.ts';
import type { AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import { opposite } from '../tcp/segment.ts';
import { code, packets, row, side, table } from './cells.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import { SEGMENT_COLUMNS, segmentCells } from './segment-rows.ts';
import type { Subject } from './subject.ts';

/** A longer capture is shown by its first and last packets: a report is read by people. */
const SHOWN_PACKETS = 200;
const LAST_PACKETS = 50;

/** Section 6: each packet once, with the same numbers as in Wireshark. */
export function packetsSection(subject: Subject): readonly ReportBlock[] {
	const { analysis, copies } = subject;
	const all = analysis.packetCount;
	const isLong = all > SHOWN_PACKETS * 2;
	const first = isLong ? SHOWN_PACKETS - LAST_PACKETS : all;
	const numbers = [
		...Array.from({ length: first }, (_, i) => i + 1),
		...(isLong ? Array.from({ length: LAST_PACKETS }, (_, i) => all - LAST_PACKETS + i + 1) : []),
	];
	const shown = numbers.map((number) => analysis.packet(number)).filter(({ duplicateOf }) => duplicateOf === null);
	return [
		{
			kind: 'statements',
			statements: [
				...(isLong ? [{ kind: 'rows-left-out' as const, shown: numbers.length, count: all, packets: [] }] : []),
				{ kind: 'packet-numbers', hasCopies: copies.size > 0, ends: onlyEnds(subject), packets: [] },
			],
		},
		...table(
			'packets',
			['number', 'time', 'source', 'destination', ...SEGMENT_COLUMNS, 'data', 'meaning'],
			shown.map((packet) => packetRow(packet, subject, copies.get(packet.packet.number) ?? [])),
		),
	];
}

/** The ends of the only connection: its packets are told by their sides, so that a page has room for what they mean. */
function onlyEnds({ analysis }: Subject): Pick<Connection, 'client' | 'server'> | null {
	if (analysis.connectionCount !== 1) return null;
	const { client, server } = analysis.connection(1);
	return { client, server };
}

function packetRow(annotated: AnnotatedPacket, subject: Subject, copies: readonly number[]): ReportRow {
	const { packet, relativeNs, notes } = annotated;
	return row(
		[packet.number, ...copies],
		packets([packet.number, ...copies]),
		{ kind: 'time', ns: relativeNs, digits: subject.digits },
		...endCells(annotated, onlyEnds(subject) !== null),
		...segmentCells(annotated),
		dataCell(annotated),
		{ kind: 'notes', notes, copies },
	);
}

function dataCell({ packet, segment }: AnnotatedPacket): Cell {
	if ((segment ?? packet.udp) === null || packet.payloadBytes === 0) return null;
	return { kind: 'data', bytes: packet.payload, isWhole: packet.payload.length === packet.payloadBytes };
}

function endCells(annotated: AnnotatedPacket, bySide: boolean): readonly Cell[] {
	const from = annotated.segment?.side;
	if (bySide && from) return [side(from), side(opposite(from))];
	return [code(endText(annotated, 'source')), code(endText(annotated, 'destination'))];
}

function endText({ packet }: AnnotatedPacket, end: 'source' | 'destination'): string | null {
	const { tcp, udp, arp, ethernet } = packet;
	const ip = packet.ipv4 ?? packet.ipv6;
	const ports = tcp ?? udp;
	const port = end === 'source' ? ports?.sourcePort : ports?.destinationPort;
	if (ip) return port === undefined ? ip[end] : endpointText(ip[end], port);
	return (end === 'source' ? arp?.senderIp : arp?.targetIp) ?? ethernet?.[end] ?? null;
}

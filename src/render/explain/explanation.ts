import { endpointText } from '../../decode/endpoint-text.ts';
import { type Layer, layersOf } from '../../decode/layers.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Analysis, AnnotatedPacket } from '../../tcp/analysis.ts';
import { labelInfo } from '../../tcp/label.ts';
import { type Relations, relationsOf } from '../../tcp/relations.ts';
import { opposite, type Segment } from '../../tcp/segment.ts';
import { statesThrough } from '../../tcp/states.ts';
import { secondsText } from '../../units.ts';
import { noteText } from '../packet-columns.ts';
import { visibleBytes, visibleText } from '../visible-text.ts';

const MS_NS = 1_000_000n;
const PAYLOAD_LETTERS = 200;

/** What is explained: one packet of an analysed capture. */
export interface ToExplain {
	readonly analysis: Analysis;
	/** The capture's name. */
	readonly file: string;
	readonly packet: AnnotatedPacket;
	readonly words: Catalogue;
}

/** Everything about one packet in words, in the order in which it is told. What has nothing to say is empty. */
export interface Explanation {
	/** The title, when and how long, and between whom. */
	readonly head: readonly string[];
	readonly meaning: readonly string[];
	/** The beginning of its data, without quotes; empty without data. */
	readonly data: string;
	readonly numbers: readonly NumberRow[];
	readonly why: readonly string[];
	readonly states: readonly string[];
	readonly wireshark: readonly string[];
	readonly layers: readonly Layer[];
}

/** A number of a segment as it counts from the start, and as it is in the header; empty where there is none. */
export interface NumberRow {
	readonly name: string;
	readonly relative: string;
	readonly raw: string;
}

/** Puts everything about a packet in words. */
export function explain(of: ToExplain): Explanation {
	const { analysis, packet, words } = of;
	const { segment } = packet;
	const relations = segment ? relationsOf(analysis, segment) : null;
	return {
		head: headLines(of),
		meaning: packet.notes.map((note) => noteText(note, words)),
		data: dataText(packet),
		numbers: segment && relations ? numberRows(packet, segment, relations, words) : [],
		why: segment && relations ? whyLines(packet, segment, relations, words) : [],
		states: relations ? stateLines(packet, relations, words) : [],
		wireshark: wiresharkLines(packet, words),
		layers: layersOf(packet.packet, analysis.frame(packet.packet.number)),
	};
}

function headLines({ analysis, file, packet, words }: ToExplain): readonly string[] {
	const { number, timeNs, originalBytes, capturedBytes, tcp } = packet.packet;
	const { explain } = words;
	const ip = packet.packet.ipv4 ?? packet.packet.ipv6;
	const { segment } = packet;
	const ends =
		segment && tcp && ip
			? [
					`${words.sides[segment.side]} ${endpointText(ip.source, tcp.sourcePort)} → ${words.sides[opposite(segment.side)]} ${endpointText(ip.destination, tcp.destinationPort)} [${tcp.flags.join(', ')}]; ${explain.place({ connection: segment.connection, side: segment.side, phase: words.phases[segment.phase] })}`,
				]
			: [];
	const date = new Date(Number(timeNs / MS_NS)).toISOString();
	return [
		explain.title({ number, count: analysis.packetCount, file: visibleText(file) }),
		explain.time({
			seconds: secondsText(packet.relativeNs, 9),
			date,
			bytes: originalBytes,
			captured: capturedBytes,
		}),
		...ends,
	];
}

function dataText({ packet: { payload } }: AnnotatedPacket): string {
	return visibleBytes(payload.subarray(0, PAYLOAD_LETTERS)) + (payload.length > PAYLOAD_LETTERS ? '…' : '');
}

/** Relative and raw numbers beside each other. */
function numberRows(
	{ scaledWindow, packet }: AnnotatedPacket,
	segment: Segment,
	{ nextSequence }: Relations,
	{ table, explain }: Catalogue,
): readonly NumberRow[] {
	const row = (name: string, relative: unknown, raw: unknown): NumberRow => ({
		...{ name, relative: `${relative}`, raw: `${raw}` },
	});
	return [
		row(table.sequence, segment.relativeSequence, segment.sequence),
		...(segment.ack ? [row(table.acknowledgment, segment.relativeAcknowledgment, segment.acknowledgment)] : []),
		row(table.length, segment.payloadBytes, ''),
		row(explain.nextSequence, nextSequence, segment.end),
		row(explain.window, scaledWindow ?? explain.notKnown, packet.tcp?.window ?? ''),
	];
}

function whyLines(
	{ acknowledged }: AnnotatedPacket,
	segment: Segment,
	{ ackSince, nextSequence, exchange, acknowledgedBy, copies }: Relations,
	{ explain: { why } }: Catalogue,
): readonly string[] {
	const number = segment.relativeAcknowledgment ?? 0;
	const needsAck = segment.payloadBytes > 0 || segment.syn || segment.fin;
	const ack = (): string => {
		if (!segment.ack) return why.noAck;
		if (acknowledged) return why.acknowledges(acknowledged);
		return ackSince ? why.ackSince({ number, ...ackSince }) : why.ackUnknown({ number });
	};
	const { relativeSequence: sequence, payloadBytes: bytes, syn, fin } = segment;
	return [
		ack(),
		...(needsAck ? [why.next({ sequence, bytes, syn, fin, next: nextSequence })] : []),
		...(exchange
			? [why[exchange.role]({ exchange: exchange.number, others: exchange.others, waitNs: exchange.waitNs })]
			: []),
		...(segment.rst ? [] : [answered()]),
		...(copies.length > 0 ? [why.copies({ packets: copies })] : []),
	];

	function answered(): string {
		if (!needsAck) return why.nothingToAcknowledge;
		return acknowledgedBy === null ? why.notAcknowledged : why.acknowledgedBy({ packet: acknowledgedBy });
	}
}

function stateLines(
	{ states, segment }: AnnotatedPacket,
	{ statesBefore }: Relations,
	{ explain }: Catalogue,
): readonly string[] {
	if (!states) return [];
	return (['client', 'server'] as const).map((side) =>
		explain.states({
			side,
			before: statesBefore[side],
			through: statesThrough(
				{ before: statesBefore[side], after: states[side] },
				segment?.side === side ? segment : null,
			),
		}),
	);
}

/** What Wireshark shows of it, in its own words, and how to find it there. */
function wiresharkLines({ packet, segment, labels }: AnnotatedPacket, { explain }: Catalogue): readonly string[] {
	const { wireshark } = explain;
	const filter = `${wireshark.filter}: frame.number == ${packet.number}${segment ? ` && tcp.stream == ${segment.stream}` : ''}`;
	if (!labels) return [filter];
	const info = labelInfo(labels.names, labels.duplicateAck).map((text) => `[${text}]`);
	return [
		filter,
		info.length > 0 ? info.join(' ') : wireshark.none,
		...(labels.bytesInFlight === null ? [] : [wireshark.bytesInFlight({ bytes: labels.bytesInFlight })]),
		...(labels.ackRttNs === null || labels.acknowledgesFrame === null
			? []
			: [wireshark.ackRtt({ packet: labels.acknowledgesFrame, ns: labels.ackRttNs })]),
	];
}

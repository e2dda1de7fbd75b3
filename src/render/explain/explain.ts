import pico from 'picocolors';
import { endpointText } from '../../decode/endpoint-text.ts';
import { layersOf } from '../../decode/layers.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Analysis, AnnotatedPacket } from '../../tcp/analysis.ts';
import { labelInfo } from '../../tcp/label.ts';
import { type Relations, relationsOf } from '../../tcp/relations.ts';
import { opposite, type Segment } from '../../tcp/segment.ts';
import { secondsText } from '../../units.ts';
import { noteText } from '../packet-columns.ts';
import type { Style } from '../view.ts';
import { visibleBytes, visibleText } from '../visible-text.ts';
import { textWidth, wrap } from '../wrap.ts';
import { layerLines } from './field-lines.ts';

const MIN_WIDTH = 60;
const MS_NS = 1_000_000n;
const PAYLOAD_LETTERS = 200;

/** What is explained: one packet of an analysed capture. */
export interface Explanation {
	readonly analysis: Analysis;
	/** The capture's name. */
	readonly file: string;
	readonly packet: AnnotatedPacket;
	readonly words: Catalogue;
}

/** Everything about one packet: its numbers and why they are what they are, what belongs to it, and each of its bytes. */
export function explainText(explanation: Explanation, style: Style): string {
	const { analysis, packet, words } = explanation;
	const { bold } = pico.createColors(style.color);
	const width = Math.max(MIN_WIDTH, style.width);
	const { headings } = words.explain;
	const { segment } = packet;
	const relations = segment ? relationsOf(analysis, segment) : null;
	const section = (title: string, lines: readonly string[]): readonly string[] =>
		lines.length === 0 ? [] : ['', bold(title), ...lines];
	const layers = layersOf(packet.packet, analysis.frame(packet.packet.number));
	const lines = [
		...headLines(explanation).map((line, i) => (i === 0 ? bold(line) : wrap(line, width))),
		...section(headings.meaning, bullets(meaningLines(packet, words), width)),
		...(segment && relations
			? [
					...section(headings.numbers, numberLines(packet, segment, relations, words)),
					...section(headings.why, bullets(whyLines(packet, segment, relations, words), width)),
					...section(headings.states, bullets(stateLines(packet, relations, words), width)),
				]
			: []),
		...section(headings.wireshark, bullets(wiresharkLines(packet, words), width)),
		...section(
			headings.bytes,
			layers.flatMap((layer) => layerLines(layer, width, words)),
		),
	];
	return `${lines.join('\n')}\n`;
}

function headLines({ analysis, file, packet, words }: Explanation): readonly string[] {
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

function bullets(lines: readonly string[], width: number): readonly string[] {
	return lines.flatMap((line) => wrap(line, width - 4).split('\n')).map((line) => `  ${line}`);
}

function meaningLines({ notes, packet }: AnnotatedPacket, words: Catalogue): readonly string[] {
	const { payload } = packet;
	const data =
		payload.length === 0
			? []
			: [`"${visibleBytes(payload.subarray(0, PAYLOAD_LETTERS))}${payload.length > PAYLOAD_LETTERS ? '…' : ''}"`];
	return [...notes.map((note) => noteText(note, words)), ...data];
}

/** Relative and raw numbers beside each other. */
function numberLines(
	{ scaledWindow, packet }: AnnotatedPacket,
	segment: Segment,
	{ nextSequence }: Relations,
	{ table, explain }: Catalogue,
): readonly string[] {
	const rows: readonly (readonly [string, string, string])[] = [
		['', explain.headings.relative, explain.headings.raw],
		[table.sequence, `${segment.relativeSequence}`, `${segment.sequence}`],
		...(segment.ack
			? [[table.acknowledgment, `${segment.relativeAcknowledgment}`, `${segment.acknowledgment}`] as const]
			: []),
		[table.length, `${segment.payloadBytes}`, ''],
		[explain.nextSequence, `${nextSequence}`, `${segment.end}`],
		[explain.window, scaledWindow === null ? explain.notKnown : `${scaledWindow}`, `${packet.tcp?.window ?? ''}`],
	];
	const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => textWidth(row[at] ?? ''))));
	return rows.map(([name, relative, raw]) =>
		`  ${name.padEnd(widths[0] ?? 0)}  ${relative.padStart(widths[1] ?? 0)}  ${raw.padStart(widths[2] ?? 0)}`.trimEnd(),
	);
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
	{ states }: AnnotatedPacket,
	{ statesBefore }: Relations,
	{ explain }: Catalogue,
): readonly string[] {
	if (!states) return [];
	return (['client', 'server'] as const).map((side) =>
		explain.states({ side, before: statesBefore[side], after: states[side] }),
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

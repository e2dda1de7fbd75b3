import { endpointText } from '../decode/endpoint-text.ts';
import { PROTOCOL_TEXT } from '../i18n/protocol-names.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { endOfData } from '../tcp/segment.ts';
import { secondsText } from '../units.ts';
import type { View } from './view.ts';
import { visibleBytes } from './visible-text.ts';

/**
 * Packets in our notation, one a line, `time side FLAGS first:end ack number "data" ; notes`, as tests have it: exact,
 * without a word of any language. Connections come one after the other; what is no TCP, and what was recorded twice,
 * stands in a comment.
 */
export function* notationText(view: View): Generator<string> {
	const { analysis, read } = view.result;
	const digits = read.kind === 'capture' && read.head.nanoseconds ? 9 : 6;
	const packets = [...(view.packets ?? analysis.packets)];
	const line = (packet: AnnotatedPacket): string =>
		`${secondsText(packet.relativeNs, digits)} ${segmentNotation(packet, view.rawNumbers === true)}\n`;
	for (const packet of packets.filter(({ segment }) => segment === null)) {
		yield `# ${secondsText(packet.relativeNs, digits)} #${packet.packet.number} ${PROTOCOL_TEXT[packet.packet.protocol]}${notesText(packet)}\n`;
	}
	const connections = new Set(packets.flatMap(({ segment }) => (segment ? [segment.connection] : [])));
	for (const number of connections) {
		const { client, server } = analysis.connection(number);
		yield `# connection ${number}: ${endpointText(client.address, client.port)} > ${endpointText(server.address, server.port)}\n`;
		for (const packet of packets.filter(({ segment }) => segment?.connection === number)) {
			yield packet.duplicateOf === null ? line(packet) : `# ${line(packet)}`;
		}
	}
}

/** One segment without its time; empty for what is no TCP. @param raw Numbers as in the header. */
export function segmentNotation(packet: AnnotatedPacket, raw: boolean): string {
	const { segment } = packet;
	if (!segment) return '';
	const { tcp, payload } = packet.packet;
	const first = raw ? segment.sequence : segment.relativeSequence;
	const end = endOfData(first, segment.payloadBytes);
	const ack = raw ? segment.acknowledgment : segment.relativeAcknowledgment;
	return [
		segment.side,
		tcp?.flags.join(',') || '-',
		`${first}:${end}`,
		...(segment.ack ? [`ack ${ack}`] : []),
		...(payload.length > 0 ? [`"${visibleBytes(payload).replaceAll('"', '\\x22')}"`] : []),
	]
		.join(' ')
		.concat(notesText(packet));
}

function notesText({ notes }: AnnotatedPacket): string {
	return notes.length === 0 ? '' : ` ; ${notes.map(({ kind }) => kind).join(' ')}`;
}

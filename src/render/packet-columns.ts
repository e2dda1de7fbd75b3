import { endpointText } from '../decode/endpoint-text.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { PROTOCOL_TEXT } from '../i18n/protocol-names.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { labelInfo } from '../tcp/label.ts';
import type { Note } from '../tcp/note.ts';
import { opposite } from '../tcp/segment.ts';
import { secondsText } from '../units.ts';
import { visibleBytes } from './visible-text.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** One column of a table: machines get the value, people the text. */
export interface Column<Row> {
	/** Stable name. */
	readonly key: string;
	/** Translated name. */
	readonly title: string;
	readonly text: (row: Row) => string;
	readonly align: 'left' | 'right';
}

export type PacketColumnKey =
	| 'number'
	| 'time'
	| 'direction'
	| 'flags'
	| 'sequence'
	| 'acknowledgment'
	| 'length'
	| 'payload'
	| 'phase'
	| 'meaning';

/** What a packet table needs to know about the whole capture. */
export interface PacketTableOptions {
	readonly words: Catalogue;
	/** Times with nine decimals, for a capture with nanoseconds. */
	readonly nanoseconds: boolean;
	/** Roles alone, or roles with addresses and ports. */
	readonly addresses: boolean;
	/** With several connections, the number of the connection stands beside the roles. */
	readonly several: boolean;
}

/** The columns of the packet table, in order. A new column is one entry. */
export function packetColumns(
	options: PacketTableOptions,
): readonly (Column<AnnotatedPacket> & { readonly key: PacketColumnKey })[] {
	const { words, nanoseconds } = options;
	const { table } = words;
	return [
		{ key: 'number', title: table.number, align: 'right', text: ({ packet }) => `${packet.number}` },
		{
			key: 'time',
			title: table.time,
			align: 'right',
			text: ({ relativeNs }) => secondsText(relativeNs, nanoseconds ? 9 : 6),
		},
		{ key: 'direction', title: table.direction, align: 'left', text: (row) => direction(row, options) },
		{ key: 'flags', title: table.flags, align: 'left', text: flagsText },
		{
			key: 'sequence',
			title: table.sequence,
			align: 'right',
			text: ({ segment }) => `${segment?.relativeSequence ?? ''}`,
		},
		{
			key: 'acknowledgment',
			title: table.acknowledgment,
			align: 'right',
			text: ({ segment }) => `${segment?.relativeAcknowledgment ?? ''}`,
		},
		{ key: 'length', title: table.length, align: 'right', text: ({ segment }) => `${segment?.payloadBytes ?? ''}` },
		{ key: 'payload', title: table.payload, align: 'left', text: (row) => payloadText(row, words) },
		{
			key: 'phase',
			title: table.phase,
			align: 'left',
			text: ({ segment }) => (segment ? words.phases[segment.phase] : ''),
		},
		{ key: 'meaning', title: table.meaning, align: 'left', text: (row) => meaning(row, words) },
	];
}

/** All notes of a packet as one sentence, and Wireshark's words for it as Wireshark writes them. */
function meaning({ notes, labels }: AnnotatedPacket, words: Catalogue): string {
	const info = labels ? labelInfo(labels.names, labels.duplicateAck) : [];
	return [notes.map((note) => noteText(note, words)).join('; '), ...info.map((text) => `[${text}]`)].join(' ').trim();
}

/** One note in words. */
export function noteText(note: Note, words: Catalogue): string {
	return (words.notes[note.kind] as (note: Note) => string)(note);
}

function flagsText({ packet }: AnnotatedPacket): string {
	if (packet.tcp) return packet.tcp.flags.join(', ');
	return PROTOCOL_TEXT[packet.protocol];
}

function direction({ packet, segment }: AnnotatedPacket, { words, addresses, several }: PacketTableOptions): string {
	const ip = packet.ipv4 ?? packet.ipv6;
	if (segment && packet.tcp && ip) {
		const { source, destination } = ip;
		const from = words.sides[segment.side];
		const to = words.sides[opposite(segment.side)];
		const number = several ? ` [${segment.connection}]` : '';
		if (!addresses) return `${from} → ${to}${number}`;
		const { sourcePort, destinationPort } = packet.tcp;
		return `${endpointText(source, sourcePort)} (${from}) → ${endpointText(destination, destinationPort)} (${to})${number}`;
	}
	const isToAll = packet.ethernet?.destination === BROADCAST || packet.sll?.packetType === 'broadcast';
	const everyone = isToAll ? words.table.everyone : undefined;
	if (packet.arp) return `${packet.arp.senderIp} → ${everyone ?? packet.arp.targetIp}`;
	if (ip) return `${ip.source} → ${ip.destination}`;
	return packet.ethernet ? `${packet.ethernet.source} → ${everyone ?? packet.ethernet.destination}` : '';
}

function payloadText({ packet, segment }: AnnotatedPacket, words: Catalogue): string {
	if (!segment || segment.payloadBytes === 0) return '';
	return packet.payload.length === 0 ? words.table.notCaptured : visibleBytes(packet.payload);
}

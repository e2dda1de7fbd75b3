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

/** The keys of the columns; the last four are there only when asked for. */
export const PACKET_COLUMN_KEYS = [
	'number',
	'time',
	'direction',
	'flags',
	'sequence',
	'acknowledgment',
	'length',
	'payload',
	'phase',
	'meaning',
	'source',
	'destination',
	'clientState',
	'serverState',
] as const;

export type PacketColumnKey = (typeof PACKET_COLUMN_KEYS)[number];

/** A column of the packet table. */
export interface PacketColumn extends Column<AnnotatedPacket> {
	readonly key: PacketColumnKey;
	/** Shown unless columns were chosen. */
	readonly usual: boolean;
}

/** What a packet table needs to know about the whole capture. */
export interface PacketTableOptions {
	readonly words: Catalogue;
	/** Times with nine decimals, for a capture with nanoseconds. */
	readonly nanoseconds: boolean;
	/** Roles alone, or roles with addresses and ports. */
	readonly addresses: boolean;
	/** With several connections, the number of the connection stands beside the roles. */
	readonly several: boolean;
	/** Sequence and acknowledgment numbers as they are in the header. */
	readonly rawNumbers?: boolean;
}

/** The columns of the packet table, in order. A new column is one entry. */
export function packetColumns(options: PacketTableOptions): readonly PacketColumn[] {
	const { words, nanoseconds } = options;
	const { table } = words;
	const raw = options.rawNumbers === true;
	const column = (
		key: PacketColumnKey,
		title: string,
		align: 'left' | 'right',
		text: (row: AnnotatedPacket) => string,
		usual = true,
	): PacketColumn => ({ key, title, align, text, usual });
	return [
		column('number', table.number, 'right', ({ packet }) => `${packet.number}`),
		column('time', table.time, 'right', ({ relativeNs }) => secondsText(relativeNs, nanoseconds ? 9 : 6)),
		column('direction', table.direction, 'left', (row) => direction(row, options)),
		column('flags', table.flags, 'left', flagsText),
		column(
			'sequence',
			titled(table.sequence),
			'right',
			({ segment }) => `${(raw ? segment?.sequence : segment?.relativeSequence) ?? ''}`,
		),
		column('acknowledgment', titled(table.acknowledgment), 'right', ({ segment }) =>
			segment?.ack ? `${raw ? segment.acknowledgment : segment.relativeAcknowledgment}` : '',
		),
		column('length', table.length, 'right', ({ segment }) => `${segment?.payloadBytes ?? ''}`),
		column('payload', table.payload, 'left', (row) => payloadText(row, words)),
		column('phase', table.phase, 'left', ({ segment }) => (segment ? words.phases[segment.phase] : '')),
		column('meaning', table.meaning, 'left', (row) => meaning(row, words)),
		column('source', table.source, 'left', (row) => endText(row, 'source'), false),
		column('destination', table.destination, 'left', (row) => endText(row, 'destination'), false),
		column('clientState', words.ladder.state('client'), 'left', ({ states }) => states?.client ?? '', false),
		column('serverState', words.ladder.state('server'), 'left', ({ states }) => states?.server ?? '', false),
	];

	function titled(title: string): string {
		return raw ? `${title} (${table.raw})` : title;
	}
}

/** One end of a packet, with its port. */
function endText({ packet }: AnnotatedPacket, end: 'source' | 'destination'): string {
	const { tcp, udp, arp, ethernet } = packet;
	const ip = packet.ipv4 ?? packet.ipv6;
	const ports = tcp ?? udp;
	const port = end === 'source' ? ports?.sourcePort : ports?.destinationPort;
	if (ip) return port === undefined ? ip[end] : endpointText(ip[end], port);
	return (end === 'source' ? arp?.senderIp : arp?.targetIp) ?? ethernet?.[end] ?? '';
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

/** Flags as Wireshark writes them, `ARP` or the protocol's name for what has none. */
export function flagsText({ packet }: AnnotatedPacket): string {
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

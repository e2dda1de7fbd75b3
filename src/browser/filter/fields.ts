import { PROTOCOL, PROTOCOL_NAMES } from '../../decode/packet-batch.ts';
import { FLAG } from '../../decode/tcp.ts';
import type { Columns } from '../../file/columns.ts';
import type { AnnotatedPacket } from '../../tcp/analysis.ts';
import { LABEL_NAMES } from '../../tcp/label.ts';
import type { StoredColumn } from '../../tcp/row-store.ts';

export type Rows = Columns<StoredColumn>;

/** A row, and the whole packet for who asks. */
export interface FilterRow {
	readonly rows: Rows;
	readonly row: number;
	readonly packet: () => AnnotatedPacket;
}

/** The values of a field in a packet: none where it has none, two for fields that mean either end. */
type ReadField = (of: FilterRow) => readonly (number | string)[];

const cell =
	(name: StoredColumn) =>
	({ rows, row }: FilterRow): number =>
		rows[name][row] ?? 0;
const protocolOf = cell('protocol');
const connectionOf = cell('connection');

function tcp(read: (of: FilterRow) => number): ReadField {
	return (of) => (connectionOf(of) < 0 ? [] : [read(of)]);
}

function ports(protocol: number, ...names: readonly StoredColumn[]): ReadField {
	return (of) => (protocolOf(of) === protocol ? names.map((name) => cell(name)(of)) : []);
}

function addresses(version: 4 | 6, ...ends: readonly ('source' | 'destination')[]): ReadField {
	return (of) => {
		if (cell('network')(of) !== version) return [];
		const { ipv4, ipv6 } = of.packet().packet;
		const ip = version === 4 ? ipv4 : ipv6;
		return ip ? ends.map((end) => ip[end]) : [];
	};
}

function macs(...ends: readonly ('source' | 'destination')[]): ReadField {
	return (of) => {
		const { ethernet } = of.packet().packet;
		return ethernet ? ends.map((end) => ethernet[end]) : [];
	};
}

function bit(flag: number): ReadField {
	return tcp((of) => ((cell('flags')(of) & flag) !== 0 ? 1 : 0));
}

const labels = LABEL_NAMES.map((name, i): readonly [string, ReadField] => [
	`tcp.analysis.${name}`,
	(of) => (connectionOf(of) >= 0 && (cell('labels')(of) & (1 << i)) !== 0 ? [1] : []),
]);

const unsigned = (name: StoredColumn) => (of: FilterRow) => cell(name)(of) >>> 0;

/** The fields of Wireshark that a filter may name. */
const FIELDS: ReadonlyMap<string, ReadField> = new Map<string, ReadField>([
	...PROTOCOL_NAMES.map((name, number): readonly [string, ReadField] => [
		name,
		(of) => (protocolOf(of) === number ? [1] : []),
	]),
	['ip', (of) => (cell('network')(of) === 4 ? [1] : [])],
	['ipv6', (of) => (cell('network')(of) === 6 ? [1] : [])],
	['frame', () => [1]],
	['frame.number', ({ row }) => [row + 1]],
	['frame.len', (of) => [unsigned('originalBytes')(of)]],
	['frame.cap_len', (of) => [cell('capturedBytes')(of)]],
	['frame.time_relative', (of) => [Number(of.packet().relativeNs) / 1e9]],
	['eth.addr', macs('source', 'destination')],
	['eth.src', macs('source')],
	['eth.dst', macs('destination')],
	['ip.addr', addresses(4, 'source', 'destination')],
	['ip.src', addresses(4, 'source')],
	['ip.dst', addresses(4, 'destination')],
	['ipv6.addr', addresses(6, 'source', 'destination')],
	['ipv6.src', addresses(6, 'source')],
	['ipv6.dst', addresses(6, 'destination')],
	['arp.opcode', (of) => operationOf(of.packet())],
	['tcp.port', ports(PROTOCOL.tcp, 'sourcePort', 'destinationPort')],
	['tcp.srcport', ports(PROTOCOL.tcp, 'sourcePort')],
	['tcp.dstport', ports(PROTOCOL.tcp, 'destinationPort')],
	['udp.port', ports(PROTOCOL.udp, 'sourcePort', 'destinationPort')],
	['udp.srcport', ports(PROTOCOL.udp, 'sourcePort')],
	['udp.dstport', ports(PROTOCOL.udp, 'destinationPort')],
	['tcp.stream', tcp(connectionOf)],
	['tcp.len', tcp(cell('payloadBytes'))],
	['tcp.seq', tcp(unsigned('relativeSequence'))],
	['tcp.seq_raw', tcp(unsigned('sequence'))],
	['tcp.ack', tcp(unsigned('relativeAcknowledgment'))],
	['tcp.ack_raw', tcp(unsigned('acknowledgment'))],
	['tcp.window_size_value', tcp(cell('window'))],
	['tcp.flags', tcp(cell('flags'))],
	['tcp.flags.fin', bit(FLAG.fin)],
	['tcp.flags.syn', bit(FLAG.syn)],
	['tcp.flags.reset', bit(FLAG.rst)],
	['tcp.flags.push', bit(FLAG.psh)],
	['tcp.flags.ack', bit(FLAG.ack)],
	['tcp.flags.urg', bit(FLAG.urg)],
	[
		'tcp.payload',
		(of) => (connectionOf(of) >= 0 && cell('payloadBytes')(of) > 0 ? [latin1(of.packet().packet.payload)] : []),
	],
	['tcp.analysis.flags', (of) => (connectionOf(of) >= 0 && cell('labels')(of) !== 0 ? [1] : [])],
	...labels,
]);

export function isField(name: string): boolean {
	return FIELDS.has(name);
}

/** @param name One of which `isField` is true. */
export function fieldReader(name: string): ReadField {
	return FIELDS.get(name) ?? (() => []);
}

function operationOf({ packet: { arp } }: AnnotatedPacket): readonly number[] {
	return arp ? [arp.operation === 'reply' ? 2 : 1] : [];
}

/** One letter for each byte, which is how a filter compares them. */
export function latin1(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}

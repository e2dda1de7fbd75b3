import { isIPv6 } from 'node:net';
import type { Packet } from '../src/decode/packet.ts';
import type { TcpOption } from '../src/decode/tcp-options.ts';
import type { TsharkRow } from './tshark.ts';

const IP = ['ip.src', 'ip.dst', 'ip.proto', 'ipv6.src', 'ipv6.dst'] as const;
const PORTS = ['udp.srcport', 'udp.dstport'] as const;
const TCP = [
	'tcp.srcport',
	'tcp.dstport',
	'tcp.flags',
	'tcp.seq_raw',
	'tcp.ack_raw',
	'tcp.len',
	'tcp.hdr_len',
	'tcp.window_size_value',
	'tcp.options.mss_val',
	'tcp.options.wscale.shift',
	'tcp.options.sack_perm',
	'tcp.options.sack_le',
	'tcp.options.sack_re',
	'tcp.options.timestamp.tsval',
	'tcp.options.timestamp.tsecr',
] as const;

/** What is asked of tshark, and compared where the packet has it. */
export const LAYER_FIELDS: readonly string[] = ['frame.number', 'arp.opcode', 'icmp.type', ...IP, ...PORTS, ...TCP];

/** A field of a packet in which tshark does not agree with us. */
export interface LayerDifference {
	readonly packet: number;
	readonly field: string;
	readonly ours: string;
	readonly theirs: string;
}

/** Compares a packet with tshark's view of it, made with all occurrences of each field. */
export function layerDifferences(packet: Packet, row: TsharkRow): readonly LayerDifference[] {
	const ours = asTshark(packet);
	return comparable(packet, row).flatMap((field) => {
		const theirs = theirText(field, row[field] ?? '');
		const mine = ours[field] ?? '';
		return mine === theirs ? [] : [{ packet: packet.number, field, ours: mine, theirs }];
	});
}

/**
 * A tunnel and a quote in an ICMP error have several IP headers: the outermost is compared, and what lies inside is
 * not, because tshark lists the fields of the innermost packet there.
 */
function comparable({ ipv4, ipv6 }: Packet, row: TsharkRow): readonly string[] {
	const headers = (row['ip.src'] ?? '')
		.split(',')
		.concat((row['ipv6.src'] ?? '').split(','))
		.filter(Boolean).length;
	if (headers <= 1 && row['icmp.type'] === '') return ['arp.opcode', ...IP, ...PORTS, ...TCP];
	return IP.filter((field) => (field.startsWith('ipv6.') ? ipv6 !== null : ipv4 !== null));
}

function theirText(field: string, text: string): string {
	if ((IP as readonly string[]).includes(field)) return address(text.split(',')[0] ?? '');
	return text;
}

/** tshark writes IPv6 addresses as the C library does, which differs from RFC 5952 in rare cases. */
function address(text: string): string {
	return isIPv6(text) ? new URL(`http://[${text}]`).hostname : text;
}

function asTshark({ arp, ipv4, ipv6, udp, tcp, payloadBytes }: Packet): TsharkRow {
	return {
		'arp.opcode': arp ? `${arp.operation === 'request' ? 1 : 2}` : '',
		'ip.src': ipv4?.source ?? '',
		'ip.dst': ipv4?.destination ?? '',
		'ip.proto': ipv4 ? `${ipv4.protocol}` : '',
		'ipv6.src': address(ipv6?.source ?? ''),
		'ipv6.dst': address(ipv6?.destination ?? ''),
		'udp.srcport': `${udp?.sourcePort ?? ''}`,
		'udp.dstport': `${udp?.destinationPort ?? ''}`,
		...(tcp ? tcpFields(tcp, payloadBytes) : {}),
	};
}

function tcpFields(tcp: NonNullable<Packet['tcp']>, payloadBytes: number): TsharkRow {
	const option = <K extends TcpOption['kind']>(kind: K): Extract<TcpOption, { kind: K }> | undefined =>
		tcp.options.find((one): one is Extract<TcpOption, { kind: K }> => one.kind === kind);
	const blocks = option('sack')?.blocks ?? [];
	return {
		'tcp.srcport': `${tcp.sourcePort}`,
		'tcp.dstport': `${tcp.destinationPort}`,
		'tcp.flags': hexFlags(tcp.flags),
		'tcp.seq_raw': `${tcp.sequence}`,
		'tcp.ack_raw': `${tcp.acknowledgment}`,
		'tcp.len': `${payloadBytes}`,
		'tcp.hdr_len': `${tcp.headerBytes}`,
		'tcp.window_size_value': `${tcp.window}`,
		'tcp.options.mss_val': `${option('mss')?.value ?? ''}`,
		'tcp.options.wscale.shift': `${option('window-scale')?.shift ?? ''}`,
		'tcp.options.sack_perm': option('sack-permitted') ? '0402' : '',
		'tcp.options.sack_le': blocks.map(({ left }) => left).join(','),
		'tcp.options.sack_re': blocks.map(({ right }) => right).join(','),
		'tcp.options.timestamp.tsval': `${option('timestamps')?.value ?? ''}`,
		'tcp.options.timestamp.tsecr': `${option('timestamps')?.echoReply ?? ''}`,
	};
}

const BITS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];

function hexFlags(names: readonly string[]): string {
	const bits = names.reduce((sum, name) => sum | (1 << BITS.indexOf(name)), 0);
	return `0x${bits.toString(16).padStart(4, '0')}`;
}

import { IP_PROTOCOL, IPV4 } from './ipv4.ts';
import { IPV6 } from './ipv6.ts';
import { type PacketRow, transportBytes } from './packet.ts';
import { NETWORK, PROTOCOL } from './packet-batch.ts';
import type { Datagram } from './reassembly.ts';
import { TCP } from './tcp.ts';

/**
 * What a TCP checksum tells. `partial`: only the sum over the addresses is there, the sender left the rest to its
 * network card; that is how a packet looks before it leaves the host, and no error. `not-checked`: not all bytes that
 * it covers were captured, or this is no TCP packet.
 */
export type ChecksumKind = 'full' | 'partial' | 'bad' | 'not-checked';

/** Checks the TCP checksum (RFC 9293, section 3.1) of a row; the arguments are those of `readPacket`. */
export function checksumKind(columns: PacketRow, row: number, frame: DataView, datagram?: Datagram): ChecksumKind {
	if (columns.protocol[row] !== PROTOCOL.tcp) return 'not-checked';
	const bytes = transportBytes(frame, datagram);
	const at = columns.transportAt[row] ?? 0;
	const end = (columns.payloadAt[row] ?? 0) + (columns.payloadBytes[row] ?? 0);
	if (end > bytes.byteLength) return 'not-checked';
	const pseudo = pseudoHeaderSum(columns, row, frame, end - at);
	if (fold(pseudo + sumOf(bytes, at, end)) === 0xffff) return 'full';
	return bytes.getUint16(at + TCP.checksum.at) === fold(pseudo) ? 'partial' : 'bad';
}

/** The sum over addresses, protocol and length (RFC 9293, section 3.1; RFC 8200, section 8.1). */
function pseudoHeaderSum(columns: PacketRow, row: number, frame: DataView, length: number): number {
	const isIpv6 = columns.network[row] === NETWORK.ipv6;
	const networkAt = columns.networkAt[row] ?? 0;
	const at = networkAt + (isIpv6 ? IPV6.source.at : IPV4.source.at);
	return sumOf(frame, at, at + (isIpv6 ? 32 : 8)) + IP_PROTOCOL.tcp + (length >>> 16) + (length & 0xffff);
}

/** Not folded; an odd last byte is the upper half of a word (RFC 1071). */
function sumOf(bytes: DataView, at: number, end: number): number {
	let sum = 0;
	for (let i = at; i + 1 < end; i += 2) sum += bytes.getUint16(i);
	return (end - at) % 2 === 1 ? sum + (bytes.getUint8(end - 1) << 8) : sum;
}

function fold(sum: number): number {
	let folded = sum;
	while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
	return folded;
}

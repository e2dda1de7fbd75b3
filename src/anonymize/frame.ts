import { ARP, ARP_BYTES } from '../decode/arp.ts';
import { IPV6_BYTES } from '../decode/ipv6.ts';
import { serviceOf } from '../decode/services.ts';
import { TCP, TCP_BYTES } from '../decode/tcp.ts';
import { tunnelOverUdp } from '../decode/tunnel.ts';
import { UDP, UDP_BYTES } from '../decode/udp.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import type { Frame } from '../tcp/frame.ts';
import type { AddressMap } from './address-map.ts';
import { updatedChecksum, updatedPartialSum } from './checksum-update.ts';
import { anonymizeIcmp } from './icmp.ts';
import { anonymizeLink } from './link.ts';
import { anonymizeIpv4, anonymizeIpv6, changeOf, readWord, writeWord } from './network.ts';

/** What becomes of what people sent. */
export type PayloadPolicy = 'keep' | 'replace' | 'drop';

/** What a frame is changed by. */
export interface FrameTools {
	readonly addresses: AddressMap;
	readonly policy: PayloadPolicy;
	/** New bytes for the payload of a packet, as many as were captured. */
	readonly payload: (packet: AnnotatedPacket) => Uint8Array;
}

/** What these services send says by itself who a machine is. */
const TELLING_SERVICES = ['DNS', 'mDNS', 'LLMNR', 'DHCP', 'DHCPv6', 'NetBIOS', 'SSDP'];

/**
 * The bytes of a frame with other addresses, and with what the policy says for its payload. Lengths, ports, numbers,
 * flags and options stay; each checksum stays as right, partial or wrong as it was. What this cannot look into (other
 * protocols, tunnels, name services, fragments) is cut off behind the last header that it knows.
 */
export function anonymizeFrame(annotated: AnnotatedPacket, frame: Frame, tools: FrameTools): Uint8Array {
	const bytes = frame.bytes.slice();
	const { packet } = annotated;
	const linkBytes = anonymizeLink(bytes, packet.linkType, tools.addresses);
	const at = frame.networkAt;
	if (at === null) return bytes.subarray(0, linkBytes);
	if (packet.arp) return anonymizeArp(bytes, at, tools.addresses);
	if (packet.ipv4) {
		const change = anonymizeIpv4(bytes, at, packet.ipv4.headerBytes, tools.addresses);
		const headerEnd = at + packet.ipv4.headerBytes;
		return packet.ipv4.fragment
			? bytes.subarray(0, headerEnd)
			: anonymizeCarried(bytes, annotated, frame, { change, headerEnd }, tools);
	}
	if (!packet.ipv6) return bytes.subarray(0, at);
	const { extensions } = packet.ipv6;
	const change = anonymizeIpv6(bytes, at, tools.addresses);
	if (extensions.some(({ name }) => name === 'routing')) return bytes.subarray(0, at + IPV6_BYTES);
	const headerEnd = extensions.reduce((end, { bytes: size }) => end + size, at + IPV6_BYTES);
	const isFragment = extensions.some(({ name }) => name === 'fragment');
	return isFragment
		? bytes.subarray(0, headerEnd)
		: anonymizeCarried(bytes, annotated, frame, { change, headerEnd }, tools);
}

function anonymizeArp(bytes: Uint8Array, at: number, addresses: AddressMap): Uint8Array {
	addresses.mac(bytes, at + ARP.senderMac.at);
	addresses.ipv4(bytes, at + ARP.senderIp.at);
	addresses.mac(bytes, at + ARP.targetMac.at);
	addresses.ipv4(bytes, at + ARP.targetIp.at);
	return bytes.fill(0, at + ARP_BYTES);
}

/** The IP header that was just changed. */
interface ChangedHeader {
	/** By how much the sum of its addresses grew. */
	readonly change: number;
	readonly headerEnd: number;
}

function anonymizeCarried(
	bytes: Uint8Array,
	annotated: AnnotatedPacket,
	frame: Frame,
	header: ChangedHeader,
	tools: FrameTools,
): Uint8Array {
	const { tcp, udp, icmp, ipv4, ipv6 } = annotated.packet;
	const at = frame.transportAt;
	if (at === null) return bytes.subarray(0, header.headerEnd);
	const length = ipv4 ? ipv4.totalBytes : ipv6?.payloadBytes ? ipv6.payloadBytes + IPV6_BYTES : 0;
	const end = length > 0 ? Math.min(bytes.length, (frame.networkAt ?? 0) + length) : bytes.length;
	if (icmp) {
		const parts = { addresses: tools.addresses, change: header.change, keepsData: tools.policy === 'keep' };
		return bytes.fill(0, end).subarray(0, anonymizeIcmp(bytes, { at, end }, icmp, parts));
	}
	if (tcp)
		return anonymizeSegment(bytes, annotated, { at, change: header.change, dataAt: at + tcp.headerBytes }, tools);
	if (!udp) return bytes.subarray(0, at + (annotated.packet.protocol === 'tcp' ? TCP_BYTES : UDP_BYTES));
	const changed = anonymizeSegment(bytes, annotated, { at, change: header.change, dataAt: at + UDP_BYTES }, tools);
	const service = serviceOf('udp', udp.sourcePort, udp.destinationPort) ?? '';
	const tells = TELLING_SERVICES.includes(service) || tunnelOverUdp(udp.destinationPort) !== null;
	return tells ? changed.subarray(0, at + UDP_BYTES) : changed;
}

/** Changes payload and checksum of a TCP or UDP packet; what stood behind it to fill a short frame becomes zeros. */
function anonymizeSegment(
	bytes: Uint8Array,
	annotated: AnnotatedPacket,
	{ at, change, dataAt }: { readonly at: number; readonly change: number; readonly dataAt: number },
	tools: FrameTools,
): Uint8Array {
	const { payload, udp } = annotated.packet;
	const dataEnd = dataAt + payload.length;
	let inside = 0;
	if (tools.policy === 'replace' && payload.length > 0) {
		const fresh = tools.payload(annotated);
		inside = changeOf(bytes, dataAt - ((dataAt - at) % 2), dataEnd, () => bytes.set(fresh, dataAt));
	}
	const place = at + (udp ? UDP.checksum.at : TCP.checksum.at);
	if (place + 2 <= bytes.length) writeChecksum(bytes, place, annotated, change, inside);
	return tools.policy === 'drop' ? bytes.subarray(0, dataAt) : bytes.fill(0, dataEnd);
}

function writeChecksum(
	bytes: Uint8Array,
	at: number,
	{ packet, checksum }: AnnotatedPacket,
	change: number,
	inside: number,
): void {
	const old = readWord(bytes, at);
	const fresh = checksum === 'partial' ? updatedPartialSum(old, change) : updatedChecksum(old, change + inside);
	// UDP over IPv4 may go without a checksum, and never says so by accident (RFC 768).
	if (packet.udp) writeWord(bytes, at, old === 0 ? 0 : fresh || 0xffff);
	else writeWord(bytes, at, fresh);
}

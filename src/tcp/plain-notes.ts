import { endpointText } from '../decode/endpoint-text.ts';
import { ipProtocolName } from '../decode/ip-protocol.ts';
import type { Packet } from '../decode/packet.ts';
import { serviceOf } from '../decode/services.ts';
import { type Tunnel, tunnelOverIp, tunnelOverUdp } from '../decode/tunnel.ts';
import type { Note } from './note.ts';

/** The notes of a packet that belongs to no connection. */
export function plainNotes(packet: Packet): readonly Note[] {
	return [...contentNotes(packet), ...framingNotes(packet)];
}

/** What is to be said of the frame itself, whatever it carries. */
export function framingNotes({ fragments, stop }: Packet): readonly Note[] {
	return [
		...(fragments.length > 0 ? [{ kind: 'reassembled', packets: fragments } as const] : []),
		...(stop ? [{ kind: 'stopped', stop } as const] : []),
	];
}

function contentNotes(packet: Packet): readonly Note[] {
	const { arp, icmp, stop, protocol } = packet;
	if (arp) {
		const { operation, class: arpClass, senderIp, senderMac, targetIp } = arp;
		return [{ kind: `arp-${operation}`, class: arpClass, senderIp, senderMac, targetIp }];
	}
	if (icmp) return [{ kind: 'icmp', message: icmp }];
	if (stop) return [];
	if (packet.udp) return [udpNote(packet, packet.udp), ...tunnelNotes(tunnelOverUdp(packet.udp.destinationPort))];
	if (isFragment(packet)) return [{ kind: 'fragment', protocol }];
	const number = carried(packet);
	const tunnel = number === undefined ? null : tunnelOverIp(number);
	if (tunnel) return tunnelNotes(tunnel);
	return [{ kind: 'other-protocol', protocol, carries: number === undefined ? null : ipProtocolName(number) }];
}

function udpNote(packet: Packet, { sourcePort, destinationPort }: NonNullable<Packet['udp']>): Note {
	const ip = packet.ipv4 ?? packet.ipv6;
	return {
		kind: 'udp',
		service: serviceOf('udp', sourcePort, destinationPort),
		source: endpointText(ip?.source ?? '', sourcePort),
		destination: endpointText(ip?.destination ?? '', destinationPort),
		bytes: packet.payloadBytes,
	};
}

function isFragment({ protocol, ipv4, ipv6 }: Packet): boolean {
	const isIp = protocol === 'ipv4' || protocol === 'ipv6';
	return isIp && (ipv4?.fragment === true || ipv6?.extensions.some(({ name }) => name === 'fragment') === true);
}

/** The number of what IP carries. */
function carried({ ipv4, ipv6 }: Packet): number | undefined {
	return ipv4?.protocol ?? ipv6?.payloadProtocol;
}

function tunnelNotes(tunnel: Tunnel | null): readonly Note[] {
	return tunnel ? [{ kind: 'tunnel', ...tunnel }] : [];
}

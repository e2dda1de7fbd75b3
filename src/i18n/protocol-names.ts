import type { ProtocolName } from '../decode/packet-batch.ts';

/** Protocols as people write them, in any language. */
export const PROTOCOL_TEXT: Readonly<Record<ProtocolName, string>> = {
	other: '',
	arp: 'ARP',
	ipv4: 'IPv4',
	ipv6: 'IPv6',
	icmp: 'ICMP',
	icmpv6: 'ICMPv6',
	tcp: 'TCP',
	udp: 'UDP',
};

/** Names of what IP may carry beside TCP, UDP and ICMP (IANA protocol numbers); the same in every language. */
const NAMES: Readonly<Record<number, string>> = {
	2: 'IGMP',
	4: 'IPv4',
	6: 'TCP',
	17: 'UDP',
	41: 'IPv6',
	47: 'GRE',
	50: 'ESP',
	51: 'AH',
	88: 'EIGRP',
	89: 'OSPF',
	103: 'PIM',
	112: 'VRRP',
	132: 'SCTP',
	136: 'UDP-Lite',
};

/** The name of an IP protocol number, or `null`. */
export function ipProtocolName(number: number): string | null {
	return NAMES[number] ?? null;
}

/** A packet that carries packets of its own, which are not looked into. */
export interface Tunnel {
	readonly name: 'GRE' | 'IP in IP' | 'VXLAN' | 'Geneve';
	/** The outermost protocol inside, where the tunnel's kind alone tells it. */
	readonly inside: 'Ethernet' | 'IPv4' | 'IPv6' | null;
}

/** By IP protocol number: RFC 2003, RFC 4213, RFC 2784. */
const OVER_IP: Readonly<Record<number, Tunnel>> = {
	4: { name: 'IP in IP', inside: 'IPv4' },
	41: { name: 'IP in IP', inside: 'IPv6' },
	47: { name: 'GRE', inside: null },
};

/** By UDP port: RFC 7348 and the port that Linux took before it, RFC 8926. */
const OVER_UDP: Readonly<Record<number, Tunnel>> = {
	4789: { name: 'VXLAN', inside: 'Ethernet' },
	8472: { name: 'VXLAN', inside: 'Ethernet' },
	6081: { name: 'Geneve', inside: null },
};

/** The tunnel that an IP protocol number stands for, or `null`. */
export function tunnelOverIp(protocol: number): Tunnel | null {
	return OVER_IP[protocol] ?? null;
}

/** The tunnel whose packets go to this UDP port (those of both directions do), or `null`. */
export function tunnelOverUdp(destinationPort: number): Tunnel | null {
	return OVER_UDP[destinationPort] ?? null;
}

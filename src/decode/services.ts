/** What usually listens at a port; the wording needs no translation. */
interface Service {
	readonly port: number;
	readonly transport: 'tcp' | 'udp' | 'both';
	readonly name: string;
}

/** The neighbours of the labs, and what else is heard on a bridge (IANA; the examples that the labs belong to). */
const SERVICES: readonly Service[] = [
	{ port: 22, transport: 'tcp', name: 'SSH' },
	{ port: 53, transport: 'both', name: 'DNS' },
	{ port: 67, transport: 'udp', name: 'DHCP' },
	{ port: 68, transport: 'udp', name: 'DHCP' },
	{ port: 80, transport: 'tcp', name: 'HTTP' },
	{ port: 123, transport: 'udp', name: 'NTP' },
	{ port: 137, transport: 'udp', name: 'NetBIOS' },
	{ port: 138, transport: 'udp', name: 'NetBIOS' },
	{ port: 443, transport: 'tcp', name: 'HTTPS' },
	{ port: 443, transport: 'udp', name: 'QUIC' },
	{ port: 546, transport: 'udp', name: 'DHCPv6' },
	{ port: 547, transport: 'udp', name: 'DHCPv6' },
	{ port: 1883, transport: 'tcp', name: 'MQTT' },
	{ port: 1900, transport: 'udp', name: 'SSDP' },
	{ port: 4000, transport: 'tcp', name: 'RPC' },
	{ port: 5151, transport: 'tcp', name: 'HTTP' },
	{ port: 5353, transport: 'udp', name: 'mDNS' },
	{ port: 5355, transport: 'udp', name: 'LLMNR' },
	{ port: 5555, transport: 'tcp', name: 'ZeroMQ' },
	{ port: 8000, transport: 'tcp', name: 'SOAP' },
	{ port: 8080, transport: 'tcp', name: 'HTTP' },
	{ port: 12345, transport: 'udp', name: 'UDP lab' },
	{ port: 12345, transport: 'tcp', name: 'Lamport lab' },
];

/** The service at one of two ports, or `null`; the lower port is asked first, as that is rather the server's. */
export function serviceOf(transport: 'tcp' | 'udp', one: number, other: number): string | null {
	const at = (port: number): string | undefined =>
		SERVICES.find((service) => service.port === port && [transport, 'both'].includes(service.transport))?.name;
	return at(Math.min(one, other)) ?? at(Math.max(one, other)) ?? null;
}

/** Protocols over UDP that students name, by the ports that tell them. */
const PORTS: Readonly<Record<string, readonly number[]>> = {
	dns: [53],
	ssdp: [1900],
	mdns: [5353],
	dhcp: [67, 68],
	ntp: [123],
};

/** The ports of a protocol over UDP, by its name; `null` where it is none of them. */
export function udpPorts(word: string): readonly number[] | null {
	const name = word.toLowerCase();
	return Object.hasOwn(PORTS, name) ? (PORTS[name] ?? null) : null;
}

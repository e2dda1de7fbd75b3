/** Where each field of an IPv4 header lies (RFC 791, section 3.1). */
export const IPV4 = {
	versionAndLength: { at: 0, size: 1 },
	trafficClass: { at: 1, size: 1 },
	totalBytes: { at: 2, size: 2 },
	identification: { at: 4, size: 2 },
	fragment: { at: 6, size: 2 },
	timeToLive: { at: 8, size: 1 },
	protocol: { at: 9, size: 1 },
	checksum: { at: 10, size: 2 },
	source: { at: 12, size: 4 },
	destination: { at: 16, size: 4 },
} as const;

export const IPV4_BYTES = 20;
export const IP_PROTOCOL = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

const MORE_FRAGMENTS = 0x2000;
const OFFSET_UNITS = 0x1fff;

/** An IPv4 header as people see it. */
export interface Ipv4 {
	readonly source: string;
	readonly destination: string;
	readonly headerBytes: number;
	/** What the header says; 0 when the sender left it to its network card. */
	readonly totalBytes: number;
	readonly identification: number;
	readonly timeToLive: number;
	readonly protocol: number;
	/** Only a part of a datagram: the first one, a middle one or the last one. */
	readonly fragment: boolean;
	/** Where this part begins in its datagram. */
	readonly fragmentOffset: number;
}

/** Reads an IPv4 header whose 20 bytes are there. */
export function readIpv4(bytes: DataView, at: number): Ipv4 {
	return {
		source: ipv4Text(bytes.getInt32(at + IPV4.source.at)),
		destination: ipv4Text(bytes.getInt32(at + IPV4.destination.at)),
		headerBytes: headerBytes(bytes, at),
		totalBytes: bytes.getUint16(at + IPV4.totalBytes.at),
		identification: bytes.getUint16(at + IPV4.identification.at),
		timeToLive: bytes.getUint8(at + IPV4.timeToLive.at),
		protocol: bytes.getUint8(at + IPV4.protocol.at),
		fragment: isFragment(bytes, at),
		fragmentOffset: ipv4FragmentOffset(bytes, at),
	};
}

export function headerBytes(bytes: DataView, at: number): number {
	return (bytes.getUint8(at) & 0x0f) * 4;
}

/** True for every part of a datagram that was sent in several. */
export function isFragment(bytes: DataView, at: number): boolean {
	return (bytes.getUint16(at + IPV4.fragment.at) & (MORE_FRAGMENTS | OFFSET_UNITS)) !== 0;
}

/** True unless this is the last part of its datagram (or all of it). */
export function ipv4HasMoreFragments(bytes: DataView, at: number): boolean {
	return (bytes.getUint16(at + IPV4.fragment.at) & MORE_FRAGMENTS) !== 0;
}

/** Where this part begins in its datagram. */
export function ipv4FragmentOffset(bytes: DataView, at: number): number {
	return (bytes.getUint16(at + IPV4.fragment.at) & OFFSET_UNITS) * 8;
}

/** A 32-bit address as `172.18.0.3`. */
export function ipv4Text(address: number): string {
	return `${address >>> 24}.${(address >>> 16) & 0xff}.${(address >>> 8) & 0xff}.${address & 0xff}`;
}

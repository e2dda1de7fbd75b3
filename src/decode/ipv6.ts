import { type Ipv6Extensions, readIpv6Extensions } from './ipv6-extension.ts';

/** Where each field of an IPv6 header lies (RFC 8200, section 3). */
export const IPV6 = {
	versionClassAndFlow: { at: 0, size: 4 },
	payloadBytes: { at: 4, size: 2 },
	nextHeader: { at: 6, size: 1 },
	hopLimit: { at: 7, size: 1 },
	source: { at: 8, size: 16 },
	destination: { at: 24, size: 16 },
} as const;

export const IPV6_BYTES = 40;

const GROUPS = 8;
const MAPPED_IPV4 = '0:0:0:0:0:ffff:';

/** An IPv6 header as people see it. */
export interface Ipv6 extends Ipv6Extensions {
	readonly source: string;
	readonly destination: string;
	/** What the header says: everything behind these 40 bytes; 0 when the sender left it to its network card. */
	readonly payloadBytes: number;
	readonly hopLimit: number;
	readonly flowLabel: number;
	/** The number right in this header, which may be that of an extension. */
	readonly nextHeader: number;
}

/** Reads a whole IPv6 header with the extension headers that were captured. */
export function readIpv6(bytes: DataView, at: number): Ipv6 {
	const nextHeader = bytes.getUint8(at + IPV6.nextHeader.at);
	return {
		source: ipv6Text(bytes, at + IPV6.source.at),
		destination: ipv6Text(bytes, at + IPV6.destination.at),
		payloadBytes: bytes.getUint16(at + IPV6.payloadBytes.at),
		hopLimit: bytes.getUint8(at + IPV6.hopLimit.at),
		flowLabel: bytes.getUint32(at + IPV6.versionClassAndFlow.at) & 0xfffff,
		nextHeader,
		...readIpv6Extensions(bytes, nextHeader, at + IPV6_BYTES, bytes.byteLength),
	};
}

/** The 16 bytes at `at` in the one form that RFC 5952 recommends: lower case, the longest run of zeros as `::`. */
export function ipv6Text(bytes: DataView, at: number): string {
	const groups = Array.from({ length: GROUPS }, (_, i) => bytes.getUint16(at + i * 2));
	const text = groups.map((group) => group.toString(16)).join(':');
	if (text.startsWith(MAPPED_IPV4)) {
		return `::ffff:${[12, 13, 14, 15].map((i) => bytes.getUint8(at + i)).join('.')}`;
	}
	const { start, length } = longestZeros(groups);
	if (length < 2) return text;
	const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
	return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

/** The first of the longest runs of zero groups (RFC 5952, section 4.2.3). */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
	let best = { start: 0, length: 0 };
	let start = 0;
	groups.forEach((group, i) => {
		if (group !== 0) start = i + 1;
		else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
	});
	return best;
}

import { ipv6Text as textOfIpv6 } from '../file/address-text.ts';
import { ipv4Text } from './ipv4.ts';
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

const IPV6_ADDRESS_BYTES = 16;
/** Bytes 8 to 11 of an address whose first 8 are zero, behind which an IPv4 address stands. */
const MAPPED_IPV4 = 0xffff;

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

/** The 16 bytes at `at` in the one form that RFC 5952 recommends; a mapped IPv4 address keeps its points (section 5). */
export function ipv6Text(bytes: DataView, at: number): string {
	const text = textOfIpv6(new Uint8Array(bytes.buffer, bytes.byteOffset + at, IPV6_ADDRESS_BYTES));
	const isMapped = bytes.getInt32(at) === 0 && bytes.getInt32(at + 4) === 0 && bytes.getInt32(at + 8) === MAPPED_IPV4;
	return isMapped ? `::ffff:${ipv4Text(bytes.getInt32(at + 12))}` : text;
}

import { headerBytes, IP_PROTOCOL, IPV4, IPV4_BYTES, ipv4Text } from './ipv4.ts';
import { IPV6, IPV6_BYTES, ipv6Text } from './ipv6.ts';
import { TCP } from './tcp.ts';

/** Ports and, for TCP, the sequence number: an error quotes at least so much of its cause (RFC 792). */
const QUOTED_BYTES = 8;

/**
 * The packet that an ICMP error quotes: whose it was. It was not seen here, and its header is no TCP packet of this
 * capture.
 */
export interface Quote {
	readonly source: string;
	readonly destination: string;
	/** IP protocol number. */
	readonly protocol: number;
	/** `null` unless it is TCP or UDP and that much was captured. */
	readonly sourcePort: number | null;
	readonly destinationPort: number | null;
	/** Raw, of TCP: by it the packet itself can be found. */
	readonly sequence: number | null;
}

/** Reads the IP header that is quoted in `[at, end)` and the ends of what it carries; `null` if that is not there. */
export function readQuote(bytes: DataView, at: number, end: number): Quote | null {
	if (end - at < 1) return null;
	const version = bytes.getUint8(at) >>> 4;
	if (version === 4 && end - at >= IPV4_BYTES) {
		const protocol = bytes.getUint8(at + IPV4.protocol.at);
		return {
			source: ipv4Text(bytes.getInt32(at + IPV4.source.at)),
			destination: ipv4Text(bytes.getInt32(at + IPV4.destination.at)),
			...readEnds(bytes, protocol, at + headerBytes(bytes, at), end),
		};
	}
	if (version !== 6 || end - at < IPV6_BYTES) return null;
	return {
		source: ipv6Text(bytes, at + IPV6.source.at),
		destination: ipv6Text(bytes, at + IPV6.destination.at),
		...readEnds(bytes, bytes.getUint8(at + IPV6.nextHeader.at), at + IPV6_BYTES, end),
	};
}

type QuotedEnds = Omit<Quote, 'source' | 'destination'>;

function readEnds(bytes: DataView, protocol: number, at: number, end: number): QuotedEnds {
	const isTcp = protocol === IP_PROTOCOL.tcp;
	if ((!isTcp && protocol !== IP_PROTOCOL.udp) || end - at < QUOTED_BYTES) {
		return { protocol, sourcePort: null, destinationPort: null, sequence: null };
	}
	return {
		protocol,
		sourcePort: bytes.getUint16(at + TCP.sourcePort.at),
		destinationPort: bytes.getUint16(at + TCP.destinationPort.at),
		sequence: isTcp ? bytes.getUint32(at + TCP.sequence.at) : null,
	};
}

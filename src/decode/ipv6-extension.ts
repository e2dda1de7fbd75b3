/** Where each field of an extension header lies (RFC 8200, section 4.2); the authentication header has its own unit. */
export const IPV6_EXTENSION = {
	nextHeader: { at: 0, size: 1 },
	units: { at: 1, size: 1 },
} as const;

/** Where each field of a fragment header lies (RFC 8200, section 4.5). */
export const IPV6_FRAGMENT = {
	nextHeader: { at: 0, size: 1 },
	offsetAndMore: { at: 2, size: 2 },
	identification: { at: 4, size: 4 },
} as const;

export const IPV6_FRAGMENT_BYTES = 8;
/** The smallest size of any extension header. */
export const IPV6_EXTENSION_BYTES = 8;

/** Numbers of the headers that may stand between IPv6 and its payload, and of those at which there is nothing to read. */
export const NEXT_HEADER = {
	hopByHop: 0,
	routing: 43,
	fragment: 44,
	encrypted: 50,
	authentication: 51,
	none: 59,
	destinationOptions: 60,
	mobility: 135,
	hostIdentity: 139,
	shim6: 140,
} as const;

const NAMES: Readonly<Record<number, Ipv6ExtensionName>> = {
	0: 'hop-by-hop',
	43: 'routing',
	44: 'fragment',
	51: 'authentication',
	60: 'destination-options',
	135: 'mobility',
	139: 'host-identity',
	140: 'shim6',
};

/** The name of an extension header. */
export type Ipv6ExtensionName =
	| 'hop-by-hop'
	| 'routing'
	| 'fragment'
	| 'authentication'
	| 'destination-options'
	| 'mobility'
	| 'host-identity'
	| 'shim6';

/** An extension header as people see it. */
export interface Ipv6Extension {
	readonly name: Ipv6ExtensionName;
	readonly bytes: number;
}

/** The extension headers of a packet, and the protocol number that follows them. */
export interface Ipv6Extensions {
	/** Those that the frame holds, in order. */
	readonly extensions: readonly Ipv6Extension[];
	/** What IPv6 carries. */
	readonly payloadProtocol: number;
}

/** Reads the extension headers in `[at, end)`, as far as they are whole, and what the last of them announces. */
export function readIpv6Extensions(bytes: DataView, first: number, at: number, end: number): Ipv6Extensions {
	const extensions: Ipv6Extension[] = [];
	let kind = first;
	let next = at;
	for (let name = NAMES[kind]; name !== undefined && end - next >= IPV6_EXTENSION_BYTES; name = NAMES[kind]) {
		const size = extensionBytes(bytes, kind, next);
		if (next + size > end) break;
		extensions.push({ name, bytes: size });
		const isLater = kind === NEXT_HEADER.fragment && ipv6FragmentOffset(bytes, next) > 0;
		kind = bytes.getUint8(next + IPV6_EXTENSION.nextHeader.at);
		if (isLater) break;
		next += size;
	}
	return { extensions, payloadProtocol: kind };
}

/** True if a header of this kind says how long it is and what follows. */
export function isIpv6Extension(kind: number): boolean {
	switch (kind) {
		case NEXT_HEADER.hopByHop:
		case NEXT_HEADER.routing:
		case NEXT_HEADER.fragment:
		case NEXT_HEADER.authentication:
		case NEXT_HEADER.destinationOptions:
		case NEXT_HEADER.mobility:
		case NEXT_HEADER.hostIdentity:
		case NEXT_HEADER.shim6:
			return true;
		default:
			return false;
	}
}

/** Size of the extension header at `at`: in units of 8 bytes beyond the first 8, or for AH of 4 beyond 8 (RFC 4302). */
export function extensionBytes(bytes: DataView, kind: number, at: number): number {
	const units = bytes.getUint8(at + IPV6_EXTENSION.units.at);
	if (kind === NEXT_HEADER.fragment) return IPV6_FRAGMENT_BYTES;
	return kind === NEXT_HEADER.authentication ? (units + 2) * 4 : (units + 1) * 8;
}

/** Where a fragment's bytes belong in its datagram. */
export function ipv6FragmentOffset(bytes: DataView, at: number): number {
	return bytes.getUint16(at + IPV6_FRAGMENT.offsetAndMore.at) & 0xfff8;
}

export function ipv6HasMoreFragments(bytes: DataView, at: number): boolean {
	return (bytes.getUint16(at + IPV6_FRAGMENT.offsetAndMore.at) & 1) !== 0;
}

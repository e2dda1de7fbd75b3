import { ETHER_TYPE } from './ethernet.ts';

/** Where the address family of a NULL or LOOP frame lies (tcpdump.org/linktypes.html). */
export const LOOPBACK = {
	family: { at: 0, size: 4 },
} as const;

export const LOOPBACK_BYTES = 4;

const IPV4_FAMILY = 2;
/** AF_INET6 of NetBSD and OpenBSD, FreeBSD, macOS, Linux, Windows. */
const IPV6_FAMILIES: readonly number[] = [24, 28, 30, 10, 23];

/**
 * The IP version that the family stands for, or 0. NULL has the byte order of the host that recorded, which the file
 * does not say, and LOOP should have network order: a family is a small number, so it is read whichever way it is one.
 */
export function loopbackVersion(bytes: DataView, at: number): 4 | 6 | 0 {
	const inNetworkOrder = bytes.getUint32(at + LOOPBACK.family.at);
	// Some writers put an EtherType into the last two bytes.
	if ((inNetworkOrder & 0xffff) === ETHER_TYPE.ipv4) return 4;
	if ((inNetworkOrder & 0xffff) === ETHER_TYPE.ipv6) return 6;
	const family = inNetworkOrder > 0xffff ? bytes.getUint32(at + LOOPBACK.family.at, true) : inNetworkOrder;
	if (family === IPV4_FAMILY) return 4;
	return IPV6_FAMILIES.includes(family) ? 6 : 0;
}

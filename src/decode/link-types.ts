/** How the first bytes of a frame are to be read. */
export type LinkLayer = 'ethernet' | 'loopback' | 'ppp' | 'raw' | 'sll' | 'sll2' | 'ipv4' | 'ipv6';

/**
 * Which link layer a capture's link type stands for (tcpdump.org/linktypes.html). DLT_RAW was 12 or 14 on some
 * systems before it became link type 101.
 */
export const LINK_LAYERS: Readonly<Record<number, LinkLayer>> = {
	0: 'loopback',
	1: 'ethernet',
	9: 'ppp',
	12: 'raw',
	14: 'raw',
	101: 'raw',
	108: 'loopback',
	113: 'sll',
	228: 'ipv4',
	229: 'ipv6',
	276: 'sll2',
};

export const LINK_TYPE_ETHERNET = 1;

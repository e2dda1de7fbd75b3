/**
 * Why decoding of a frame stopped before its end: in which layer, and whether the capture cut it (`cut`) or its
 * own fields contradict each other (`bad`). One number in the `stop` column: layer × 4 + reason; 0 is "did not stop".
 */
export const STOP_LAYERS = ['link', 'arp', 'ipv4', 'ipv6', 'tcp', 'udp', 'icmp', 'icmpv6'] as const;
export const STOP_REASONS = ['none', 'cut', 'bad', 'unsupported'] as const;

export type StopLayer = (typeof STOP_LAYERS)[number];
/** `cut` by the capture, `bad` in itself, or `unsupported` here. */
export type StopReason = 'cut' | 'bad' | 'unsupported';

/** A stop as people and machines see it; `need` and `have` are bytes of the layer that stopped. */
export interface Stop {
	readonly layer: StopLayer;
	readonly reason: StopReason;
	readonly need: number;
	readonly have: number;
}

export const STOP = {
	none: 0,
	linkCut: 1,
	linkUnsupported: 3,
	arpCut: 5,
	arpBad: 6,
	ipv4Cut: 9,
	ipv4Bad: 10,
	ipv6Cut: 13,
	ipv6Bad: 14,
	tcpCut: 17,
	tcpBad: 18,
	udpCut: 21,
	udpBad: 22,
	icmpCut: 25,
	icmpBad: 26,
	icmpv6Cut: 29,
	icmpv6Bad: 30,
} as const;

/** Unpacks a number of the `stop` column. */
export function stopOf(code: number, need: number, have: number): Stop | null {
	const layer = STOP_LAYERS[code >> 2];
	const reason = STOP_REASONS[code & 3];
	if (code === STOP.none || layer === undefined || reason === undefined || reason === 'none') return null;
	return { layer, reason, need, have };
}

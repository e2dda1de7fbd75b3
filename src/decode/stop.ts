/**
 * Why decoding of a frame stopped before its end: in which layer, and whether the capture cut it (`cut`) or its
 * own fields contradict each other (`bad`). One number in the `stop` column: layer × 4 + reason; 0 is "did not stop".
 */
export const STOP_LAYERS = ['link', 'arp', 'ipv4', 'tcp'] as const;
export const STOP_REASONS = ['none', 'cut', 'bad', 'unsupported'] as const;

export type StopLayer = (typeof STOP_LAYERS)[number];
export type StopReason = Exclude<(typeof STOP_REASONS)[number], 'none'>;

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
	tcpCut: 13,
	tcpBad: 14,
} as const;

/** Unpacks a number of the `stop` column. */
export function stopOf(code: number, need: number, have: number): Stop | null {
	const layer = STOP_LAYERS[code >> 2];
	const reason = STOP_REASONS[code & 3];
	if (code === STOP.none || layer === undefined || reason === undefined || reason === 'none') return null;
	return { layer, reason, need, have };
}

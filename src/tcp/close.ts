import type { LifeCycle } from './life-cycle.ts';
import { acknowledgmentOf, firstFins } from './life-ending.ts';
import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';

/** How a connection ended, in a word (RFC 9293, section 3.6); `half` has one FIN, `none` neither FIN nor RST. */
export type CloseShape = 'three-segment' | 'four-segment' | 'simultaneous' | 'reset' | 'half' | 'none';

/** The end of a connection, summed up from its life cycle. */
export interface Close {
	readonly shape: CloseShape;
	/** Who sent the FIN that it began with, or the RST that broke the connection off. */
	readonly starter: Side | null;
	/** The FINs and the ACKs of them, or the RSTs. */
	readonly packets: readonly number[];
}

/** Sums up how a connection ended. */
export function closeOf({ opening, ending }: LifeCycle, segments: readonly Segment[]): Close {
	const { packets } = ending;
	switch (ending.kind) {
		case 'three-segment':
		case 'four-segment':
			return { shape: ending.kind, starter: ending.starter, packets };
		case 'simultaneous-close':
			return { shape: 'simultaneous', starter: ending.starter, packets };
		case 'half-closed':
			return { shape: 'half', starter: ending.starter, packets };
		case 'aborted':
			return { shape: 'reset', starter: ending.by, packets };
		case 'fin-answered-by-reset':
			return { shape: 'reset', starter: opposite(ending.by), packets };
		case 'never-opened':
			return resetIn(segments, opening.packets);
		case 'open':
			return { shape: 'none', starter: null, packets: [] };
	}
}

/** True if both FINs and the ACKs of them, or an RST that counts, were captured. */
export function isEndSeen({ shape }: Close, segments: readonly Segment[]): boolean {
	if (shape === 'none' || shape === 'half') return false;
	return shape === 'reset' || firstFins(segments).every((fin) => acknowledgmentOf(segments, fin) !== undefined);
}

function resetIn(segments: readonly Segment[], packets: readonly number[]): Close {
	const resets = segments.filter(({ rst, number }) => rst && packets.includes(number));
	const starter = resets[0]?.side ?? null;
	return { shape: starter ? 'reset' : 'none', starter, packets: resets.map(({ number }) => number) };
}

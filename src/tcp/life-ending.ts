import { type ConnectionOpening, numbersOf } from './life-opening.ts';
import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';
import { isUpTo } from './sequence.ts';

/** How a connection ended (RFC 9293, section 3.6); `packets` are those that the kind rests on. */
export type ConnectionEnding =
	/** FIN, FIN that also acknowledges it, ACK. */
	| { readonly kind: 'three-segment'; readonly starter: Side; readonly packets: readonly number[] }
	/** FIN, ACK, FIN, ACK. */
	| { readonly kind: 'four-segment'; readonly starter: Side; readonly packets: readonly number[] }
	/** Neither FIN acknowledges the other: they crossed. */
	| { readonly kind: 'simultaneous-close'; readonly starter: Side; readonly packets: readonly number[] }
	/** Only one side has sent its FIN when the capture ends. */
	| { readonly kind: 'half-closed'; readonly starter: Side; readonly packets: readonly number[] }
	/** A RST: unread data, SO_LINGER 0, or a program that was killed. */
	| { readonly kind: 'aborted'; readonly by: Side; readonly packets: readonly number[] }
	/** The side that should have closed, too, sent a RST: it had unread data, or its program was gone. */
	| { readonly kind: 'fin-answered-by-reset'; readonly by: Side; readonly packets: readonly number[] }
	/** The connection never came to be. */
	| { readonly kind: 'never-opened'; readonly packets: readonly number[] }
	/** Neither FIN nor RST is in the capture. */
	| { readonly kind: 'open'; readonly packets: readonly number[] };

const NEVER_OPENED: readonly ConnectionOpening['kind'][] = ['refused', 'no-answer', 'challenged'];

/** Finds out how a connection ended, as far as the capture shows it. */
export function endingOf(segments: readonly Segment[], opening: ConnectionOpening): ConnectionEnding {
	if (NEVER_OPENED.includes(opening.kind)) return { kind: 'never-opened', packets: opening.packets };
	const resets = segments.filter(({ rst, number }) => rst && !opening.packets.includes(number) && isOfThisOne(number));
	const fins = firstFins(segments);
	const [reset] = resets;
	if (reset && !(fins.length === 2 && isClosedBefore(segments, fins, reset))) return brokenOff(reset, resets, fins);
	const [first, second] = fins;
	if (first === undefined) return { kind: 'open', packets: [] };
	if (second) return closedByBoth(segments, first, second);
	const packets = numbersOf([first, acknowledgmentOf(segments, first)]);
	return { kind: 'half-closed', starter: first.side, packets };

	/** A RST before the handshake belongs to the connection before this one (RFC 9293, figure 9). */
	function isOfThisOne(number: number): boolean {
		return opening.kind === 'not-captured' || number > (opening.packets[0] ?? 0);
	}
}

/** The first FIN of each side, in file order. */
export function firstFins(segments: readonly Segment[]): readonly Segment[] {
	const fins = (['client', 'server'] as const).flatMap((side) => {
		const fin = segments.find((segment) => segment.fin && !segment.rst && segment.side === side);
		return fin ? [fin] : [];
	});
	return fins.sort((a, b) => a.number - b.number);
}

/** The side whose FIN left before the other's came in: the second one, if it does not acknowledge the first. */
export function crossingSide(segments: readonly Segment[]): Side | null {
	const [first, second] = firstFins(segments);
	return first && second && !acknowledgesFin(second, first) ? second.side : null;
}

/** The first segment that acknowledges this FIN. */
export function acknowledgmentOf(segments: readonly Segment[], fin: Segment): Segment | undefined {
	return segments.find((segment) => segment.number > fin.number && acknowledgesFin(segment, fin));
}

/** True if a segment of the other side acknowledges this FIN. */
export function acknowledgesFin({ side, ack, rst, syn, acknowledgment }: Segment, fin: Segment): boolean {
	return side === opposite(fin.side) && ack && !rst && !syn && isUpTo(fin.end, acknowledgment);
}

function isClosedBefore(segments: readonly Segment[], fins: readonly Segment[], reset: Segment): boolean {
	return fins.every((fin) => (acknowledgmentOf(segments, fin)?.number ?? reset.number) < reset.number);
}

function brokenOff(reset: Segment, resets: readonly Segment[], fins: readonly Segment[]): ConnectionEnding {
	const before = fins.filter(({ number }) => number < reset.number);
	const [fin] = before;
	if (fin && before.length === 1 && fin.side === opposite(reset.side)) {
		return { kind: 'fin-answered-by-reset', by: reset.side, packets: numbersOf([fin, reset]) };
	}
	return { kind: 'aborted', by: reset.side, packets: numbersOf(resets) };
}

function closedByBoth(segments: readonly Segment[], first: Segment, second: Segment): ConnectionEnding {
	const acks = [acknowledgmentOf(segments, first), acknowledgmentOf(segments, second)];
	const packets = [...new Set(numbersOf([first, second, ...acks]))].sort((a, b) => a - b);
	const starter = first.side;
	if (!acknowledgesFin(second, first)) return { kind: 'simultaneous-close', starter, packets };
	return { kind: acks[0] === second ? 'three-segment' : 'four-segment', starter, packets };
}

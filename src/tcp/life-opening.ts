import type { LifeStep } from './life-traits.ts';
import { opposite, type Segment } from './segment.ts';
import { advance, isUpTo } from './sequence.ts';
import { synAnswer } from './server-answer.ts';

/** How a connection was opened (RFC 9293, section 3.5); `packets` are those that the kind rests on. */
export type ConnectionOpening =
	| { readonly kind: 'three-way'; readonly packets: readonly number[] }
	/** Both sides sent a SYN before they got one (RFC 9293, figure 7). */
	| { readonly kind: 'simultaneous-open'; readonly packets: readonly number[] }
	/** A SYN-ACK came, but no ACK of it is in the capture. */
	| { readonly kind: 'unfinished'; readonly packets: readonly number[] }
	/** The SYN was taken, but the SYN-ACK is not in the capture. */
	| { readonly kind: 'partly-captured'; readonly packets: readonly number[] }
	/** A RST answers the SYN: nobody listens on the port. */
	| { readonly kind: 'refused'; readonly packets: readonly number[] }
	/** Nothing answers: all SYNs, and the waits between them. */
	| { readonly kind: 'no-answer'; readonly packets: readonly number[]; readonly waitsNs: readonly bigint[] }
	/** The other side still has an older connection, and says so by an ACK of its numbers. */
	| { readonly kind: 'challenged'; readonly packets: readonly number[] }
	/** The capture begins later; the packet is the SYN-ACK if that was captured, or the first one. */
	| { readonly kind: 'not-captured'; readonly packets: readonly number[] };

/** Finds out how a connection was opened. */
export function openingOf(steps: readonly LifeStep[]): ConnectionOpening {
	const segments = steps.map(({ segment }) => segment);
	const syns = segments.filter(isPureSyn);
	const [first] = syns;
	if (first === undefined) return { kind: 'not-captured', packets: segments.slice(0, 1).map(({ number }) => number) };
	const answer = synAnswer(segments);
	if (answer === 'simultaneous') return simultaneous(segments);
	if (answer === 'silent') return { kind: 'no-answer', packets: numbersOf(syns), waitsNs: waitsBetween(steps) };
	if (answer === 'refuses') return refused(segments);
	if (answer === 'challenges' && !segments.some(isSynAck)) return challenged(segments, first);
	return threeWay(segments, first.side);
}

export function isPureSyn({ syn, ack, rst }: Segment): boolean {
	return syn && !ack && !rst;
}

function isSynAck({ syn, ack, rst }: Segment): boolean {
	return syn && ack && !rst;
}

/** The packet numbers of segments. */
export function numbersOf(segments: readonly (Segment | undefined)[]): readonly number[] {
	return segments.flatMap((segment) => (segment ? [segment.number] : []));
}

function simultaneous(segments: readonly Segment[]): ConnectionOpening {
	const perSide = (['client', 'server'] as const).flatMap((side) => [
		segments.find((segment) => segment.side === side && isPureSyn(segment)),
		segments.find((segment) => segment.side === side && isSynAck(segment)),
	]);
	return { kind: 'simultaneous-open', packets: [...numbersOf(perSide)].sort((a, b) => a - b) };
}

function refused(segments: readonly Segment[]): ConnectionOpening {
	const at = segments.findIndex(({ rst }) => rst);
	const syn = segments.slice(0, at).findLast(isPureSyn);
	return { kind: 'refused', packets: numbersOf([syn, segments[at]]) };
}

function challenged(segments: readonly Segment[], syn: Segment): ConnectionOpening {
	return { kind: 'challenged', packets: challengePackets(segments, syn) };
}

/** The SYN, the ACK of old numbers, and the RST that it earns (RFC 9293, figure 9). */
export function challengePackets(segments: readonly Segment[], syn: Segment): readonly number[] {
	const challenge = segments.find(({ side, number }) => side === opposite(syn.side) && number > syn.number);
	const reset = segments.find(
		({ rst, side, sequence }) => rst && side === syn.side && sequence === challenge?.acknowledgment,
	);
	return numbersOf([syn, challenge, reset]);
}

function threeWay(segments: readonly Segment[], opener: Segment['side']): ConnectionOpening {
	const at = segments.findIndex((segment) => isSynAck(segment) && segment.side === opposite(opener));
	const synAck = segments[at];
	if (synAck === undefined) return { kind: 'partly-captured', packets: numbersOf(segments.filter(isPureSyn)) };
	const syn = segments.slice(0, at).findLast((segment) => segment.side === opener && isPureSyn(segment));
	const done = segments.slice(at).find((segment) => segment.side === opener && acknowledgesSynOf(segment, synAck));
	return { kind: done ? 'three-way' : 'unfinished', packets: numbersOf([syn, synAck, done]) };
}

function acknowledgesSynOf({ ack, syn, rst, acknowledgment }: Segment, synAck: Segment): boolean {
	return ack && !syn && !rst && isUpTo(advance(synAck.sequence, 1), acknowledgment);
}

/** The waits between the SYNs, which grow from one to the next (RFC 6298, section 5.5). */
function waitsBetween(steps: readonly LifeStep[]): readonly bigint[] {
	const times = steps.filter(({ segment }) => isPureSyn(segment)).map(({ timeNs }) => timeNs);
	return times.slice(1).map((timeNs, i) => timeNs - (times[i] ?? timeNs));
}

import { laterOf } from './endpoint-numbers.ts';
import { acknowledgesFin, firstFins } from './life-ending.ts';
import { type ConnectionOpening, challengePackets, isPureSyn, numbersOf } from './life-opening.ts';
import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';
import { advance, distance, isAfter, isUpTo } from './sequence.ts';
import { synAnswer } from './server-answer.ts';

/** A segment with its time. */
export interface LifeStep {
	readonly segment: Segment;
	readonly timeNs: bigint;
}

/** The connection before, between the same two ends. */
export interface PreviousConnection {
	readonly connection: number;
	readonly steps: readonly LifeStep[];
}

/** What is special about a connection, beside how it was opened and how it ended. */
export type LifeTrait =
	/** The waits grow: Linux takes 1, 2, 4 s (RFC 6298, section 5.5). */
	| { readonly kind: 'syn-resent'; readonly packets: readonly number[]; readonly waitsNs: readonly bigint[] }
	| { readonly kind: 'syn-ack-resent'; readonly packets: readonly number[]; readonly waitsNs: readonly bigint[] }
	| {
			readonly kind: 'fin-resent';
			readonly packets: readonly number[];
			readonly waitsNs: readonly bigint[];
			readonly side: Side;
	  }
	/** The FIN's own number is the raw number after its data. */
	| {
			readonly kind: 'data-on-fin';
			readonly packets: readonly number[];
			readonly side: Side;
			readonly bytes: number;
			readonly finSequence: number;
	  }
	/** `side` had closed its way and the other went on sending: until its own FIN, or the end of the capture. */
	| {
			readonly kind: 'half-close';
			readonly packets: readonly number[];
			readonly side: Side;
			readonly bytes: number;
			readonly durationNs: bigint;
	  }
	/** Data in the SYN (RFC 7413); whether it was taken is known once a SYN-ACK was captured. */
	| {
			readonly kind: 'fast-open';
			readonly packets: readonly number[];
			readonly bytes: number;
			readonly accepted: boolean | null;
	  }
	/** A RST with a number that its receiver was not waiting for: the connection went on. */
	| { readonly kind: 'reset-ignored'; readonly packets: readonly number[] }
	/** The other side still had an older connection: SYN, ACK of old numbers, RST. */
	| { readonly kind: 'half-open-discovery'; readonly packets: readonly number[]; readonly previous: number | null }
	/** The same two ends as before; the gap counts from the last FIN, or from the last packet where there was none. */
	| {
			readonly kind: 'port-reuse';
			readonly packets: readonly number[];
			readonly previous: number;
			readonly since: 'fin' | 'last-packet';
			readonly gapNs: bigint;
			readonly sameInitialSequence: boolean;
	  };

/** Finds what is special about a connection. */
export function traitsOf(
	steps: readonly LifeStep[],
	opening: ConnectionOpening,
	previous: PreviousConnection | null,
): readonly LifeTrait[] {
	const found = [
		opening.kind === 'no-answer' ? null : synResent(steps),
		synAckResent(steps),
		finResent(steps, 'client'),
		finResent(steps, 'server'),
		...firstFins(steps.map(({ segment }) => segment)).map(dataOnFin),
		halfClose(steps),
		fastOpen(steps),
		halfOpenDiscovery(steps, previous),
		portReuse(steps, previous),
	].filter((trait) => trait !== null);
	return found.sort((a, b) => (a.packets[0] ?? 0) - (b.packets[0] ?? 0));
}

function synResent(steps: readonly LifeStep[]): LifeTrait | null {
	const resent = resentOf(steps, isPureSyn);
	return resent && { kind: 'syn-resent', ...resent };
}

function synAckResent(steps: readonly LifeStep[]): LifeTrait | null {
	const serversFirst = steps.find(({ segment }) => segment.side === 'server')?.segment;
	// In a simultaneous open each SYN-ACK repeats the sender's SYN and is none of these.
	if (serversFirst && isPureSyn(serversFirst)) return null;
	const resent = resentOf(steps, ({ syn, ack, side }) => syn && ack && side === 'server');
	return resent && { kind: 'syn-ack-resent', ...resent };
}

function finResent(steps: readonly LifeStep[], side: Side): LifeTrait | null {
	const resent = resentOf(steps, (segment) => segment.fin && !segment.syn && !segment.rst && segment.side === side);
	return resent && { kind: 'fin-resent', side, ...resent };
}

/** Segments of a kind with the same numbers as the first of them, if there are several. */
function resentOf(steps: readonly LifeStep[], isKind: (segment: Segment) => boolean) {
	const first = steps.find(({ segment }) => isKind(segment))?.segment;
	const same = steps.filter(
		({ segment }) => isKind(segment) && segment.side === first?.side && segment.end === first.end,
	);
	if (same.length < 2) return null;
	const times = same.map(({ timeNs }) => timeNs);
	return {
		packets: numbersOf(same.map(({ segment }) => segment)),
		waitsNs: times.slice(1).map((timeNs, i) => timeNs - (times[i] ?? timeNs)),
	};
}

function dataOnFin({ number, side, payloadBytes, end }: Segment): LifeTrait | null {
	if (payloadBytes === 0) return null;
	return { kind: 'data-on-fin', packets: [number], side, bytes: payloadBytes, finSequence: advance(end, -1) };
}

function halfClose(steps: readonly LifeStep[]): LifeTrait | null {
	const segments = steps.map(({ segment }) => segment);
	const [fin, otherFin] = firstFins(segments);
	if (fin === undefined) return null;
	const sent = segments.filter(
		(segment) =>
			segment.number > fin.number &&
			segment.number < (otherFin?.number ?? Number.POSITIVE_INFINITY) &&
			segment.payloadBytes > 0 &&
			acknowledgesFin(segment, fin),
	);
	if (sent.length === 0) return null;
	const until = steps.find(({ segment }) => segment === otherFin) ?? steps.at(-1);
	const from = steps.find(({ segment }) => segment === fin);
	const durationNs = (until?.timeNs ?? 0n) - (from?.timeNs ?? 0n);
	return { kind: 'half-close', packets: numbersOf(sent), side: fin.side, bytes: newBytes(sent), durationNs };
}

/** Payload bytes, bytes that were sent again counted once. */
function newBytes(segments: readonly Segment[]): number {
	let end: number | null = null;
	let bytes = 0;
	for (const segment of segments) {
		const isNew = end === null || isAfter(segment.end, end);
		if (isNew)
			bytes += end === null ? segment.payloadBytes : Math.min(segment.payloadBytes, distance(end, segment.end));
		end = laterOf(end, segment.end);
	}
	return bytes;
}

function fastOpen(steps: readonly LifeStep[]): LifeTrait | null {
	const syn = steps.find(({ segment }) => isPureSyn(segment) && segment.payloadBytes > 0)?.segment;
	if (syn === undefined) return null;
	const synAck = steps.find(
		({ segment }) => segment.syn && segment.ack && segment.side === opposite(syn.side),
	)?.segment;
	const accepted = synAck ? !isUpTo(synAck.acknowledgment, advance(syn.sequence, 1)) : null;
	return { kind: 'fast-open', packets: numbersOf([syn, synAck]), bytes: syn.payloadBytes, accepted };
}

function halfOpenDiscovery(steps: readonly LifeStep[], previous: PreviousConnection | null): LifeTrait | null {
	const segments = steps.map(({ segment }) => segment);
	const syn = segments.find(isPureSyn);
	if (syn === undefined || synAnswer(segments) !== 'challenges') return null;
	return {
		kind: 'half-open-discovery',
		packets: challengePackets(segments, syn),
		previous: previous?.connection ?? null,
	};
}

function portReuse(steps: readonly LifeStep[], previous: PreviousConnection | null): LifeTrait | null {
	const syn = steps.find(({ segment }) => isPureSyn(segment));
	const lastFin = previous?.steps.findLast(({ segment }) => segment.fin && !segment.rst);
	const last = lastFin ?? previous?.steps.at(-1);
	if (previous === null || syn === undefined || last === undefined) return null;
	const before = previous.steps.find(({ segment }) => isPureSyn(segment))?.segment;
	return {
		kind: 'port-reuse',
		packets: [syn.segment.number],
		previous: previous.connection,
		since: lastFin ? 'fin' : 'last-packet',
		gapNs: syn.timeNs - last.timeNs,
		sameInitialSequence: before?.side === syn.segment.side && before.sequence === syn.segment.sequence,
	};
}

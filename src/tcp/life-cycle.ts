import type { Handshake } from './connection.ts';
import { type ConnectionEnding, crossingSide, endingOf } from './life-ending.ts';
import { type ConnectionOpening, isPureSyn, numbersOf, openingOf } from './life-opening.ts';
import { type LifeStep, type LifeTrait, type PreviousConnection, traitsOf } from './life-traits.ts';
import type { Segment } from './segment.ts';
import { synAnswer } from './server-answer.ts';
import type { TcpState } from './state-moves.ts';
import { createStates, type StatePair } from './states.ts';

/** Which of the ways of RFC 9293 a connection took: how it was opened, how it ended, and what was special. */
export interface LifeCycle {
	readonly opening: ConnectionOpening;
	readonly ending: ConnectionEnding;
	/** In the order in which they begin. */
	readonly traits: readonly LifeTrait[];
}

/**
 * Names the way that a connection took (RFC 9293, sections 3.5 and 3.6).
 *
 * @param steps All its segments in file order, duplicates of the recording left out.
 * @param previous The connection before it between the same two ends, if the capture has one.
 */
export function lifeCycle(steps: readonly LifeStep[], previous: PreviousConnection | null = null): LifeCycle {
	const opening = openingOf(steps);
	const all = steps.map(({ segment }) => segment);
	const ignored = ignoredResets(all);
	const segments = all.filter(({ number }) => !ignored.includes(number));
	const traits = traitsOf(steps, opening, previous);
	return {
		opening,
		ending: endingOf(segments, opening),
		traits: ignored.length === 0 ? traits : [...traits, { kind: 'reset-ignored', packets: ignored }],
	};
}

/** The packets that open the connection; where both sides open at once they are the two SYNs and the two SYN-ACKs. */
export function handshakeOf(seen: Handshake, { opening }: LifeCycle): Handshake {
	if (opening.kind !== 'simultaneous-open') return seen;
	return { complete: opening.packets.length === 4, packets: opening.packets };
}

/** RSTs that moved nothing, and after which the connection went on (RFC 9293, section 3.5.3). */
function ignoredResets(segments: readonly Segment[]): readonly number[] {
	const startSeen = segments.some(isPureSyn);
	const states = createStates({ startSeen, answer: synAnswer(segments), crossing: crossingSide(segments) });
	let before: StatePair = { client: null, server: null };
	const ignored = segments.filter((segment) => {
		const after = states.after(segment);
		const isUnmoved = before.client === after.client && before.server === after.server;
		const isAlive = isSynchronized(after.client) && isSynchronized(after.server);
		before = after;
		return segment.rst && isUnmoved && isAlive;
	});
	const lastPlain = segments.findLast(({ rst }) => !rst)?.number ?? 0;
	return numbersOf(ignored.filter(({ number }) => number < lastPlain));
}

function isSynchronized(state: TcpState | null): boolean {
	return state !== null && state !== 'CLOSED' && state !== 'LISTEN' && state !== 'SYN_SENT';
}

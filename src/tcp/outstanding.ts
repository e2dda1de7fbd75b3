import type { Acknowledged } from './note.ts';
import type { Segment } from './segment.ts';
import { distance, isAfter } from './sequence.ts';

interface Entry {
	readonly packets: number[];
	sequence: number;
	readonly end: number;
	readonly syn: boolean;
	readonly fin: boolean;
}

/** What is peculiar about a segment that was sent. */
export type Sent =
	| { readonly kind: 'in-order' }
	/** Bytes before it are missing. */
	| { readonly kind: 'after-gap'; readonly bytes: number }
	/** Bytes that were missing: overtaken on the way, or lost before the place of recording and sent again. */
	| { readonly kind: 'fills-gap' }
	/** Nothing new; `of` is the packet that sent it first, 0 when that is no longer known. */
	| { readonly kind: 'resent'; readonly of: number };

interface Hole {
	readonly from: number;
	readonly to: number;
}

/**
 * What an ACK number says: it covers something `new`; it covers bytes that the capture does not hold (`unseen`);
 * it speaks of the time before the recording (`earlier`); it was said before (`old`).
 */
export type Receipt =
	| { readonly kind: 'new'; readonly acknowledged: Acknowledged }
	| { readonly kind: 'unseen'; readonly bytes: number }
	| { readonly kind: 'earlier' | 'old' };

/** What one side has sent and the other has not acknowledged yet: the retransmission queue (RFC 9293, section 3.4). */
export interface Outstanding {
	readonly send: (segment: Segment) => Sent;
	/** Takes out what the ACK number of the other side's `segment` covers. */
	readonly acknowledge: (segment: Segment) => Receipt;
}

/** @param base Raw number that counts as relative 0. */
export function createOutstanding(base: number): Outstanding {
	/** Ordered by `end`. */
	const queue: Entry[] = [];
	const holes: Hole[] = [];
	let acknowledged: number | undefined;
	let next: number | undefined;
	let hasAnswered = false;

	function send({ number, sequence, end, syn, fin, ack }: Segment): Sent {
		if (sequence === end) return { kind: 'in-order' };
		// In a simultaneous open it has the number of the own SYN (RFC 9293, figure 7), and is none sent again.
		const isFirstAnswer = syn && ack && !hasAnswered;
		hasAnswered ||= isFirstAnswer;
		const entry: Entry = { packets: [number], sequence, end, syn, fin };
		if (next !== undefined && !isAfter(end, next)) {
			const filled = fill(entry);
			if (filled) return filled;
			const of = resend(entry);
			return isFirstAnswer ? { kind: 'in-order' } : { kind: 'resent', of };
		}
		const missing = next === undefined ? 0 : distance(next, sequence);
		if (missing > 0) holes.push({ from: next ?? sequence, to: sequence });
		if (!syn) acknowledged ??= sequence;
		queue.push(entry);
		next = end;
		return missing > 0 ? { kind: 'after-gap', bytes: missing } : { kind: 'in-order' };
	}

	/** Puts a late segment where it belongs, if some of its bytes were missing; what it does not bring stays missing. */
	function fill(entry: Entry): Sent | undefined {
		const left = holes.flatMap((hole) => without(hole, entry));
		if (left.length === holes.length && left.every((hole, i) => hole === holes[i])) return undefined;
		holes.splice(0, holes.length, ...left);
		const later = queue.findIndex((sent) => isAfter(sent.end, entry.end));
		queue.splice(later < 0 ? queue.length : later, 0, entry);
		return { kind: 'fills-gap' };
	}

	function resend({ packets, sequence }: Entry): number {
		const first = queue.find((sent) => !isAfter(sent.sequence, sequence) && isAfter(sent.end, sequence));
		first?.packets.push(...packets);
		return first?.packets[0] ?? 0;
	}

	function acknowledge({ acknowledgment: ack }: Segment): Receipt {
		const before = acknowledged;
		if (before !== undefined && !isAfter(ack, before)) return { kind: 'old' };
		acknowledged = ack;
		while (holes[0] && !isAfter(holes[0].to, ack)) holes.shift();
		const unseen = next === undefined ? 0 : distance(next, ack);
		const covered = cover(ack);
		if (unseen > 0) {
			next = ack;
			return { kind: 'unseen', bytes: unseen };
		}
		if (covered.length === 0) return { kind: 'earlier' };
		return { kind: 'new', acknowledged: sum(covered, before, ack) };
	}

	/** Takes out what lies before `ack`; of an entry that is covered in part the rest stays. */
	function cover(ack: number): Entry[] {
		const covered: Entry[] = [];
		for (let first = queue[0]; first && isAfter(ack, first.sequence); first = queue[0]) {
			covered.push({ ...first, fin: first.fin && first.end === ack });
			if (isAfter(first.end, ack)) {
				first.sequence = ack;
				break;
			}
			queue.shift();
		}
		return covered;
	}

	function sum(covered: readonly Entry[], before: number | undefined, ack: number): Acknowledged {
		const from = before ?? covered[0]?.sequence ?? ack;
		const syn = covered.some((entry) => entry.syn);
		const fin = covered.some((entry) => entry.fin);
		return {
			packets: covered.flatMap((entry) => entry.packets),
			from: distance(base, from) >>> 0,
			bytes: distance(from, ack) - (syn ? 1 : 0) - (fin ? 1 : 0),
			syn,
			fin,
			number: distance(base, ack) >>> 0,
		};
	}

	return { send, acknowledge };
}

/** What is still missing of a hole once a segment has come: itself, or the parts before and behind. */
function without(hole: Hole, { sequence, end }: Entry): readonly Hole[] {
	const { from, to } = hole;
	if (!isAfter(end, from) || !isAfter(to, sequence)) return [hole];
	const before = isAfter(sequence, from) ? [{ from, to: sequence }] : [];
	return isAfter(to, end) ? [...before, { from: end, to }] : before;
}

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

/** What was not new in a segment: the packet that sent it first (`null`: none, 0: no longer known), and a gap before it. */
export interface Sent {
	readonly resentOf: number | null;
	readonly gapBytes: number;
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
	/** Ordered by `end`: only what ends after everything before is added. */
	const queue: Entry[] = [];
	let acknowledged: number | undefined;
	let next: number | undefined;

	function send({ number, sequence, end, syn, fin }: Segment): Sent {
		if (sequence === end) return { resentOf: null, gapBytes: 0 };
		if (next !== undefined && !isAfter(end, next)) return { resentOf: resend(number, sequence), gapBytes: 0 };
		const gapBytes = next === undefined ? 0 : Math.max(0, distance(next, sequence));
		if (!syn) acknowledged ??= sequence;
		queue.push({ packets: [number], sequence, end, syn, fin });
		next = end;
		return { resentOf: null, gapBytes };
	}

	function resend(number: number, sequence: number): number {
		const entry = queue.find((sent) => !isAfter(sent.sequence, sequence) && isAfter(sent.end, sequence));
		entry?.packets.push(number);
		return entry?.packets[0] ?? 0;
	}

	function acknowledge({ acknowledgment: ack }: Segment): Receipt {
		const before = acknowledged;
		if (before !== undefined && !isAfter(ack, before)) return { kind: 'old' };
		acknowledged = ack;
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

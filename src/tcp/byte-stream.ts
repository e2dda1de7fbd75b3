import { distance, isAfter } from './sequence.ts';

/** Bytes that one segment added to its side's stream, in order. */
export interface StreamPart {
	readonly packet: number;
	/** What was captured of them; shorter than `length` if the capture cut the frame. */
	readonly bytes: Uint8Array;
	readonly length: number;
	/** Bytes before this part that were sent but are not in the capture. */
	readonly missingBefore: number;
}

/** Puts one side's payload in order (RFC 9293, section 3.4): each byte once, whatever was resent or overtaken. */
export interface ByteStream {
	/** Adds a segment's payload; returns the parts that are now in order. */
	readonly add: (packet: number, sequence: number, length: number, bytes: Uint8Array) => readonly StreamPart[];
	/** The other side has everything before `number`: what is missing until there was not captured. */
	readonly acknowledged: (number: number) => readonly StreamPart[];
}

interface Held {
	readonly packet: number;
	readonly sequence: number;
	readonly length: number;
	readonly bytes: Uint8Array;
}

/** @param start Raw number of the first byte, if it is known (a SYN was captured). */
export function createByteStream(start: number | undefined): ByteStream {
	let next = start;
	let missing = 0;
	let held: Held[] = [];

	function take(segment: Held): StreamPart | undefined {
		const known = Math.max(0, distance(segment.sequence, next ?? segment.sequence));
		if (known >= segment.length) return undefined;
		const part = {
			packet: segment.packet,
			bytes: segment.bytes.subarray(known),
			length: segment.length - known,
			missingBefore: missing,
		};
		next = (segment.sequence + segment.length) >>> 0;
		missing = 0;
		return part;
	}

	function inOrder(): StreamPart[] {
		const parts: StreamPart[] = [];
		held.sort((a, b) => distance(b.sequence, a.sequence));
		while (held[0] && !isAfter(held[0].sequence, next ?? held[0].sequence)) {
			const part = take(held[0]);
			held = held.slice(1);
			if (part) parts.push(part);
		}
		return parts;
	}

	return {
		add(packet, sequence, length, bytes) {
			if (length === 0) return [];
			held.push({ packet, sequence, length, bytes });
			return inOrder();
		},
		acknowledged(number) {
			if (next === undefined || !isAfter(number, next)) return [];
			const parts: StreamPart[] = [];
			while (isAfter(number, next)) {
				const until: number = held[0] && isAfter(number, held[0].sequence) ? held[0].sequence : number;
				missing += distance(next, until);
				next = until;
				parts.push(...inOrder());
			}
			return parts;
		},
	};
}

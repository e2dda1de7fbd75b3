import { createEndpoint, laterOf, type TcpEndpoint, takeBytes } from './endpoint-numbers.ts';
import { isUpTo } from './sequence.ts';
import type { ZeekEndpointState, ZeekSegment } from './zeek.ts';

/** Letters that a side earns once; the others come again with another number, or at the 10th, 100th, … time. */
const ONCE = new Set(['a', 'd', 'i', 'q']);
const LOGARITHMIC = new Set(['g', 't', 'w']);
/** Kinds that share one memory of the last number. */
const SLOT: Readonly<Record<string, string>> = { s: 'syn', h: 'syn', f: 'fin', r: 'reset' };

interface Writer {
	readonly counts: Map<string, number>;
	readonly numbers: Map<string, number>;
	/** The end of what it sent. */
	end: number | null;
	/** The whole part of it, as the other side gets it. */
	readonly whole: TcpEndpoint;
}

/** Writes the history of one connection. */
export interface ZeekHistory {
	readonly add: (segment: ZeekSegment, isOriginator: boolean, peer: ZeekEndpointState) => void;
	/** The originator was the other one. */
	readonly flip: () => void;
	readonly text: () => string;
}

/** Makes an empty history. */
export function createZeekHistory(): ZeekHistory {
	let text = '';
	let writers = [blank(), blank()] as const;

	function add(segment: ZeekSegment, isOriginator: boolean, peer: ZeekEndpointState): void {
		const me = writers[isOriginator ? 0 : 1];
		const other = writers[isOriginator ? 1 : 0];
		const put = (writer: Writer, letter: string, number: number): void => {
			if (!earns(writer, letter, number)) return;
			text += (writer === me) === isOriginator ? letter.toUpperCase() : letter;
		};
		if (isGap(segment, other)) put(other, 'g', 0);
		for (const letter of lettersOf(segment, me, peer)) put(me, letter, letter === 'f' ? segment.end : segment.sequence);
		follow(me, segment);
	}

	function flip(): void {
		writers = [writers[1], writers[0]];
		text = `^${[...text].map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())).join('')}`;
	}

	return { add, flip, text: () => text };
}

function blank(): Writer {
	return { counts: new Map(), numbers: new Map(), end: null, whole: createEndpoint(null, false) };
}

function lettersOf(segment: ZeekSegment, me: Writer, peer: ZeekEndpointState): readonly string[] {
	const { syn, fin, rst, ack, payloadBytes, end, window } = segment;
	const letters: string[] = [];
	if (fin && rst) letters.push('i');
	if (syn && (fin || rst)) letters.push('q');
	if (Number(syn) + Number(fin) + Number(rst) === 1) letters.push(syn ? (ack ? 'h' : 's') : fin ? 'f' : 'r');
	else if (!syn && !fin && !rst) {
		if (payloadBytes > 0) letters.push('d');
		else if (ack) letters.push('a');
	}
	if (payloadBytes > 0 && !rst && peer !== 'RESET' && me.end !== null && isUpTo(end, me.end)) letters.push('t');
	if (window === 0 && !rst && peer !== 'CLOSED' && peer !== 'RESET') letters.push('w');
	return letters;
}

/** True if this side has not had this letter, or may have it again. */
function earns(writer: Writer, letter: string, number: number): boolean {
	const count = (writer.counts.get(letter) ?? 0) + 1;
	writer.counts.set(letter, count);
	if (ONCE.has(letter)) return count === 1;
	if (LOGARITHMIC.has(letter)) return Number.isInteger(Math.log10(count));
	const slot = SLOT[letter] ?? letter;
	const isNew = writer.numbers.get(slot) !== number;
	writer.numbers.set(slot, number);
	return isNew;
}

/** The other side's bytes are acknowledged, and the capture does not hold them all. */
function isGap({ ack, rst, acknowledgment }: ZeekSegment, { whole, end }: Writer): boolean {
	if (!ack || rst || whole.received === null || end === null) return false;
	if (isUpTo(acknowledgment, whole.received) || !isUpTo(acknowledgment, end)) return false;
	whole.received = acknowledgment;
	return true;
}

function follow(me: Writer, { rst, sequence, end }: ZeekSegment): void {
	if (rst) return;
	takeBytes(me.whole, sequence, end);
	me.end = laterOf(me.end, end);
}

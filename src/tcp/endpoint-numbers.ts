import { advance, distance, isUpTo } from './sequence.ts';
import type { TcpState } from './state-moves.ts';

const MOST_EARLY = 64;

/** What one side's state rests on: its state, and the numbers that it has sent and got. Numbers are raw; `null` is not known. */
export interface TcpEndpoint {
	state: TcpState | null;
	/** A program waits for connections here (passive open), so that a closed endpoint can take another SYN. */
	readonly listens: boolean;
	/** Initial sequence number. */
	first: number | null;
	/** SND.NXT as far as the capture shows it. */
	sentEnd: number | null;
	/** The number after its FIN. */
	fin: number | null;
	/** The highest number that the other side acknowledged: SND.UNA. */
	acknowledged: number | null;
	/** The highest number that it acknowledged itself. */
	said: number | null;
	/** RCV.NXT. */
	received: number | null;
	/** Parts that came before what belongs in front of them. */
	early: readonly { readonly sequence: number; readonly end: number }[];
	gotFin: boolean;
	/** Its FIN left before the other side's came in (RFC 9293, figure 13). */
	crosses: boolean;
	/** It sent data or FIN, so it had not closed its way until then. */
	isOpen: boolean;
}

const BLANK = {
	first: null,
	sentEnd: null,
	fin: null,
	acknowledged: null,
	said: null,
	received: null,
	early: [],
	gotFin: false,
	isOpen: false,
} as const;

export function createEndpoint(state: TcpState | null, listens: boolean): TcpEndpoint {
	return { state, listens, crosses: false, ...BLANK };
}

/** Forgets all numbers: another connection begins between the same ends. */
export function forgetNumbers(endpoint: TcpEndpoint): void {
	Object.assign(endpoint, BLANK);
}

/** The later of two numbers, of which one may not be known yet. */
export function laterOf(known: number | null, number: number): number {
	return known === null || distance(known, number) > 0 ? number : known;
}

/** True if the ACK covers something that was sent, its SYN first: SND.UNA < SEG.ACK =< SND.NXT (RFC 9293, section 3.10.7.4). */
export function acknowledgesSyn({ first, sentEnd }: TcpEndpoint, acknowledgment: number): boolean {
	if (first === null || sentEnd === null) return true;
	return isUpTo(advance(first, 1), acknowledgment) && isUpTo(acknowledgment, sentEnd);
}

/** Takes bytes in and moves RCV.NXT over all that is whole; parts that came early wait. */
export function takeBytes(endpoint: TcpEndpoint, sequence: number, end: number): void {
	if (endpoint.received === null) {
		endpoint.received = end;
		return;
	}
	endpoint.early = [...endpoint.early, { sequence, end }].slice(-MOST_EARLY);
	for (let part = nextPart(endpoint); part !== undefined; part = nextPart(endpoint)) endpoint.received = part.end;
	const received = endpoint.received;
	endpoint.early = endpoint.early.filter((part) => !isUpTo(part.end, received));
}

function nextPart({ early, received }: TcpEndpoint): { readonly end: number } | undefined {
	return early.find(({ sequence, end }) => received !== null && isUpTo(sequence, received) && !isUpTo(end, received));
}

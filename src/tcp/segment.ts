import { FLAG } from '../decode/tcp.ts';
import type { Columns } from '../file/columns.ts';
import type { ConnectionFacts } from './connection.ts';
import type { StoredColumn } from './row-store.ts';
import { PHASES, type Phase, SIDES, type Side } from './segment-batch.ts';
import { advance, distance } from './sequence.ts';

/** A TCP packet seen inside its connection. */
export interface Segment {
	/** Packet number in the file. */
	readonly number: number;
	readonly connection: number;
	readonly stream: number;
	readonly side: Side;
	readonly phase: Phase;
	readonly syn: boolean;
	readonly ack: boolean;
	readonly fin: boolean;
	readonly rst: boolean;
	/** Raw. */
	readonly sequence: number;
	/** Raw; means something only if `ack`. */
	readonly acknowledgment: number;
	/** Raw number after this segment: payload, and 1 each for SYN and FIN (RFC 9293, section 3.4). */
	readonly end: number;
	readonly payloadBytes: number;
	/** Raw, not scaled. */
	readonly window: number;
	/** As Wireshark shows it: 0 for the SYN, or 1 for the first byte seen when no SYN was captured. */
	readonly relativeSequence: number;
	/** As Wireshark shows it; `null` without the ACK flag. */
	readonly relativeAcknowledgment: number | null;
}

/** Reads row `row`, which is one of this connection's. */
export function readSegment(columns: Columns<StoredColumn>, row: number, facts: ConnectionFacts): Segment {
	const cell = (name: StoredColumn): number => columns[name][row] ?? 0;
	const flags = cell('flags');
	const side = SIDES[cell('side')] ?? 'client';
	const sequence = cell('sequence') >>> 0;
	const acknowledgment = cell('acknowledgment') >>> 0;
	const ack = (flags & FLAG.ack) !== 0;
	const extra = ((flags & FLAG.syn) !== 0 ? 1 : 0) + ((flags & FLAG.fin) !== 0 ? 1 : 0);
	return {
		number: row + 1,
		connection: facts.connection,
		stream: facts.stream,
		side,
		phase: PHASES[cell('phase')] ?? 'data',
		syn: (flags & FLAG.syn) !== 0,
		ack,
		fin: (flags & FLAG.fin) !== 0,
		rst: (flags & FLAG.rst) !== 0,
		sequence,
		acknowledgment,
		end: advance(sequence, cell('payloadBytes') + extra),
		payloadBytes: cell('payloadBytes'),
		window: cell('window'),
		relativeSequence: distance(facts.base[side], sequence) >>> 0,
		relativeAcknowledgment: ack ? distance(facts.base[opposite(side)], acknowledgment) >>> 0 : null,
	};
}

/** The number behind so many bytes that begin with number `first`, in 32 bits. */
export function endOfData(first: number, payloadBytes: number): number {
	return advance(first, payloadBytes);
}

export function opposite(side: Side): Side {
	return side === 'client' ? 'server' : 'client';
}

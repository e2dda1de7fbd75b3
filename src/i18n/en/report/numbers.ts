import { duration as durationText } from '../../duration.ts';
import type { Piece } from '../../say.ts';
import { listPackets } from '../counts.ts';

/** Packets as a piece of a sentence. */
export function at(packets: readonly number[]): Piece {
	return { kind: 'packets', packets, text: listPackets(packets) };
}

/** The same in brackets; nothing without packets. */
export function where(packets: readonly number[]): readonly Piece[] {
	return packets.length === 0 ? [] : [' (', at(packets), ')'];
}

export function duration(ns: bigint): string {
	return durationText(ns, '.');
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `two exchanges`, `12 exchanges`. */
export function few(number: number, one: string, many = `${one}s`): string {
	return `${WORDS[number] ?? number} ${number === 1 ? one : many}`;
}

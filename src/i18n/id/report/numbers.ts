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
	return durationText(ns, ',');
}

const WORDS = ['tidak ada', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** `dua pertukaran`, `12 pertukaran`. */
export function few(number: number, noun: string): string {
	return `${WORDS[number] ?? number} ${noun}`;
}

export function capital(text: string): string {
	return text.replace(/^./, (letter) => letter.toUpperCase());
}

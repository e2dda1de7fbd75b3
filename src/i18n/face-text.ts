import type { PacketFace } from '../claims/fact.ts';
import { packetRuns } from './packet-runs.ts';

/** Longer texts are cut: a message has two sentences. */
const MOST_CHARACTERS = 60;
/** More packets than these are counted. */
const MOST_FACES = 3;
const MOST_RUNS = 6;

/** A packet in one breath, the same in every language: `#1 172.18.0.3:52394 → 172.18.0.2:2222 [SYN]`. */
export function faceText({ number, source, destination, flags, arp, text, protocol }: PacketFace): string {
	const what = arp ?? (flags.length > 0 ? `[${flags.join(', ')}]` : protocol);
	return `#${number} ${source} → ${destination} ${what}${text === null ? '' : ` ${quoted(text)}`}`;
}

/** The first few, and how many more there are. */
export function facesText(faces: readonly PacketFace[], more: number, rest: (count: number) => string): string {
	const shown = faces.slice(0, MOST_FACES).map(faceText);
	const left = faces.length - shown.length + more;
	return left > 0 ? `${shown.join('; ')}; ${rest(left)}` : shown.join('; ');
}

/** `#3–#5, #8`, of many the first few. */
export function runsText(packets: readonly number[]): string {
	const runs = packetRuns(packets);
	return runs.length > MOST_RUNS ? `${runs.slice(0, MOST_RUNS).join(', ')}, …` : runs.join(', ');
}

/** In quotes, cut if it is long. */
export function quoted(text: string): string {
	return `"${text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text}"`;
}

/** ` (#3–#5)`, or nothing. */
export function inBrackets(packets: readonly number[]): string {
	return packets.length === 0 ? '' : ` (${runsText(packets)})`;
}

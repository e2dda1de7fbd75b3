import type { AnalyzeResult } from '../analyze.ts';
import { meantConnections } from './evaluate.ts';
import { containsText, messageText } from './message-text.ts';

/** A capture that was handed in. */
export interface HandedIn {
	readonly name: string;
	readonly bytes: number;
	readonly sha256: string;
	readonly result: AnalyzeResult;
}

/**
 * The capture of the lab among all that a student handed in, by what is in them and not by name: on the lab's server
 * port, then with the most messages that the reports quote, then with the most messages, then whole. `null` where none
 * has a packet; of equals the first by name.
 */
export function chooseCapture(
	captures: readonly HandedIn[],
	port: number | null,
	reports: readonly { readonly text: string }[],
): HandedIn | null {
	const words = reports.map(({ text }) => text.toLowerCase()).join('\n');
	const ranked = captures
		.filter(({ result }) => result.read.kind === 'capture' && result.analysis.packetCount > 0)
		.toSorted((a, b) => (a.name < b.name ? -1 : 1))
		.map((capture) => ({ capture, rank: rankOf(capture, port, words) }))
		.sort((a, b) => compareRanks(b.rank, a.rank));
	return ranked[0]?.capture ?? null;
}

function rankOf({ result }: HandedIn, port: number | null, words: string): readonly number[] {
	const { analysis } = result;
	const connections = meantConnections({ analysis, port });
	const isOfLab = connections.some(({ server }) => server.port === port) ? 1 : 0;
	const exchanges = connections.flatMap((one) => one.exchanges.filter(({ request, reply }) => request && reply));
	const quoted = exchanges.filter(({ request }) => request && isQuoted(messageText(request), words)).length;
	const complete = connections.filter(({ handshake, endSeen }) => handshake.complete && endSeen).length;
	return [isOfLab, quoted, exchanges.length, complete, analysis.packetCount];
}

function isQuoted(message: string, words: string): boolean {
	const text = message.trim();
	return text.length > 2 && containsText(words, text);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
	const i = a.findIndex((value, at) => value !== b[at]);
	return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}

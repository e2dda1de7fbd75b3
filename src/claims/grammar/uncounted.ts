import { has, isOf, isWord, type Token } from '../text/token.ts';
import { verbOf } from './verbs.ts';

/** Whether a number only says where, which or how often for each: it counts nothing of the whole. */
export function countsNothing(tokens: readonly Token[], at: number, sentence: readonly Token[]): boolean {
	const token = tokens[at];
	return (
		isSign(tokens[at - 1], '×') ||
		isFor(tokens[at + 1]) ||
		isOfEach(tokens, at) ||
		isNotOne(tokens, at) ||
		isLater(sentence, token === undefined ? -1 : sentence.indexOf(token))
	);
}

/** "3 for the handshake, 2 for each exchange, 3 ACKs": shares of a sum, not counts of the whole capture. */
export function hasShares(sentence: readonly Token[]): boolean {
	return sentence.some((token, i) => isOf(token, 'number') && isFor(sentence[i + 1]));
}

/** `in one segment`, `dalam 3 segmen`: how something travels, not how many there are. */
export function isPlace(token: Token | undefined): boolean {
	return isWord(token, /^(?:in|into|within|dalam|per)$/i);
}

/** `tidak ada satu pun paket RST`, `not a single RST`: there is none, which is no count of one. */
export function isNotOne(tokens: readonly Token[], at: number): boolean {
	const token = tokens[at];
	if (!isOf(token, 'number') || token.value !== 1) return false;
	const next = tokens[at + 1];
	const isEven = isWord(next, /^(?:pun|saja)$/i);
	return isEven || (token.isWord && tokens.slice(Math.max(0, at - 2), at).some((each) => has(each, 'NOT')));
}

/** `two packets later`, `3 paket setelah itu`: which packet, not how many there are. */
function isLater(tokens: readonly Token[], at: number): boolean {
	const behind = tokens[at + 2];
	// "Client mengirim lima pesan sebelum …" counts them.
	const isDone = tokens.slice(0, at).some((token, i) => verbOf(token, tokens, i) !== undefined);
	return (has(behind, 'THEN', 'AFTER', 'BEFORE') && !isDone) || isWord(behind, /^(?:later|earlier|sebelumnya)$/i);
}

/** `each side sends one FIN`: not the count of all. */
function isOfEach(tokens: readonly Token[], at: number): boolean {
	return tokens.slice(0, Math.max(0, at - 1)).some((token) => has(token, 'EACH', 'EVERY', 'BOTH'));
}

function isFor(token: Token | undefined): boolean {
	return isWord(token, /^(?:for|untuk)$/);
}

function isSign(token: Token | undefined, sign: string): boolean {
	return isOf(token, 'sign') && token.sign === sign;
}

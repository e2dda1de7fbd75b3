import { has, isOf, isWord, type Token } from '../text/token.ts';

/** At most so many words are rejected. */
const MOST_REJECTED = 9;

/**
 * `bukan TCP melainkan ARP`, `not from the client but from the server`: without what is rejected, the rest says it. What
 * stays excludes what goes.
 */
export function withoutRejected(tokens: readonly Token[]): readonly Token[] {
	const at = tokens.findIndex((token, i) => has(token, 'NOT') && !has(tokens[i + 1], 'ONLY'));
	if (at < 0) return tokens;
	const turn = tokens.findIndex((token, i) => i > at + 1 && i <= at + MOST_REJECTED && isTurn(token, tokens, i));
	if (turn < 0) return tokens;
	const hasComma = isOf(tokens[turn - 1], 'sign');
	const rejected = tokens.slice(at + 1, hasComma ? turn - 1 : turn);
	if (rejected.length === 0 || rejected.some((token) => isOf(token, 'sign'))) return tokens;
	return [...tokens.slice(0, at), ...tokens.slice(turn + 1)];
}

/** "but" may as well begin another clause; with a noun or a preposition behind it, it does not. */
function isTurn(token: Token, tokens: readonly Token[], at: number): boolean {
	if (!isOf(token, 'word')) return false;
	if (/^(?:melainkan|rather)$/i.test(token.word)) return true;
	const before = tokens.slice(0, at).findLast((each) => has(each, 'NOT'));
	const isBukan = isWord(before, /^(?:bukan|not|bukanlah|is not|was not|are not|were not)$/i);
	return /^(?:but|tetapi|tapi)$/i.test(token.word) && isBukan && tokens.length - at <= MOST_REJECTED;
}

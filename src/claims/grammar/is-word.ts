import { isOf, type Token } from '../text/token.ts';

/** Whether a token is a word that a pattern names. */
export function isWord(token: Token | undefined, word: RegExp): boolean {
	return isOf(token, 'word') && word.test(token.word);
}

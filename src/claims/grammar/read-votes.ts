import { isOf, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, rowsOf, says, spanOf } from './features.ts';
import type { Say } from './say.ts';

/** What is voted for, and what counts a vote. */
const OPTION = /\b(?:option|opsi|pilihan|opt)\s+["'`]?([a-z])\b(?![-'])/gi;
const COUNTS =
	/\b(?:votes?|suara|voting|voted|kali|times|hitungan|perolehan|count|tally|skor|score|dipilih|memilih|chosen|picked)\b/i;
const INVALID = /\b(?:invalid|tidak valid|tak valid|not valid|tidak sah|ditolak|rejected)\b/i;
const VALID = /\b(?:valid|sah)\b/i;

/**
 * P14: votes of the voting lab: `Option A mendapat 2 suara`, `two votes for Option B`, `ada 1 suara tidak valid`. One
 * option and one number, or the next statement is about both.
 */
export function readVotes(text: string, clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const { start, end } = spanOf(tokens);
	const said = text.slice(start, end);
	const numbers = tokens.filter((token): token is TokenOf<'number'> => isOf(token, 'number') && token.unit === null);
	const options = [...said.matchAll(OPTION)].map(([, letter = '']) => letter.toUpperCase());
	const isOfVotes = /\b(?:votes?|suara)\b/i.test(said);
	const isOther = isBytes(tokens) || rowsOf(tokens) !== null || (clause.isNegated && !INVALID.test(said));
	if (isOther || !COUNTS.test(said) || (options.length === 0 && !isOfVotes)) return [];
	// `Option A: 2 votes, Option B: 1 vote`
	if (options.length > 1 && options.length === numbers.length)
		return numbers.map((number, i) => votes(number, options[i] ?? null, null, scope));
	const [number, ...others] = numbers;
	if (!number || others.length > 0 || new Set(options).size > 1) return [];
	const isValid = INVALID.test(said) ? false : VALID.test(said) ? true : null;
	return [votes(number, options[0] ?? null, isValid, scope)];
}

function votes(number: TokenOf<'number'>, option: string | null, isValid: boolean | null, scope: ClauseScope): Say {
	return {
		say: 'votes',
		kinds: ['K11'],
		pattern: 'P14',
		option,
		isValid,
		value: number.value,
		tentative: scope.tentative,
		start: number.start,
		end: number.end,
	};
}

function isBytes(tokens: readonly Token[]): boolean {
	return (
		tokens.some((token) => isOf(token, 'number') && token.unit === 'byte') ||
		allOf(tokens, 'time').length > 0 ||
		says(tokens, 'PACKET', 'SEGMENT', 'CONNECTION')
	);
}

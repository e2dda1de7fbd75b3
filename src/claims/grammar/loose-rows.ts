import { isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import { rowsOf } from './features.ts';
import type { Say } from './say.ts';

/**
 * Whether the rows of a statement may be of something else than what its clause says: another clause named them, they
 * tell when it happens, or the clause was cut inside brackets.
 */
export function hasLooseRows(say: Say, clause: Clause, before: Clause | undefined): boolean {
	if (!('rows' in say) || say.rows === null || !say.kinds.includes('K01')) return false;
	if (isCutInBrackets(clause.tokens)) return true;
	if (clause.link === 'after' || clause.link === 'before') return true;
	if (before === undefined || rowsOf(clause.tokens) !== null) return false;
	return rowsOf(before.tokens) !== null && !isPlace(before.tokens) && !isTopic(before.tokens);
}

function isCutInBrackets(tokens: readonly Token[]): boolean {
	const count = (sign: string): number => tokens.filter((token) => isOf(token, 'sign') && token.sign === sign).length;
	return count('(') !== count(')');
}

/** `Di baris 2, …`: nothing but where it is. */
function isPlace(tokens: readonly Token[]): boolean {
	return tokens.length <= 4;
}

/** `Frame 18 is sent by the client and carries …`: all of it is of this frame. */
function isTopic(tokens: readonly Token[]): boolean {
	return tokens.slice(0, 2).some((token) => isOf(token, 'rows'));
}

import { isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { rowsOf } from './features.ts';
import type { Say } from './say.ts';

/** Marks the statements of a clause whose rows another clause named. */
export function withCarriedRows(
	read: readonly Say[],
	clause: Clause,
	before: Clause | undefined,
	scope: ClauseScope,
): readonly Say[] {
	if (scope.rows === null || !scope.areOwnRows || before === undefined || rowsOf(clause.tokens) !== null) return read;
	// "Di baris 2, client mengirim SYN": a place, and no clause of its own.
	if (before.verbs.length === 0) return read;
	const isOther = clause.from !== null && !isSame(clause.from, before.from);
	// "Frame 18 is sent by the client and carries …": all of it is of this frame.
	if (!isOther && isTopic(scope.sentence)) return read;
	const isCarried = isOther ? 'other-subject' : 'same-subject';
	return read.map((say) => ('rows' in say && say.rows === scope.rows ? { ...say, isCarried } : say));
}

function isSame(a: Clause['from'], b: Clause['from']): boolean {
	return a !== null && b !== null && a.side === b.side && a.address === b.address && a.role === b.role;
}

function isTopic(sentence: readonly Token[]): boolean {
	return sentence.slice(0, 2).some((token) => isOf(token, 'rows'));
}

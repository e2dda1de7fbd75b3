import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, says } from './features.ts';
import { eventOf } from './read-order.ts';
import type { Say } from './say.ts';
import type { CountLimit } from './say-counts.ts';

/** Counts of a clause beside a side clause that says up to when, or since when: `Sebelum frame 20 publisher mengirim 6 pesan`. */
export function withLimits(
	own: readonly Say[],
	clauses: readonly Clause[],
	scopes: readonly (ClauseScope | undefined)[],
	at: number,
): readonly Say[] {
	const side = [at - 1, at + 1].find((i) => isSide(clauses, i, at));
	if (side === undefined || !own.some(({ say }) => say === 'count')) return own;
	const limit = limitOf(clauses[side], scopes[side]);
	return own.map((one): Say => {
		if (one.say !== 'count') return one;
		return limit ? { ...one, limit } : { ...one, tentative: one.tentative ?? 'UNBOUND' };
	});
}

/** The clause before leads in; the one behind tells when. */
function isSide(clauses: readonly Clause[], i: number, at: number): boolean {
	const link = clauses[i]?.link;
	// "One after the other" is no time.
	const isOther = says(clauses[i]?.tokens ?? [], 'OTHER');
	return (link === 'before' || link === 'after') && (i > at || i === 0) && !isOther;
}

function limitOf(clause: Clause | undefined, scope: ClauseScope | undefined): CountLimit | null {
	if (!clause || !scope) return null;
	const isBefore = clause.link === 'before';
	const rows = allOf(clause.tokens, 'rows').flatMap((token) => token.rows);
	if (rows.length > 0) return { isBefore, rows, event: null };
	const event = eventOf(clause, scope);
	return event && event.name !== 'packets' ? { isBefore, rows: null, event } : null;
}

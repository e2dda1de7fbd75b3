import { has, isOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import { flagSets, rowsOf, says, spanOf } from './features.ts';
import { type ClauseScope, packetQuery } from './read-packet.ts';
import { ANY_PACKET, type Say, type UniversalSay } from './say.ts';

/** P16: "setiap", "selalu", "semua", "hanya" around a statement about packets or messages. */
export function readUniversal(clauses: readonly Clause[], scopes: readonly ClauseScope[]): readonly Say[] {
	const all = clauses.flatMap(({ tokens }) => tokens);
	const scope = scopes[0];
	if (!scope || !says(all, 'EVERY', 'EACH', 'ALWAYS') || rowsOf(all) !== null) return [];
	if (clauses.some(({ isNegated }) => isNegated)) return [];
	const what = whatOf(clauses, scopes);
	return what
		? [{ say: 'universal', kinds: ['K18'], pattern: 'P16', what, tentative: scope.tentative, ...spanOf(all) }]
		: [];
}

function whatOf(clauses: readonly Clause[], scopes: readonly ClauseScope[]): UniversalSay['what'] | null {
	const all = clauses.flatMap(({ tokens }) => tokens);
	const isMessage = says(all, 'DATA', 'REQUEST', 'EVENT', 'RESPONSE', 'PACKET', 'SEGMENT') || says(all, 'RECEIVE');
	const replies = clauses.some(
		({ verbs, from }) => verbs.includes('reply') || (verbs.includes('send') && from?.side === 'server'),
	);
	const replier = clauses.find(({ verbs }) => verbs.includes('reply') || verbs.includes('send'));
	const sender = clauses.find(({ tokens }) => says(tokens, 'EVERY', 'EACH'));
	const isAcked = clauses.some(
		({ verbs, tokens }) =>
			verbs.includes('acknowledge') ||
			(flagSets(tokens).some((set) => set.join() === 'ACK') &&
				says(tokens, 'REPLY', 'SEND', 'WITH', 'RESPONSE', 'CONTAINS', 'THEN')),
	);
	if (isAcked && isMessage) {
		const side = sender?.tokens.some((token) => has(token, 'CLIENT', 'REQUEST'))
			? 'client'
			: sender?.tokens.some((token) => has(token, 'SERVER', 'RESPONSE'))
				? 'server'
				: null;
		return {
			kind: 'message-is-acknowledged',
			side: side ?? sender?.from?.side ?? null,
			isSeparate: says(all, 'SEPARATE'),
		};
	}
	const scopeClause = clauses.findIndex(({ tokens }) => says(tokens, 'EVERY', 'EACH'));
	const flags = flagSets(all);
	const one = clauses[Math.max(0, scopeClause)];
	const oneScope = scopes[Math.max(0, scopeClause)];
	if (one && oneScope && flags.length === 1 && says(one.tokens, 'DATA', 'PACKET', 'SEGMENT', 'REQUEST', 'RESPONSE')) {
		const query = packetQuery(one, oneScope);
		const carriesData =
			says(one.tokens, 'DATA', 'REQUEST', 'RESPONSE', 'PAYLOAD') &&
			!isOf(one.tokens[one.tokens.findIndex((token) => has(token, 'DATA')) + 1], 'flags');
		return {
			kind: 'packets-are',
			scope: {
				...ANY_PACKET,
				from: query.from,
				to: query.to,
				isBetween: query.isBetween,
				carries: carriesData ? 'data' : null,
			},
			query: { ...ANY_PACKET, flags },
			isOnly: false,
		};
	}
	if (isMessage && replies) {
		const [text] = clauses.flatMap(({ tokens }) =>
			tokens.flatMap((token) => (isOf(token, 'quote') ? [token.inner] : [])),
		);
		if (text) return { kind: 'reply-has', text, side: replier?.from?.side ?? null };
		return { kind: 'message-is-answered', side: 'client' };
	}
	return null;
}

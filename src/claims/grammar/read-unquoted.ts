import { has, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, says, spanOf } from './features.ts';
import type { Say } from './say.ts';
import { isUnknown, unquotedTexts } from './unquoted-text.ts';

/** P12: `client mengirim pesan halo dunia`, `the server replies Echo: hello`: a text that no quotes mark. */
export function readUnquoted(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens, verbs } = clause;
	const moves = verbs.some((verb) => verb === 'send' || verb === 'reply' || verb === 'receive');
	const isNamed = tokens.some((token, i) => has(token, 'RESPONSE', 'REQUEST') && has(tokens[i + 1], 'FROM', 'DEFINES'));
	const hasOther = ['quote', 'http', 'mqtt', 'call', 'filter', 'mac'].some((type) =>
		tokens.some((token) => token.type === type),
	);
	if (
		(!moves && !isNamed) ||
		hasOther ||
		clause.isNegated ||
		allOf(tokens, 'flags').length > 1 ||
		says(scope.sentence, 'EVERY', 'EACH', 'ALWAYS')
	)
		return [];
	const texts = unquotedTexts(tokens);
	if (texts.length === 0) return [];
	const isOwn = scope.rows !== null && scope.areOwnRows;
	return [
		{
			say: 'unquoted',
			kinds: isOwn ? ['K09', 'K01'] : ['K09'],
			pattern: 'P12',
			from: clause.from ?? scope.from,
			to: clause.to ?? scope.to,
			rows: isOwn ? scope.rows : null,
			texts,
			isNamed: tokens.some((token, i) => isNoun(token) && isUnknown(tokens[i + 1])) || !isDescribed(tokens),
			tentative: scope.tentative,
			...spanOf(tokens),
		},
	];
}

/** What is sent is told by more than the text: then that can be so by itself. */
function isDescribed(tokens: readonly Token[]): boolean {
	const nouns = ['DATA', 'REQUEST', 'RESPONSE', 'EVENT', 'PACKET', 'SEGMENT', 'ECHO', 'PAYLOAD', 'CONNECTION'] as const;
	return says(tokens, ...nouns) || tokens.some(({ type }) => !['word', 'sign', 'ip'].includes(type));
}

/** `pesan halo`: what stands behind the noun is very likely the text itself. */
function isNoun(token: Token): boolean {
	return isWord(token, /^(?:pesan|message|kata|word|string|teks|text|topi[ck])$/i);
}

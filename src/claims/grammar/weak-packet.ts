import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { says } from './features.ts';
import type { PacketQuery } from './packet-query.ts';

/** `The server's FIN has Seq=31 and Ack=20`: of a FIN or SYN there is one for each side. */
function isOwnNumber({ tokens, verbs, from, isBetween, hosts, link }: Clause, query: PacketQuery): boolean {
	const [set] = query.flags;
	const isOne = query.flags.length === 1 && (set?.includes('FIN') === true || set?.includes('SYN') === true);
	const isPlain = verbs.length === 0 && (link === 'none' || link === 'and') && !isBetween && hosts.length === 1;
	return isOne && isPlain && from?.side != null && says(tokens, 'CONTAINS') && query.sequence !== null;
}

/** `Pesan "halo" panjangnya 4 byte`, `the length of "halo" is 4 bytes`: nothing but the text is spoken of. */
function isTextLength(tokens: readonly Token[]): boolean {
	const at = tokens.findIndex((token) => isOf(token, 'quote'));
	const before = tokens.slice(0, Math.max(0, at));
	const isOfText = (token: Token): boolean =>
		has(token, 'DATA', 'LENGTH', 'PAYLOAD') || isWord(token, /^(?:the|of|dari|teks|text|isi|kata|word)$/i);
	return at >= 0 && before.every(isOfText) && !says(tokens, 'REPLY', 'RESPONSE', 'ACKNOWLEDGE', 'AND');
}

/** Said in passing: a negated side clause, a text that the program only could send, a list. */
export function isWeak(clause: Clause, query: PacketQuery, scope: ClauseScope): boolean {
	const isNamed =
		says(clause.tokens, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT') &&
		clause.from !== null &&
		!says(clause.tokens, 'OPEN', 'READ', 'FUNCTION');
	const isSent =
		isNamed ||
		clause.verbs.some((verb) => ['send', 'reply', 'receive', 'acknowledge'].includes(verb)) ||
		clause.tokens.some((token) => isOf(token, 'arrow'));
	if (clause.link === 'in-order-to' || clause.link === 'because' || clause.link === 'if' || clause.link === 'until')
		return true;
	if (says(clause.tokens, 'OR', 'SEVERAL', 'FUNCTION', 'EXAMPLE')) return true;
	if (scope.rows && scope.areOwnRows) return false;
	const isField = clause.tokens.some((token) => (isOf(token, 'seq') || isOf(token, 'acknum')) && token.isNamed);
	if (isField && query.flags.length === 1) return false;
	if (isOwnNumber(clause, query)) return false;
	if (query.bytes !== null && isTextLength(clause.tokens)) return false;
	if (query.texts.length > 0 && !isSent) return true;
	return !isSent && !clause.isBetween;
}

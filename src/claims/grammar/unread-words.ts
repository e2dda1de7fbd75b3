import { has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import { flagSets, says, spanOf } from './features.ts';
import type { Say } from './say.ts';

/** What was understood, without what words that were not understood may turn round. */
export interface WithUnread {
	readonly says: readonly Say[];
	/** Words that no statement took up, and on which the truth of what was understood may hang. */
	readonly unread: readonly Say[];
}

/**
 * Words that change what a clause says and that none of its statements took up: a negation, "all", "only". What else was
 * understood of the clause neither confirms nor refutes it then.
 */
export function withUnreadWords(clauses: readonly Clause[], all: readonly Say[]): WithUnread {
	const turned = clauses.filter((clause, i) => {
		const own = all.filter((say) => isIn(say, clause));
		if (own.length === 0 || own.some(({ say }) => say === 'universal')) return false;
		if (i === 0 && isRunTogether(clause, clauses[1])) return true;
		return hasUnreadNegation(clause, own) || hasUnreadQuantifier(clause, own);
	});
	return {
		says: all.map((say) =>
			turned.some((clause) => isIn(say, clause)) ? { ...say, tentative: say.tentative ?? 'UNBOUND' } : say,
		),
		unread: turned.map((clause) => unreadAt(clause.tokens)),
	};
}

function unreadAt(tokens: readonly Token[]): Say {
	return {
		say: 'unchecked',
		kinds: ['K18'],
		pattern: 'P16',
		reason: 'UNBOUND',
		tentative: null,
		isUnread: true,
		...spanOf(tokens),
	};
}

function isIn(say: Say, { tokens }: Clause): boolean {
	const { start, end } = spanOf(tokens);
	return say.start < end && start < say.end;
}

/** `After the client's FIN (packet 5) the server sends 6 bytes`: nothing tells where the side clause ends. */
function isRunTogether({ link, tokens, hosts, verbs }: Clause, next: Clause | undefined): boolean {
	const isSide = link === 'after' || link === 'before';
	const isOpen = next === undefined || ['so', 'because', 'means', 'in-order-to'].includes(next.link);
	return isSide && isOpen && hosts.length > 1 && verbs.length > 0 && tokens.some((token) => isOf(token, 'rows'));
}

function hasUnreadNegation({ isNegated, tokens }: Clause, own: readonly Say[]): boolean {
	// "Only the SYN has no ACK": others have, which no statement says.
	return isNegated && (!own.some(isNegative) || says(tokens, 'ONLY'));
}

/** It says that something is not there, or only who does something, or it judges nothing. */
function isNegative(say: Say): boolean {
	if ('isNegated' in say && say.isNegated) return true;
	if (say.say === 'absence') return !say.isPresent;
	if (say.say === 'votes') return say.isValid === false;
	return say.say === 'unchecked' || say.say === 'sum' || say.say === 'universal' || say.say === 'order';
}

/** One packet that is so shows neither that all are nor that no other is. */
function hasUnreadQuantifier({ tokens, hosts }: Clause, own: readonly Say[]): boolean {
	if (own.some((say) => say.say === 'arp' && say.isEvery)) return false;
	if (!own.every(({ say }) => say === 'packet' || say === 'arp' || say === 'endpoint')) return false;
	return tokens.some((token, i) => {
		if (has(token, 'EVERY', 'EACH')) return isOfPackets(tokens.slice(i + 1, i + 4));
		if (has(token, 'ALWAYS')) return true;
		if (!has(token, 'ONLY')) return false;
		if (isOf(tokens[i + 1], 'rows')) return true;
		return hosts.some(({ at }) => at > i && at - i <= 2) && isWithout(own, 'rows');
	});
}

function isWithout(own: readonly Say[], key: 'rows'): boolean {
	return own.every((say) => !(key in say) || (say as { readonly rows: unknown }).rows === null);
}

function isOfPackets(behind: readonly Token[]): boolean {
	return (
		flagSets(behind).length > 0 ||
		behind.some(
			(token) =>
				has(token, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT', 'ECHO', 'PACKET', 'SEGMENT', 'FRAME', 'CONNECTION') ||
				has(token, 'EXCHANGE', 'SUBSCRIBER', 'CLIENT', 'SERVER', 'HOST', 'HANDSHAKE') ||
				isOf(token, 'http'),
		)
	);
}

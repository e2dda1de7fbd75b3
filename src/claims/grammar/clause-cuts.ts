import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { HostMention } from './host.ts';
import { isPassive, verbOf } from './verbs.ts';

/** How a clause stands to the one before it. */
export type Link =
	| 'none'
	| 'then'
	| 'before'
	| 'after'
	| 'means'
	| 'because'
	| 'if'
	| 'when'
	| 'so'
	| 'and'
	| 'until'
	| 'every-time'
	| 'in-order-to';

/** How the first words of a sentence link it to what goes before. */
export function leadingLink(tokens: readonly Token[]): Link {
	for (const token of tokens.slice(0, 3)) {
		if (has(token, 'HANDSHAKE', 'ARP', 'TCP', 'DATA', 'THERE_IS', 'DEFINES', 'CLOSE', 'PACKET') || isOf(token, 'flags'))
			return 'none';
		if (has(token, 'AFTER')) return 'after';
		if (has(token, 'BEFORE')) return 'before';
		if (has(token, 'IF')) return 'if';
		if (has(token, 'BECAUSE')) return 'because';
		if (has(token, 'WHEN')) return 'when';
	}
	return 'none';
}

/** Whether a clause begins at a token: how many words only link it, and how. */
export function cutAt(
	tokens: readonly Token[],
	i: number,
	hosts: readonly HostMention[],
	last: number,
): { skip: number; link: Link } | undefined {
	const token = tokens[i];
	const before = tokens[i - 1];
	if (isOf(token, 'arrow') && isOf(before, 'flags') && isOf(tokens[i + 1], 'flags')) return undefined;
	if (isOf(token, 'arrow'))
		return isDirection(i, hosts, tokens) ? undefined : { skip: 1, link: linkOfWord(tokens[i + 1]) ?? 'then' };
	if (isOf(token, 'sign')) {
		if (token.sign === ';') return { skip: 1, link: linkOfWord(tokens[i + 1]) ?? 'and' };
		const isLeadIn =
			token.sign === ',' && last === 0 && ['before', 'after', 'if', 'when'].includes(leadingLink(tokens));
		const begins = token.sign === ',' && (startsClause(tokens, i + 1, hosts) || startsRow(tokens, i + 1, last));
		if (isLeadIn || begins) return { skip: 1, link: linkOfWord(tokens[i + 1]) ?? 'and' };
		return undefined;
	}
	// `After "exit" the server …`: no comma tells where the side clause ends.
	const isBehindText =
		i === 2 &&
		last === 0 &&
		isOf(before, 'quote') &&
		has(tokens[0], 'AFTER', 'BEFORE') &&
		!tokens.some((each) => isOf(each, 'sign') && each.sign === ',');
	if (isBehindText && token !== undefined) return { skip: 0, link: 'and' };
	if (last === 0 && isMainClause(tokens, i, hosts)) return { skip: 0, link: 'and' };
	if (token?.type !== 'word') return undefined;
	const link = linkOfWord(token);
	// "ACK untuk pesan halo": of what, not what for.
	if (link === 'in-order-to' && !tokens.slice(i + 1, i + 4).some((next, n) => verbOf(next, tokens, i + 1 + n)))
		return undefined;
	// "after 41 ms" is how long it takes, and no other clause.
	if ((link === 'after' || link === 'before') && isOf(tokens[i + 1], 'time')) return undefined;
	if (link === 'means' && has(before, 'NOT')) return undefined;
	if (i - last < (link === 'means' ? 1 : 2)) return undefined;
	if (link && link !== 'and' && !(isOf(before, 'sign') && before.sign === ',' && last === i - 1)) {
		if (link === 'until' && !(tokens[i + 1]?.type === 'word')) return undefined;
		if (link === 'when' && has(before, 'TO', 'FIRST')) return undefined;
		return { skip: link === 'every-time' ? 0 : 1, link };
	}
	if (has(token, 'AND') && (startsClause(tokens, i + 1, hosts) || startsRow(tokens, i + 1, last)))
		return { skip: 1, link: 'and' };
	if (has(token, 'WHILE')) return { skip: 1, link: 'and' };
	return undefined;
}

function linkOfWord(token: Token | undefined): Link | undefined {
	if (token?.type !== 'word') return undefined;
	if (/^(?:setiap kali|tiap kali|each time|every time)$/.test(token.word)) return 'every-time';
	if (has(token, 'THEN')) return 'then';
	if (has(token, 'BEFORE')) return 'before';
	if (has(token, 'AFTER')) return 'after';
	if (has(token, 'MEANS')) return 'means';
	if (has(token, 'BECAUSE')) return 'because';
	if (has(token, 'IF')) return 'if';
	if (has(token, 'SO')) return 'so';
	if (has(token, 'UNTIL')) return 'until';
	if (has(token, 'WHEN')) return 'when';
	if (has(token, 'INTEND') && !has(token, 'GENERALLY') && /^(?:untuk|ingin|hendak)$/.test(token.word))
		return 'in-order-to';
	return undefined;
}

/** Whether a verb stands in the next few words, so that a comma or "and" separates more than two nouns. */
function startsClause(tokens: readonly Token[], at: number, hosts: readonly HostMention[]): boolean {
	let verbs = 0;
	for (let i = at; i < Math.min(tokens.length, at + 5); i++) {
		const token = tokens[i];
		if (isOf(token, 'sign') && token.sign === ',') return verbs > 0;
		if (i > at && has(token, 'BEFORE', 'AFTER', 'THEN', 'MEANS', 'SO', 'BECAUSE')) break;
		if (verbOf(token, tokens, i)) verbs++;
		if (has(token, 'WHICH') && verbs === 0 && i === at) return false;
		if (i > at && has(token, 'AND', 'WHICH') && verbs === 0) return false;
	}
	const startsWithHost = hosts.some((host) => host.at === at || host.at === at + 1);
	return verbs > 0 || (startsWithHost && isOf(tokens[at + 1], 'arrow'));
}

/** `packet 4 is X and packet 16 is Y`: behind a row of which something is said, another begins a clause of its own. */
function startsRow(tokens: readonly Token[], at: number, last: number): boolean {
	const row = has(tokens[at], 'AND', 'WHILE') ? at + 1 : at;
	const isSaid = (token: Token, i: number, all: readonly Token[]): boolean =>
		has(token, 'DEFINES', 'CONTAINS', 'WITH') || verbOf(token, all, i) !== undefined || isColon(token);
	const [before, behind] = [tokens.slice(last, at), tokens.slice(row + 1, row + 3)];
	return (
		isOf(tokens[row], 'rows') &&
		before.some((token) => isOf(token, 'rows')) &&
		before.some(isSaid) &&
		(isArticle(behind[0]) || behind.some(isSaid))
	);
}

function isArticle(token: Token | undefined): boolean {
	return isWord(token, /^(?:an?|the|sebuah)$/i);
}

function isColon(token: Token): boolean {
	return isOf(token, 'sign') && token.sign === ':';
}

/** `After the client's FIN the server still sends …`, `Setelah handshake client mengirim …`: no comma ends the side clause. */
function isMainClause(tokens: readonly Token[], at: number, hosts: readonly HostMention[]): boolean {
	const host = hosts.find((mention) => mention.at === at);
	const link = leadingLink(tokens);
	if (!host || at < 2 || (link !== 'after' && link !== 'before' && link !== 'when')) return false;
	const side = tokens.slice(1, at);
	const hasComma = side.some((token) => isOf(token, 'sign') && token.sign === ',');
	const isOwner = isOf(tokens[host.end], 'sign') && tokens[host.end]?.text === "'";
	const isNamed = side.some(
		(token) =>
			has(token, 'HANDSHAKE', 'CONNECTION', 'DATA', 'REQUEST', 'RESPONSE', 'CLOSE') ||
			isOf(token, 'flags') ||
			isOf(token, 'quote') ||
			isOf(token, 'rows'),
	);
	const isObject = has(
		tokens[at - 1],
		'FROM',
		'TO',
		'BY',
		'BETWEEN',
		'AND',
		'WITH',
		'AFTER',
		'BEFORE',
		'REPLY',
		'RECEIVE',
	);
	const ahead = tokens.slice(host.end, host.end + 4);
	const verb = ahead.findIndex((token, i) => verbOf(token, ahead, i) !== undefined);
	return isNamed && !hasComma && !isOwner && !isObject && verb >= 0 && !isPassive(ahead, verb);
}

/** An arrow between two hosts or two ports is a direction, any other leads to the next step. */
function isDirection(at: number, hosts: readonly HostMention[], tokens: readonly Token[]): boolean {
	const left = hosts.some(({ end }) => end === at);
	const right = hosts.some((host) => host.at === at + 1 || (host.at === at + 2 && tokens[at + 1]?.type !== 'word'));
	return left && right;
}

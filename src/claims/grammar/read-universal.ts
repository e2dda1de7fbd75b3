import type { Side } from '../../tcp/segment-batch.ts';
import type { Concept } from '../text/lexicon.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import { type Clause, isPassiveAnswer } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { packetQuery } from './described-packet.ts';
import { flagSets, rowsOf, says, spanOf } from './features.ts';
import { ANY_PACKET } from './packet-query.ts';
import { allOfThem, attemptIn } from './read-all-of.ts';
import type { Say } from './say.ts';
import type { UniversalSay } from './say-connections.ts';

/** P16: "setiap", "selalu", "semua", "hanya" around a statement about packets or messages. */
export function readUniversal(clauses: readonly Clause[], scopes: readonly ClauseScope[]): readonly Say[] {
	const all = clauses.flatMap(({ tokens }) => tokens);
	const scope = scopes[0];
	if (!scope || rowsOf(all) !== null || says(all, 'PUBLISHER', 'SUBSCRIBER')) return [];
	if (clauses.some(({ isNegated }) => isNegated)) return [];
	const follows = followerOf(scope.sentence);
	const isEach = all.some((token, i) => has(token, 'EVERY', 'EACH', 'ALWAYS') && !isShare(all, i));
	const what = allOfThem(scope.sentence) ?? (isEach ? whatOf(clauses, scopes) : onlyOne(clauses));
	const attempts = clauses.flatMap(({ tokens }) => attemptIn(tokens) ?? []);
	const told = isEach && follows ? { kind: 'message-follows' as const, side: follows } : what;
	return [told, isEach ? longerBy(all) : null, ...attempts].flatMap((each): readonly Say[] =>
		each
			? [{ say: 'universal', kinds: ['K18'], pattern: 'P16', what: each, tentative: scope.tentative, ...spanOf(all) }]
			: [],
	);
}

/** `2 for each exchange`: a share of a sum. */
function isShare(tokens: readonly Token[], at: number): boolean {
	const [number, before] = [tokens[at - 2], tokens[at - 1]];
	return isOf(number, 'number') && isWord(before, /^(?:for|per|untuk)$/i);
}

/** `every message of the server directly follows one of the client`: whose messages follow. */
function followerOf(tokens: readonly Token[]): Side | null {
	const at = tokens.findIndex((token) => isWord(token, /^(?:follows|mengikuti|didahului)$/i));
	const sidesIn = (part: readonly Token[]): readonly Side[] =>
		part.flatMap((token): readonly Side[] =>
			has(token, 'CLIENT') ? ['client'] : has(token, 'SERVER') ? ['server'] : [],
		);
	const [before, behind] = [sidesIn(tokens.slice(0, Math.max(0, at))), sidesIn(tokens.slice(at + 1, at + 7))];
	const isOfMessages = says(tokens, 'DATA', 'RESPONSE', 'REQUEST', 'EVENT');
	const isPair = before.length === 1 && behind.length === 1 && before[0] !== behind[0];
	return isOfMessages && isPair ? (before[0] ?? null) : null;
}

/** `6 bytes longer`, `6 byte lebih panjang`: said of each reply and its request. */
function longerBy(tokens: readonly Token[]): UniversalSay['what'] | null {
	if (!says(tokens, 'RESPONSE', 'EVENT') || !says(tokens, 'REQUEST')) return null;
	const found = tokens.find(
		(token, i) => isOf(token, 'number') && token.unit === 'byte' && LONGER.test(textOf(tokens.slice(i + 1, i + 3))),
	);
	return isOf(found, 'number') ? { kind: 'reply-is-longer', bytes: found.value } : null;
}

const LONGER = /^(?:longer|lebih panjang|lebih besar|larger|more)/i;

function textOf(tokens: readonly Token[]): string {
	return tokens.map(({ text }) => text).join(' ');
}

/** `mendapat satu ACK`, `gets an ACK`. */
function isGetting(token: Token): boolean {
	return isWord(token, /^(?:mendapat(?:kan)?|gets?|has|memperoleh)$/i);
}

/** `Only the client sends data`, `hanya server yang mengirim FIN`: nobody else does. */
function onlyOne(clauses: readonly Clause[]): UniversalSay['what'] | null {
	const [clause, ...others] = clauses;
	if (!clause || others.length > 0) return null;
	const { tokens, hosts, verbs } = clause;
	const [mention] = hosts;
	const at = tokens.findIndex((token) => has(token, 'ONLY'));
	const isOnly =
		at >= 0 && at <= 1 && mention !== undefined && hosts.length === 1 && mention.at > at && mention.at - at <= 2;
	if (
		!isOnly ||
		!verbs.includes('send') ||
		says(tokens, 'FIRST', 'LAST', 'SEPARATE', 'EMPTY', 'MORE', 'LESS', 'AFTER', 'BEFORE', 'WITH')
	)
		return null;
	const isPlain = tokens.every(({ type }) => type === 'word' || type === 'flags' || type === 'sign' || type === 'ip');
	const flags = flagSets(tokens);
	if (!isPlain || flags.length > 1 || (flags.length === 0 && !says(tokens, 'DATA'))) return null;
	const scope = { ...ANY_PACKET, flags, carries: flags.length === 0 ? ('data' as const) : null };
	return { kind: 'packets-are', scope, query: { ...ANY_PACKET, from: mention.host }, isOnly: true };
}

/** What "every" is said of. */
function isOfAll(tokens: readonly Token[], ...concepts: readonly Concept[]): boolean {
	const at = tokens.findIndex((token) => has(token, 'EVERY', 'EACH'));
	return at >= 0 && tokens.slice(at + 1, at + 3).some((token) => has(token, ...concepts));
}

/** `Semua paket dikirim oleh server`, `all FINs come from the client`: nobody else sends such. */
function sentBy([clause, ...others]: readonly Clause[]): UniversalSay['what'] | null {
	if (!clause || others.length > 0 || clause.hosts.length !== 1) return null;
	const { tokens, hosts } = clause;
	const at = tokens.findIndex((token) => has(token, 'EVERY'));
	const subject = tokens.slice(at + 1, at + 3);
	const flags = flagSets(subject);
	const isOfPackets = isOfAll(tokens, 'PACKET', 'SEGMENT') && flagSets(tokens).length === flags.length;
	const [mention] = hosts;
	const verb = tokens.findIndex((token) => has(token, 'SEND') || isComing(token));
	if (at < 0 || flags.length > 1 || (!isOfPackets && flags.length === 0) || !mention || verb < 0) return null;
	if (mention.at < verb || !has(tokens[mention.at - 1], 'BY', 'FROM')) return null;
	return {
		kind: 'packets-are',
		scope: { ...ANY_PACKET, flags },
		query: { ...ANY_PACKET, from: mention.host },
		isOnly: false,
	};
}

/** `paket data` is one word for a packet, and here one that carries data. */
function isDataPacket({ text }: Token): boolean {
	return /^paket data$/i.test(text);
}

function isComing(token: Token): boolean {
	return isWord(token, /^(?:comes?|came|berasal|datang)$/i);
}

/** `pesan dari client selalu dibalas`: who is answered does not reply. */
function replierOf(clause: Clause): Side | null {
	const side = clause.from?.side ?? null;
	if (!isPassiveAnswer(clause)) return side;
	return side === null ? null : 'server';
}

/** `Every reply begins with "Echo: "`: what each reply is said to hold. */
function heldBy(tokens: readonly Token[]): UniversalSay['what'] | null {
	const texts = tokens.flatMap((token) => (isOf(token, 'quote') ? [token.inner] : []));
	const at = tokens.findIndex((token) => has(token, 'EVERY', 'EACH'));
	const isOfReplies = tokens.slice(at + 1, at + 4).some((token) => has(token, 'RESPONSE', 'EVENT'));
	const [text] = texts;
	if (text === undefined || texts.length > 1 || at < 0 || !isOfReplies) return null;
	const begins = says(tokens, 'BEGINS_WITH', 'CONTAINS', 'WITH', 'START') || tokens.some(isPrefix);
	return begins && !says(tokens, 'CLOSE', 'EXCHANGE') ? { kind: 'reply-has', text, side: 'server' } : null;
}

function isPrefix(token: Token): boolean {
	return isWord(token, /^(?:awalan|prefix|berawalan|berawal)$/i);
}

/** Whose messages "every" is said of: what they are called tells it, else who is named behind them. */
function ownerOf(tokens: readonly Token[]): Side | null {
	const at = tokens.findIndex((token) => has(token, 'EVERY', 'EACH'));
	for (const token of tokens.slice(at + 1)) {
		if (has(token, 'RESPONSE', 'ECHO', 'EVENT', 'SERVER')) return 'server';
		if (has(token, 'REQUEST', 'CLIENT')) return 'client';
	}
	return null;
}

function whatOf(clauses: readonly Clause[], scopes: readonly ClauseScope[]): UniversalSay['what'] | null {
	const all = clauses.flatMap(({ tokens }) => tokens);
	const isMessage =
		says(all, 'DATA', 'REQUEST', 'EVENT', 'ECHO', 'RESPONSE', 'PACKET', 'SEGMENT') || says(all, 'RECEIVE');
	const replies = clauses.some(
		({ verbs, from }) => verbs.includes('reply') || (verbs.includes('send') && from?.side === 'server'),
	);
	const replier =
		clauses.find(({ verbs }) => verbs.includes('reply') && !verbs.includes('send')) ??
		clauses.find(({ verbs, from }) => verbs.includes('send') && !verbs.includes('reply') && from?.side === 'server');
	const sender = clauses.find(({ tokens }) => says(tokens, 'EVERY', 'EACH'));
	const isAcked = clauses.some(
		({ verbs, tokens, link }) =>
			verbs.includes('acknowledge') ||
			(flagSets(tokens).some((set) => set.join() === 'ACK') &&
				!says(tokens, 'FLAG') &&
				(link === 'then' ||
					says(tokens, 'REPLY', 'SEND', 'WITH', 'RESPONSE', 'CONTAINS', 'THEN', 'RECEIVE') ||
					tokens.some(isGetting))),
	);
	if (isAcked && isMessage) {
		return {
			kind: 'message-is-acknowledged',
			side: ownerOf(sender?.tokens ?? []) ?? sender?.from?.side ?? null,
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
			(says(one.tokens, 'DATA', 'REQUEST', 'RESPONSE', 'PAYLOAD') || one.tokens.some(isDataPacket)) &&
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
	const held = heldBy(all);
	if (held) return held;
	const sent = sentBy(clauses);
	if (sent) return sent;
	if (isMessage && replies && !isOfAll(all, 'PACKET', 'SEGMENT')) {
		const [text] = clauses.flatMap(({ tokens }) =>
			tokens.flatMap((token) => (isOf(token, 'quote') ? [token.inner] : [])),
		);
		if (text) return { kind: 'reply-has', text, side: replier ? replierOf(replier) : null };
		return { kind: 'message-is-answered', side: 'client' };
	}
	return null;
}

import { ordinalWord } from '../text/numbers.ts';
import { isOf, isWord, type Token, type TokenOf } from '../text/token.ts';
import { clausesOf } from './clause.ts';
import { scopesOf } from './clause-scope.ts';
import { NO_CONTEXT, type SentenceContext } from './context.ts';
import { allOf, flagSets, messagesOf, says } from './features.ts';
import { hostsOf, NO_HOST } from './host.ts';
import { ANY_PACKET } from './packet-query.ts';
import { eventOf } from './read-order.ts';
import type { OrderedEvent } from './say-connections.ts';
import type { GapEnd } from './say-packets.ts';

/** What two parts of a sentence name; what the one leaves out is like the other. */
export function gapEnds(
	parts: readonly [readonly Token[], readonly Token[]],
	context: SentenceContext,
): readonly [GapEnd, GapEnd] | null {
	const pair = twoMessages(parts[0]);
	if (pair && parts[0] === parts[1]) return pair;
	const [first, second] = parts.map((part) => endOf(part, context));
	const [one, other] = [first ?? likeOther(second, parts[0]), second ?? likeOther(first, parts[1])];
	return one && other ? [one, other] : null;
}

/** `the two messages`: the first and the second of them. */
function twoMessages(tokens: readonly Token[]): readonly [GapEnd, GapEnd] | null {
	const isTwo = tokens.some(
		(token) => (isOf(token, 'number') && token.value === 2) || isWord(token, /^(?:both|kedua)$/i),
	);
	const noun = says(tokens, 'RESPONSE', 'ECHO', 'EVENT') ? 'reply' : says(tokens, 'REQUEST') ? 'request' : 'message';
	const hasOther = tokens.some(({ type }) => type === 'rows' || type === 'nth' || type === 'flags' || type === 'quote');
	if (!isTwo || hasOther || !says(tokens, 'DATA', 'REQUEST', 'RESPONSE', 'ECHO', 'EVENT') || tokens.length > 5)
		return null;
	const end = (n: number): GapEnd => ({
		rows: { rows: [n], isRange: false, noun: `nth ${noun}` },
		event: null,
		pick: null,
	});
	return [end(1), end(2)];
}

/** `the first one`, `yang pertama`: of what the other end names. */
function likeOther(end: GapEnd | null | undefined, tokens: readonly Token[]): GapEnd | null {
	const pick = pickOf(tokens);
	if (end?.rows?.noun.startsWith('nth ') && pick !== null && tokens.length <= 3)
		return { ...end, rows: { ...end.rows, rows: [pick] } };
	return end?.event && pick !== null && tokens.length <= 4 ? { ...end, pick } : null;
}

/** What a part of the sentence names: rows, a counted message, or a part of the conversation. */
function endOf(tokens: readonly Token[], context: SentenceContext): GapEnd | null {
	const pick = pickOf(tokens);
	if (isStart(tokens)) return { rows: null, event: { name: 'packets', query: null }, pick: 1 };
	const rows = allOf(tokens, 'rows');
	const [row] = rows;
	if (row) return rows.length === 1 ? { rows: rowRef(row), event: null, pick: null } : null;
	const nth = messagesOf(tokens);
	if (nth) return { rows: nth, event: null, pick: null };
	const isAttempt = tokens.some((token) => isWord(token, /^(?:attempts?|percobaan|try|usaha)$/i));
	const isOfConnections = isAttempt || (says(tokens, 'CONNECTION') && !says(tokens, 'CLOSE'));
	if (isOfConnections) return { rows: null, event: { name: 'syn', query: null }, pick };
	const [clause] = clausesOf(tokens, hostsOf(tokens, context.names));
	const [scope] = clause ? scopesOf([clause], tokens, { ...NO_CONTEXT, names: context.names }, null) : [];
	const event = clause && scope && !clause.isNegated ? (messageEvent(tokens) ?? eventOf(clause, scope)) : null;
	return event ? { rows: null, event, pick } : null;
}

/** `the request`, `balasannya`: a message of the side whose such messages are. */
function messageEvent(tokens: readonly Token[]): OrderedEvent | null {
	const [isReply, isRequest] = [says(tokens, 'RESPONSE'), says(tokens, 'REQUEST')];
	if (isReply === isRequest || says(tokens, 'ARP', 'CLOSE', 'HANDSHAKE') || flagSets(tokens).length > 0) return null;
	if (allOf(tokens, 'quote').length > 0 || hostsOf(tokens, NO_CONTEXT.names).length > 0) return null;
	const from = { ...NO_HOST, side: isReply ? ('server' as const) : ('client' as const) };
	return { name: isReply ? 'reply' : 'request', query: { ...ANY_PACKET, from, carries: 'data' } };
}

/** Which of several: from 1, the last is -1. */
function pickOf(tokens: readonly Token[]): number | null {
	if (says(tokens, 'LAST')) return -1;
	for (const token of tokens) {
		const n = isOf(token, 'word') ? ordinalWord(token.word.toLowerCase().replace(/^yang /, '')) : undefined;
		if (n !== undefined) return n;
	}
	return says(tokens, 'FIRST') ? 1 : null;
}

function rowRef({ rows, isRange, noun }: TokenOf<'rows'>) {
	return { rows, isRange, noun };
}

/** `the start`, `awal rekaman`: the first packet of all. */
function isStart(tokens: readonly Token[]): boolean {
	const isNamed = tokens.some((token) => isWord(token, /^(?:start|beginning|awal|permulaan)$/i));
	return isNamed && tokens.length <= 5 && !says(tokens, 'CONNECTION', 'HANDSHAKE', 'CLOSE', 'DATA', 'CLIENT', 'SERVER');
}

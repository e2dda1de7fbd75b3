import type { EventName } from '../fact.ts';
import { has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { packetQuery } from './described-packet.ts';
import { allOf, flagSets, isHandshakeList, messagesOf, says, spanOf } from './features.ts';
import { INSIDE } from './inside-calls.ts';
import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import type { Say } from './say.ts';
import type { OrderedEvent } from './say-connections.ts';

/** P17: what comes before what. `clauses` are those of one sentence, with the scopes they are told in. */
export function readOrder(clauses: readonly Clause[], scopes: readonly ClauseScope[]): readonly Say[] {
	const calls = clauses.flatMap(({ tokens }) => allOf(tokens, 'call'));
	if (calls.length > 0 && calls.every(({ name }) => INSIDE.has(name))) return [];
	const found: Say[] = [];
	for (const [i, clause] of clauses.entries()) {
		const scope = scopes[i];
		if (!scope || i === 0) continue;
		const before = clauses[i - 1];
		const beforeScope = scopes[i - 1];
		if (!before || !beforeScope) continue;
		const isLeading = i === 1 && (before.link === 'after' || before.link === 'before');
		const link = isLeading ? before.link : clause.link;
		if (link !== 'then' && link !== 'before' && link !== 'after') continue;
		const left = eventOf(before, beforeScope);
		const right = eventOf(clause, scope);
		if (!left || !right || isOfRows(scope) || isOfRows(beforeScope) || isPartOf(left.name, right.name)) continue;
		// "Setelah X, Y" and "X lalu Y" and "X sebelum Y" say X first; "Sebelum X, Y" and "X setelah Y" say Y first.
		const isTurned = isLeading ? link === 'before' : link === 'after';
		const tentative = scope.tentative ?? beforeScope.tentative;
		if (before.isNegated || clause.isNegated) continue;
		found.push({
			say: 'order',
			kinds: ['K03'],
			pattern: 'P17',
			first: isTurned ? right : left,
			second: isTurned ? left : right,
			isEvery: false,
			tentative,
			...spanOf([...before.tokens, ...clause.tokens]),
		});
	}
	return [...found, ...clauses.flatMap((clause, i) => inClause(clause, scopes[i]))];
}

/** Told of packets by their numbers; a message that is counted may stand in an order. */
function isOfRows({ rows }: ClauseScope): boolean {
	return rows !== null && !rows.noun.startsWith('nth ');
}

/** `ARP … sebelum TCP` within one clause, `diawali dengan SYN`, `diakhiri dengan FIN`. */
function inClause(clause: Clause, scope: ClauseScope | undefined): readonly Say[] {
	const { tokens } = clause;
	// A reply that begins with a text is no order.
	if (!scope || scope.rows || tokens.some((token) => isOf(token, 'quote'))) return [];
	const at = tokens.findIndex((token) => has(token, 'BEGINS_WITH', 'ENDS_WITH'));
	if (at < 0) return [];
	const named = eventOf({ ...clause, tokens: tokens.slice(at + 1), verbs: [] }, scope);
	if (!named || clause.isNegated) return [];
	const all: OrderedEvent = { name: 'packets', query: null };
	const isBegin = has(tokens[at], 'BEGINS_WITH');
	return [
		{
			say: 'order',
			kinds: ['K03'],
			pattern: 'P17',
			first: isBegin ? named : all,
			second: isBegin ? all : named,
			isEvery: false,
			tentative: scope.tentative,
			...spanOf(tokens),
		},
	];
}

/** The part of the conversation that a clause names, if it names one. */
export function eventOf(clause: Clause, scope: ClauseScope): OrderedEvent | null {
	const { tokens, verbs } = clause;
	const sets = flagSets(tokens);
	const event = (name: EventName): OrderedEvent => ({ name, query: null });
	const nth = messagesOf(tokens);
	if (nth?.rows.length === 1 && sets.length === 0 && !verbs.includes('acknowledge')) return { ...event('data'), nth };
	if (says(tokens, 'DNS')) return event('dns');
	if (says(tokens, 'ARP') || (says(tokens, 'MAC') && says(tokens, 'ASK', 'REPLY', 'IP'))) return event('arp');
	if (isHandshakeList(sets) || (says(tokens, 'HANDSHAKE') && !says(tokens, 'CLOSE', 'FOUR_WAY')))
		return event('handshake');
	if (sets.length === 1) {
		return { name: flagEvent(sets[0] ?? []), query: packetQuery(clause, scope) };
	}
	const query = packetQuery(clause, scope);
	const told = textEvent(clause, query);
	if (told) return told;
	const [http] = allOf(tokens, 'http');
	if (http)
		return { name: http.method ? 'request' : 'reply', query: { ...packetQuery(clause, scope), from: null, to: null } };
	if (says(tokens, 'CLOSE') && (says(tokens, 'CONNECTION', 'TCP') || clause.from !== null)) return event('close');
	if (says(tokens, 'OPEN') && (says(tokens, 'CONNECTION') || clause.from !== null)) return event('handshake');
	const isMoving =
		verbs.some((verb) => verb === 'send' || verb === 'reply' || verb === 'receive') || says(tokens, 'EXCHANGE');
	// "asks for the MAC address, gets it, and only then can it send": no data of TCP are spoken of.
	const isTold = query.carries !== null || query.texts.length > 0 || says(tokens, 'TCP', 'CONNECTION', 'EXCHANGE');
	if (isMoving && !isTold && says(scope.sentence, 'ARP', 'MAC')) return null;
	if (isMoving && (query.from || query.to || query.carries === 'data')) {
		const name =
			verbs.includes('reply') || says(tokens, 'RESPONSE')
				? 'reply'
				: query.from?.side === 'client' || says(tokens, 'REQUEST')
					? 'request'
					: 'data';
		return { name, query: { ...query, carries: query.carries ?? 'data' } };
	}
	if (says(tokens, 'HTTP', 'MQTT') && !isMoving) return { name: 'http', query: { ...ANY_PACKET, carries: 'data' } };
	if (says(tokens, 'DATA', 'REQUEST') && isOnlyNoun(tokens))
		return { name: 'data', query: { ...ANY_PACKET, carries: 'data' } };
	if (says(tokens, 'TCP') || (says(tokens, 'CONNECTION') && tokens.length <= 6)) return event('tcp');
	return null;
}

/** `the reply "Echo: halo"`: a message that is told by its text. */
function textEvent(clause: Clause, query: PacketQuery): OrderedEvent | null {
	if (query.texts.length !== 1 || query.flags.length > 0 || query.http !== null) return null;
	const isReply = clause.verbs.includes('reply') || says(clause.tokens, 'RESPONSE', 'EVENT');
	const name = isReply ? 'reply' : query.from?.side === 'client' || says(clause.tokens, 'REQUEST') ? 'request' : 'data';
	return { name, query: { ...query, carries: 'data' } };
}

/** A FIN is a part of the close, a SYN of the handshake: neither is before the other. */
function isPartOf(a: EventName, b: EventName): boolean {
	const both = [a, b];
	const isClose = both.includes('close') && (both.includes('fin') || both.includes('ack') || both.includes('rst'));
	const isHandshake =
		both.includes('handshake') && ['syn', 'syn-ack', 'ack', 'tcp'].some((name) => both.includes(name as EventName));
	return (
		isClose ||
		isHandshake ||
		(a === b && (a === 'tcp' || a === 'arp' || a === 'handshake' || a === 'close')) ||
		(both.includes('tcp') && !both.includes('arp'))
	);
}

function isOnlyNoun(tokens: readonly Token[]): boolean {
	return tokens.length <= 5 && !tokens.some((token) => isOf(token, 'ip'));
}

function flagEvent(set: readonly string[]): EventName {
	if (set.includes('SYN')) return set.includes('ACK') ? 'syn-ack' : 'syn';
	if (set.includes('FIN')) return 'fin';
	if (set.includes('RST')) return 'rst';
	return set.includes('PSH') ? 'data' : 'ack';
}

import type { CountedThing } from '../fact.ts';
import type { Concept } from '../text/lexicon.ts';
import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, phaseOf, says } from './features.ts';
import { flagThing } from './flag-thing.ts';
import type { HostRef } from './host.ts';
import type { Say } from './say.ts';
import type { CountSay } from './say-counts.ts';
import { verbOf } from './verbs.ts';

/** P14: a number with what it counts. */
export function readCounts(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	if (clause.verbs.includes('receive') && clause.from === null) return [];
	// "3 for the handshake, 2 for each exchange, 3 ACKs": shares of a sum, not counts of the whole capture.
	const isShared = scope.sentence.some((token, i) => isOf(token, 'number') && isFor(scope.sentence[i + 1]));
	const found = tokens.flatMap((token, i) => {
		if (!isOf(token, 'number') || token.unit !== null || !Number.isInteger(token.value)) return [];
		if (
			isSign(tokens[i - 1], '×') ||
			isFor(tokens[i + 1]) ||
			isOfEach(tokens, i) ||
			isNotOne(tokens, i) ||
			isLater(scope.sentence, scope.sentence.indexOf(token))
		)
			return [];
		const thing = partThing(tokens, i) ?? thingAfter(tokens, i) ?? thingBefore(tokens, i);
		if (isShared && thing !== undefined && FLAG_THINGS.has(thing)) return [];
		if (isPlace(tokens[i - 1]) && (thing === 'packets' || thing === 'tcp-packets')) return [];
		if (thing === 'ports' && token.value > 20) return [];
		return thing ? [{ token, thing: ofArp(thing, scope) }] : [];
	});
	const rows = scope.rows;
	return found.flatMap(({ token, thing }): readonly Say[] => {
		const base = { pattern: 'P14' as const, tentative: scope.tentative, start: token.start, end: token.end };
		if (thing === 'flags' && rows)
			return [{ say: 'row-flags', kinds: ['K06', 'K01', 'K11'], rows, count: token.value, flags: null, ...base }];
		const isOfClose =
			(thing === 'packets' || thing === 'tcp-packets') &&
			(says(tokens, 'CLOSE', 'HANDSHAKE') || phaseOf(scope.sentence) !== null || scope.context.phase !== null) &&
			token.value <= 6 &&
			!isOf(tokens[tokens.indexOf(token) + 2], 'flags');
		if (isOfClose) return [];
		return [{ ...countSay(clause, scope, token, thing), kinds: ['K11'], ...base }];
	});
}

const FLAG_THINGS: ReadonlySet<CountedThing> = new Set(['syn', 'syn-ack', 'ack', 'fin', 'psh', 'rst']);

/** `in one segment`, `dalam 3 segmen`: how something travels, not how many there are. */
function isPlace(token: Token | undefined): boolean {
	return isOf(token, 'word') && /^(?:in|into|within|dalam|per)$/i.test(token.word);
}

/** `tidak ada satu pun paket RST`, `not a single RST`: there is none, which is no count of one. */
export function isNotOne(tokens: readonly Token[], at: number): boolean {
	const token = tokens[at];
	if (!isOf(token, 'number') || token.value !== 1) return false;
	const next = tokens[at + 1];
	const isEven = isOf(next, 'word') && /^(?:pun|saja)$/i.test(next.word);
	return isEven || (token.isWord && tokens.slice(Math.max(0, at - 2), at).some((each) => has(each, 'NOT')));
}

/** `two packets later`, `3 paket setelah itu`: which packet, not how many there are. */
function isLater(tokens: readonly Token[], at: number): boolean {
	const behind = tokens[at + 2];
	return (
		has(behind, 'THEN', 'AFTER', 'BEFORE') ||
		(isOf(behind, 'word') && /^(?:later|earlier|sebelumnya)$/i.test(behind.word))
	);
}

/** `each side sends one FIN`: not the count of all. */
function isOfEach(tokens: readonly Token[], at: number): boolean {
	return tokens.slice(0, Math.max(0, at - 1)).some((token) => has(token, 'EACH', 'EVERY', 'BOTH'));
}

/** `ARP: 1 request dan 1 reply`. */
function ofArp(thing: CountedThing, { sentence }: ClauseScope): CountedThing {
	if (!says(sentence, 'ARP') || says(sentence, 'TCP', 'HTTP', 'DATA')) return thing;
	return thing === 'requests' ? 'arp-requests' : thing === 'replies' ? 'arp-replies' : thing;
}

function isFor(token: Token | undefined): boolean {
	return isOf(token, 'word') && /^(?:for|untuk)$/.test(token.word);
}

function isSign(token: Token | undefined, sign: string): boolean {
	return isOf(token, 'sign') && token.sign === sign;
}

/** `two numbers` are no two rows. */
function isNumbers(token: Token | undefined): boolean {
	return isOf(token, 'word') && /^(?:nomor|numbers?)$/.test(token.word);
}

/** The ends of a connection that is named with an arrow are no sender. */
function senderOf({ tokens, from }: Clause): HostRef | null {
	const arrow = tokens.findIndex((token) => isOf(token, 'arrow'));
	const isNamed = arrow > 0 && tokens.slice(Math.max(0, arrow - 3), arrow).some((token) => has(token, 'CONNECTION'));
	return isNamed ? null : (from ?? null);
}

function countSay(clause: Clause, scope: ClauseScope, token: TokenOf<'number'>, thing: CountedThing): CountSay {
	const { tokens } = clause;
	const at = tokens.indexOf(token);
	const isOnly = tokens.slice(Math.max(0, at - 3), at).some((each) => has(each, 'ONLY'));
	const near = tokens.slice(Math.max(0, at - 3), at);
	const bound = near.some((each) => has(each, 'MORE', 'AT_LEAST'))
		? 'at-least'
		: near.some((each) => has(each, 'LESS'))
			? 'at-most'
			: near.some((each) => has(each, 'ABOUT'))
				? 'about'
				: 'exactly';
	const [filter] = allOf(scope.sentence, 'filter');
	// What a host receives, the other one sends.
	const isReceived = clause.verbs.includes('receive');
	const nearest =
		!isReceived && clause.hosts.length > 1 ? clause.hosts.filter(({ end }) => end <= at).at(-1)?.host : undefined;
	const host = nearest ?? senderOf(clause);
	const flags = flagSets(tokens.slice(at, at + 6))[0] ?? null;
	return {
		say: 'count',
		thing: flags && (thing === 'packets' || thing === 'tcp-packets') ? 'packets' : thing,
		value: token.value,
		bound,
		// Of 43 packets only 34 are TCP: a part. "Hanya berisi 6 paket" counts the whole capture.
		isOnly: isOnly && !says(tokens.slice(0, at), 'CONTAINS', 'CAPTURE'),
		isOfWhole:
			says(tokens, 'TOTAL', 'CAPTURE', 'FILE') ||
			says(scope.sentence, 'TOTAL') ||
			(isOnly && says(tokens, 'TCP', 'CONNECTION')),
		side: host?.side ?? null,
		host,
		flags,
		filter: filter?.filter ?? null,
		isSubject: isSubject(tokens, at),
	};
}

/** `1 request has an ACK of its own`: so many are so, and there may be others. */
function isSubject(tokens: readonly Token[], at: number): boolean {
	if (at > 1) return false;
	return tokens
		.slice(at + 1)
		.some((token, i, behind) => verbOf(token, behind, i) || has(token, 'CONTAINS', 'WITH', 'FROM'));
}

const THINGS: readonly (readonly [Concept, CountedThing])[] = [
	['RETRANSMISSION', 'retransmissions'],
	['HANDSHAKE', 'handshakes'],
	['FLAG', 'flags'],
	['REQUEST', 'requests'],
	['RESPONSE', 'replies'],
	['DATA', 'messages'],
	['EVENT', 'replies'],
	['EXCHANGE', 'exchanges'],
	['DUPLICATE', 'duplicates'],
	['ERROR', 'errors'],
	['RESET', 'rst'],
	['PORT', 'ports'],
];

/** `22 lines of code`. */
function isOfProgram(token: Token): boolean {
	return isOf(token, 'word') && /^(?:code|kode|program|script|skrip|python|source)$/i.test(token.word);
}

/** `28 are TCP`. */
const PACKETS_OF: readonly (readonly [Concept, CountedThing])[] = [
	['TCP', 'tcp-packets'],
	['UDP', 'udp-packets'],
	['ARP', 'arp-packets'],
];

/** The noun behind a number, over adjectives: `8 open TCP connections`. */
function thingAfter(tokens: readonly Token[], at: number): CountedThing | undefined {
	const behind = tokens.slice(at + 1, at + 6);
	const stop = behind.findIndex(
		(token) =>
			(isOf(token, 'sign') && token.sign !== '(') ||
			isOf(token, 'number') ||
			isOf(token, 'rows') ||
			has(token, 'SAME', 'WHICH', 'FROM', 'AND'),
	);
	const near = stop < 0 ? behind : behind.slice(0, stop);
	if (near.length === 0 || has(near[0], 'SIDE', 'OTHER') || behind.some(isOfProgram)) return undefined;
	const protocol = isOf(near[1], 'word') && near.length === 2 && has(near[0], 'DEFINES') ? near[1].concepts : [];
	const packetsOf = PACKETS_OF.find(([concept]) => protocol.includes(concept));
	if (packetsOf) return packetsOf[1];
	const isOf_ = (concept: Concept): boolean => near.slice(0, 4).some((token) => has(token, concept));
	const isPacket = isOf_('PACKET') || isOf_('SEGMENT') || isOf_('FRAME') || (isOf_('ROW') && !isNumbers(near[0]));
	if (isOf_('ARP'))
		return isOf_('REQUEST')
			? 'arp-requests'
			: isOf_('RESPONSE')
				? 'arp-replies'
				: isPacket || (has(near[0], 'ARP') && says(tokens, 'PACKET', 'FRAME'))
					? 'arp-packets'
					: undefined;
	if (has(near[0], 'TCP') && near.length === 1 && says(tokens, 'PACKET', 'FRAME')) return 'tcp-packets';
	if (isOf_('UDP') && isPacket) return 'udp-packets';
	if (isPacket && isOf_('RETRANSMISSION')) return 'retransmissions';
	const [flags] = flagSets(near);
	if (flags && isPacket && flags.length > 0) return 'packets';
	if (flags && near[0]?.type === 'flags') return flagThing(flags);
	if (isPacket) return isOf_('TCP') || isOf_('SEGMENT') ? 'tcp-packets' : 'packets';
	if (isOf_('CONNECTION'))
		return near.some(
			(token) =>
				token.type === 'word' && /^(?:komunikasi|hubungan|communication)/i.test(token.word) && !has(token, 'TCP'),
		) && !isOf_('TCP')
			? undefined
			: 'connections';
	return THINGS.find(([concept]) => near.slice(0, 3).some((token) => has(token, concept)))?.[1];
}

/** `4 di antaranya adalah ARP`, `14 of which are ARP`: a part of what was counted before. */
function partThing(tokens: readonly Token[], at: number): CountedThing | undefined {
	const joint = tokens
		.slice(at + 1, at + 3)
		.map(({ text }) => text.toLowerCase())
		.join(' ');
	const isPart = /^(?:di antaranya|of (?:which|them|these)|diantaranya\b.*)$/.test(joint);
	const behind = tokens.slice(at + 2, at + 7);
	if (!isPart) return undefined;
	if (says(behind, 'ARP')) return says(behind, 'REQUEST', 'RESPONSE') ? undefined : 'arp-packets';
	if (says(behind, 'UDP')) return 'udp-packets';
	if (says(behind, 'RETRANSMISSION')) return 'retransmissions';
	const [set, ...others] = flagSets(behind);
	if (set && others.length === 0) return flagThing(set);
	return says(behind, 'TCP') ? 'tcp-packets' : undefined;
}

/** What Indonesian puts behind a number: `15 buah`, `17 baris`. */
const CLASSIFIERS = /^(?:buah|biji|unit|baris|butir|lembar|pcs|pieces?|rows?|saja|only)$/i;
const TIMES = /^(?:kali|x|times)$/i;

/** `SYN dikirim 2 kali`, `a retransmission happens 0 times`: the one thing that is spoken of before. */
function timesThing(tokens: readonly Token[], at: number): CountedThing | undefined {
	const before = tokens.slice(0, at);
	const [set, ...others] = flagSets(before);
	if (set && others.length === 0) return flagThing(set);
	if (set) return undefined;
	const found = THINGS.filter(([concept]) => before.some((token) => has(token, concept)));
	const thing = found[0]?.[1];
	return found.length === 1 && (thing === 'retransmissions' || thing === 'handshakes' || thing === 'rst')
		? thing
		: undefined;
}

/** `jumlah paket adalah 17`, `number of connections: 4`. */
function thingBefore(tokens: readonly Token[], at: number): CountedThing | undefined {
	const before = tokens.slice(Math.max(0, at - 7), at);
	const start = before.findIndex((token) => has(token, 'COUNT', 'TOTAL'));
	const next = tokens[at + 1];
	const isTimes = isOf(next, 'word') && TIMES.test(next.word);
	const isAlone = !isOf(next, 'word') || CLASSIFIERS.test(next.word);
	if (isTimes) return timesThing(tokens, at);
	if (start < 0 || !isAlone) return undefined;
	const between = before.slice(start);
	const thing = [...between.keys()]
		.map((i) =>
			thingAfter(
				[{ type: 'number', value: 0, unit: null, isWord: false, start: 0, end: 0, text: '' }, ...between.slice(i + 1)],
				0,
			),
		)
		.find((each) => each !== undefined);
	return thing;
}

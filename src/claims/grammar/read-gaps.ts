import { ordinalWord } from '../text/numbers.ts';
import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import { clausesOf } from './clause.ts';
import { scopesOf } from './clause-scope.ts';
import { NO_CONTEXT, type SentenceContext } from './context.ts';
import { allOf, flagSets, messagesOf, says, spanOf } from './features.ts';
import { hostsOf, NO_HOST } from './host.ts';
import { ANY_PACKET } from './packet-query.ts';
import { eventOf } from './read-order.ts';
import type { Say } from './say.ts';
import type { OrderedEvent } from './say-connections.ts';
import type { GapEnd, GapSay } from './say-packets.ts';
import { verbOf } from './verbs.ts';

/**
 * P19: how long lies between two things: `Packet 12 comes 4.2 s after packet 8`, `Jeda antara paket 8 dan 12 adalah 4,2
 * detik`, `Dari SYN sampai SYN, ACK butuh 0,9 detik`, `The two connections lie 70 s apart`.
 */
export function readGaps(
	tokens: readonly Token[],
	context: SentenceContext,
	sums: readonly Say[] = [],
): readonly Say[] {
	const [time, ...others] = allOf(tokens, 'time').filter(
		(each) => !sums.some(({ start, end }) => start <= each.start && each.end <= end),
	);
	if (time === undefined || time.isMoment || others.length > 0) return [];
	const at = tokens.indexOf(time);
	const pair = flagPair(tokens);
	if (pair) return [gapSay(tokens, at, time, ...pair)];
	const parts = behindTime(tokens, at) ?? betweenBoth(tokens, at) ?? fromTo(tokens, at) ?? apart(tokens, at);
	if (parts === null) return [];
	const [first, second] = parts.ends.map((part) => endOf(part, context));
	const [one, other] = [first ?? likeOther(second, parts.ends[0]), second ?? likeOther(first, parts.ends[1])];
	return one && other ? [gapSay(tokens, at, time, one, other)] : [];
}

/** `the first one`, `yang pertama`: of what the other end names. */
function likeOther(end: GapEnd | null | undefined, tokens: readonly Token[]): GapEnd | null {
	const pick = pickOf(tokens);
	return end?.event && pick !== null && tokens.length <= 4 ? { ...end, pick } : null;
}

/** `between SYN and SYN-ACK`: two sets in one token. */
function flagPair(tokens: readonly Token[]): readonly [GapEnd, GapEnd] | null {
	const flags = tokens.find((token, i) => isOf(token, 'flags') && has(tokens[i - 1], 'BETWEEN'));
	const [first, second, ...others] = isOf(flags, 'flags') ? flags.sets : [];
	if (!first || !second || others.length > 0) return null;
	const end = (set: readonly string[]): GapEnd => ({
		rows: null,
		event: { name: 'packets', query: { ...ANY_PACKET, flags: [set] } },
		pick: null,
	});
	return [end(first), end(second)];
}

/** The tokens of the earlier and of the later thing. */
interface Parts {
	readonly ends: readonly [readonly Token[], readonly Token[]];
}

/** `… N s after A`, `N s after A, B`; "before" turns them round. */
function behindTime(tokens: readonly Token[], at: number): Parts | null {
	const link = tokens[at + 1];
	const isSince = isOf(link, 'word') && /^(?:sejak|since|semenjak)$/i.test(link.word);
	if (!isSince && !has(link, 'AFTER', 'BEFORE')) return null;
	const isLeading = tokens.slice(0, at).every((token) => isOf(token, 'sign') || isLoose(token));
	const behind = tokens.slice(at + 2);
	const comma = behind.findIndex((token) => isOf(token, 'sign') && /^[,;]$/.test(token.sign));
	const end = comma >= 0 ? comma : isLeading ? mainClause(behind) : behind.length;
	const named = behind.slice(0, end);
	// "It takes 7 s after A before B": both stand behind.
	const until = named.findIndex((token, i) => i > 0 && has(token, 'BEFORE', 'UNTIL'));
	if (until > 0) return has(link, 'BEFORE') ? null : { ends: [named.slice(0, until), named.slice(until + 1)] };
	const other = isLeading ? behind.slice(end) : tokens.slice(0, at);
	return has(link, 'BEFORE') ? { ends: [other, named] } : { ends: [named, other] };
}

/** `after the last reply the client closes …`: where the other clause begins without a comma. */
function mainClause(tokens: readonly Token[]): number {
	const at = tokens.findIndex(
		(token, i) =>
			i > 0 &&
			(has(token, 'CLIENT', 'SERVER', 'THERE_IS') ||
				(has(token, 'CONNECTION') && verbOf(tokens[i + 1], tokens, i + 1))) &&
			!has(tokens[i - 1], 'FROM', 'BY', 'TO'),
	);
	return at < 0 ? tokens.length : at;
}

/** `sekitar`, `only`, `pada`: words around a time. */
function isLoose(token: Token): boolean {
	return (
		has(token, 'ABOUT', 'ONLY', 'TO', 'PROBABLY') || (isOf(token, 'word') && /^(?:in|baru|some)$/i.test(token.word))
	);
}

/** `antara A dan B`, `selisih paket 8 dan 12`. */
function betweenBoth(tokens: readonly Token[], at: number): Parts | null {
	const between = tokens.findIndex(
		(token) =>
			has(token, 'BETWEEN') ||
			(isOf(token, 'word') && /^(?:selisih(?: waktu)?|jeda|gap|difference)$/i.test(token.word)),
	);
	if (between < 0) return null;
	const [from, to] = between < at ? [between + 1, at] : [between + 1, tokens.length];
	const inside = tokens.slice(from, to);
	const pair = inside.find((token) => isOf(token, 'rows') && token.rows.length === 2);
	if (isOf(pair, 'rows')) {
		const [a, b] = pair.rows.map((row): readonly Token[] => [{ ...pair, rows: [row], isRange: false }]);
		return a && b ? { ends: [a, b] } : null;
	}
	const and = inside.findIndex((token) => has(token, 'AND', 'WITH'));
	return and > 0 ? { ends: [inside.slice(0, and), untilVerb(inside.slice(and + 1))] } : null;
}

/** `dari A sampai B`, `from A to B`, before the time or behind it. */
function fromTo(tokens: readonly Token[], at: number): Parts | null {
	const from = tokens.findIndex(
		(token, i) => has(token, 'FROM') && (i === 0 || i > at || has(tokens[i - 1], 'DURATION', 'TIME')),
	);
	const to = tokens.findIndex((token, i) => i > from + 1 && (has(token, 'UNTIL') || isTo(token)));
	if (from < 0 || to < 0 || (from < at && to > at)) return null;
	const second = tokens.slice(to + 1, from < at ? at : tokens.length);
	return { ends: [tokens.slice(from + 1, to), untilVerb(second)] };
}

function isTo(token: Token): boolean {
	return isOf(token, 'word') && /^(?:to|ke|menuju|until)$/i.test(token.word);
}

/** `B butuh waktu …`, `B there are …`: what is said of the time is no part of B. */
function untilVerb(tokens: readonly Token[]): readonly Token[] {
	const end = tokens.findIndex(
		(token) =>
			has(token, 'DURATION', 'DEFINES', 'THERE_IS', 'RTT', 'ABOUT') ||
			(isOf(token, 'sign') && /^[,;:=]$/.test(token.sign)) ||
			(isOf(token, 'word') &&
				/^(?:butuh|membutuhkan|memakan|memerlukan|perlu|needs?|passes|pass|elapses?)$/i.test(token.word)),
	);
	return end < 0 ? tokens : tokens.slice(0, end);
}

/** `Kedua koneksi berselang 70 detik`, `two connections, 70 s apart`. */
function apart(tokens: readonly Token[], at: number): Parts | null {
	const isApart =
		isWord(tokens[at + 1], /^(?:apart|berselang)$/i) ||
		isWord(tokens[at - 1], /^(?:berselang|selang|terpaut|berjarak)$/i) ||
		(has(tokens[at - 1], 'ABOUT') && isWord(tokens[at - 2], /^(?:berselang|selang|terpaut|berjarak)$/i));
	const both = tokens.slice(0, at);
	return isApart ? { ends: [both, both] } : null;
}

function isWord(token: Token | undefined, word: RegExp): boolean {
	return isOf(token, 'word') && word.test(token.word);
}

/** What a part of the sentence names: rows, a counted message, or a part of the conversation. */
function endOf(tokens: readonly Token[], context: SentenceContext): GapEnd | null {
	const pick = pickOf(tokens);
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

function gapSay(
	tokens: readonly Token[],
	at: number,
	{ seconds, digits, scale, written }: TokenOf<'time'>,
	first: GapEnd,
	second: GapEnd,
): Say {
	const near = tokens.slice(Math.max(0, at - 3), at);
	const bound: GapSay['bound'] =
		says(near, 'LESS') || near.some((token) => isWord(token, /^within$/i))
			? 'at-most'
			: says(near, 'MORE', 'AT_LEAST')
				? 'at-least'
				: 'exactly';
	const hasRows = first.rows !== null || second.rows !== null;
	return {
		say: 'gap',
		kinds: hasRows ? ['K13', 'K01'] : ['K13'],
		pattern: 'P19',
		first,
		second,
		seconds,
		digits,
		scale,
		written,
		bound,
		isAbout: says(near, 'ABOUT'),
		tentative: null,
		...spanOf(tokens),
	};
}

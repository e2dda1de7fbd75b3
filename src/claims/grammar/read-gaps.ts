import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import { clauseBetween } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, messagesOf, says, spanOf } from './features.ts';
import type { HostMention } from './host.ts';
import { ANY_PACKET } from './packet-query.ts';
import { eventOf } from './read-order.ts';
import type { Say } from './say.ts';
import type { GapEnd } from './say-packets.ts';

/** Where the two ends of a span of time stand in a sentence. */
interface Ends {
	readonly first: readonly [from: number, to: number];
	readonly second: readonly [from: number, to: number];
}

/**
 * P19: how long it is from one thing to another: `0,36 s after the query`, `antara SYN dan SYN-ACK ada jeda 2 ms`,
 * `from the SYN to the SYN-ACK takes 2 ms`. Both ends must be told.
 */
export function readGaps(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
	scope: ClauseScope | undefined,
	sums: readonly Say[],
): readonly Say[] {
	const times = allOf(tokens, 'time').filter(
		(time) => !sums.some(({ start, end }) => start <= time.start && time.end <= end),
	);
	const [time] = times;
	const at = time ? tokens.indexOf(time) : -1;
	if (!scope || !time || times.length > 1) return [];
	const pair = flagPair(tokens);
	if (pair) return [gap(tokens, time, ...pair)];
	const ends = behindTime(tokens, at) ?? inBetween(tokens) ?? fromTo(tokens);
	if (!ends) return [];
	const [first, second] = [endOf(tokens, hosts, scope, ends.first), endOf(tokens, hosts, scope, ends.second)];
	return first && second ? [gap(tokens, time, first, second)] : [];
}

function gap(tokens: readonly Token[], time: TokenOf<'time'>, first: GapEnd, second: GapEnd): Say {
	const { seconds, digits, scale, written } = time;
	const isAbout = says(tokens, 'ABOUT');
	return {
		say: 'gap',
		kinds: ['K13'],
		pattern: 'P19',
		first,
		second,
		seconds,
		digits,
		scale,
		written,
		isAbout,
		tentative: null,
		...spanOf([time]),
	};
}

/** `X … 0,36 s after Y`, and `0,36 s after Y, X`. */
function behindTime(tokens: readonly Token[], at: number): Ends | null {
	const link = [at + 1, at + 2].find((i) => has(tokens[i], 'AFTER', 'BEFORE'));
	if (link === undefined) return null;
	const comma = tokens.findIndex((token, i) => i > link && isOf(token, 'sign') && /^[,;]$/.test(token.sign));
	const end = comma < 0 ? tokens.length : comma;
	const isLeading = tokens.slice(0, at).every((token) => has(token, 'ABOUT', 'WHEN', 'TO', 'THEN') || !isThing(token));
	const other: readonly [number, number] = isLeading ? [end + 1, tokens.length] : [0, at];
	const named: readonly [number, number] = [link + 1, end];
	return has(tokens[link], 'AFTER') ? { first: named, second: other } : { first: other, second: named };
}

function isThing(token: Token): boolean {
	return token.type !== 'word' || token.concepts.length > 0;
}

/** `between SYN and SYN-ACK`: two sets in one token. */
function flagPair(tokens: readonly Token[]): readonly [GapEnd, GapEnd] | null {
	const flags = tokens.find((token, i) => isOf(token, 'flags') && has(tokens[i - 1], 'BETWEEN'));
	const [first, second, ...others] = isOf(flags, 'flags') ? flags.sets : [];
	if (!first || !second || others.length > 0) return null;
	const end = (set: readonly string[]): GapEnd => ({
		rows: null,
		event: { name: 'packets', query: { ...ANY_PACKET, flags: [set] } },
	});
	return [end(first), end(second)];
}

/** `between X and Y`. */
function inBetween(tokens: readonly Token[]): Ends | null {
	const between = tokens.findIndex((token) => has(token, 'BETWEEN'));
	const and = tokens.findIndex((token, i) => i > between + 1 && (has(token, 'AND') || isWith(token)));
	if (between < 0 || and < 0) return null;
	return { first: [between + 1, and], second: [and + 1, stopAfter(tokens, and + 1)] };
}

function isWith(token: Token): boolean {
	return isOf(token, 'word') && /^(?:dengan|hingga|sampai)$/i.test(token.word);
}

/** `from X to Y`, `dari X sampai Y`; a time must be what is told. */
function fromTo(tokens: readonly Token[]): Ends | null {
	const from = tokens.findIndex((token) => isOf(token, 'word') && /^(?:from|dari)$/i.test(token.word));
	const to = tokens.findIndex(
		(token, i) =>
			i > from + 1 && isOf(token, 'word') && /^(?:to|ke|sampai|hingga|until|till|menuju)$/i.test(token.word),
	);
	const isTime = says(tokens, 'TIME', 'DURATION', 'RTT', 'WAIT') || tokens.some(isTaking);
	if (from < 0 || to < 0 || !isTime) return null;
	return { first: [from + 1, to], second: [to + 1, stopAfter(tokens, to + 1)] };
}

function isTaking(token: Token): boolean {
	return (
		isOf(token, 'word') &&
		/^(?:memakan|memerlukan|membutuhkan|butuh|perlu|elapses?|pass(?:es)?|takes?|took)$/i.test(token.word)
	);
}

/** The noun ends where the verb or the time begins. */
function stopAfter(tokens: readonly Token[], from: number): number {
	const stop = tokens.findIndex(
		(token, i) =>
			i > from &&
			(has(token, 'DEFINES', 'THERE_IS', 'DURATION', 'RTT', 'ABOUT') || isOf(token, 'time') || isTaking(token)),
	);
	return stop < 0 ? tokens.length : stop;
}

function endOf(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
	scope: ClauseScope,
	[from, to]: readonly [number, number],
): GapEnd | null {
	const own = tokens.slice(from, to);
	const [row, ...others] = allOf(own, 'rows');
	if (row && others.length === 0 && row.rows.length === 1)
		return { rows: { rows: row.rows, isRange: false, noun: row.noun }, event: null };
	const message = messagesOf(own);
	if (message && !says(own, 'RESPONSE', 'REPLY')) return { rows: message, event: null };
	if (row || own.length === 0) return null;
	const clause = clauseBetween(tokens, from, to, 'none', hosts);
	const event = eventOf(clause, { ...scope, rows: null, from: null, to: null });
	return event && event.name !== 'packets' ? { rows: null, event } : null;
}

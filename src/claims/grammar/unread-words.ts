import { has, isOf, type Token } from '../text/token.ts';
import { unsaidOf } from './accounting.ts';
import type { Clause } from './clause.ts';
import { flagSets, says, spanOf } from './features.ts';
import { hasLooseRows } from './loose-rows.ts';
import type { Say } from './say.ts';
import { isOfRows } from './uptake-where-said.ts';

/** What was understood, without what words that were not understood may turn round. */
export interface WithUnread {
	readonly says: readonly Say[];
	/** Words that no statement took up, and on which the truth of what was understood may hang. */
	readonly unread: readonly Say[];
}

/**
 * Words that change what a clause says and that none of its statements took up: a negation, "all", "only", "before". What
 * else was understood of the clause neither confirms nor refutes it then. Beside words of which nobody knows what they
 * do, it is not refuted.
 */
export function withUnreadWords(clauses: readonly Clause[], all: readonly Say[]): WithUnread {
	const read = clauses.map((clause, i) => readOf(clause, i, clauses, all));
	const says = all.map((say) =>
		trusted(
			say,
			read.filter(({ clause }) => isIn(say, clause)),
			clauses,
			all,
		),
	);
	return {
		says,
		unread: read.flatMap(({ clause, turns }) => (turns === null ? [] : [unreadAt(clause.tokens, turns)])),
	};
}

/** A clause with what of it was not understood. */
interface Read {
	readonly clause: Clause;
	readonly at: number;
	/** Words that turn what was understood round; `null` where nothing does. */
	readonly turns: readonly string[] | null;
	/** What else was not understood. */
	readonly others: readonly string[];
}

function readOf(clause: Clause, at: number, clauses: readonly Clause[], all: readonly Say[]): Read {
	const own = all.filter((say) => isIn(say, clause));
	const { operators, others } = unsaidOf(clause, own);
	const isTurned =
		own.length > 0 &&
		!own.some(({ say }) => say === 'universal') &&
		((at === 0 && isRunTogether(clause, clauses[1])) ||
			hasUnreadNegation(clause, own) ||
			hasUnreadQuantifier(clause, own));
	const turns = own.length > 0 && (isTurned || operators.length > 0) ? operators.map(textOf) : null;
	return { clause, at, turns, others: others.map(textOf) };
}

function textOf({ text }: Token): string {
	return text;
}

/** A statement that says where it stands, and what may keep it from being judged. */
function trusted(say: Say, own: readonly Read[], clauses: readonly Clause[], all: readonly Say[]): Say {
	const [one, another] = own;
	const placed = one && !another ? { ...say, ...placeOf(one.at, clauses) } : say;
	if (isSoAnyway(say)) return placed;
	if (own.some(({ turns }) => turns !== null)) return { ...placed, tentative: say.tentative ?? 'UNBOUND' };
	const unsaid = own.flatMap(({ others }) => others);
	const isLoose = own.some(({ clause, at }) => hasLooseRows(say, clause, clauses[at - 1])) || isCountedTwice(say, all);
	return unsaid.length > 0 || isLoose ? { ...placed, unsaid } : placed;
}

/** What other words cannot make true: a sum, a name, a packet that is pointed at, or that there is something of which there is none. */
function isSoAnyway(say: Say): boolean {
	if (say.say === 'cited' && say.rows.noun === '#') return true;
	return (say.say === 'absence' && say.isPresent) || SO_ANYWAY.has(say.say);
}

const SO_ANYWAY: ReadonlySet<Say['say']> = new Set<Say['say']>(['sum', 'type', 'log', 'file', 'document', 'votes']);

/** Which clause a statement stands in, and which one it is said to come after. */
function placeOf(at: number, clauses: readonly Clause[]): Pick<Say, 'clause' | 'follows'> {
	const [first, own, next] = [clauses[0]?.link, clauses[at]?.link, clauses[1]?.link];
	// "After X, Y", "X, then Y" and "X before Y": the later clause comes later; "before X, Y" and "Y after X": the first.
	if (at === 0 && (first === 'before' || next === 'after')) return { clause: 0, follows: 1 };
	const isLater = at > 0 && (own === 'then' || own === 'before' || (at === 1 && first === 'after'));
	return isLater ? { clause: at, follows: at - 1 } : { clause: at };
}

/** Two numbers of one thing: one of them is of something else. */
function isCountedTwice(say: Say, all: readonly Say[]): boolean {
	return (
		say.say === 'count' &&
		!say.isOnly &&
		all.some(
			(other) =>
				other.say === 'count' && other.thing === say.thing && other.value !== say.value && other.side === say.side,
		)
	);
}

function unreadAt(tokens: readonly Token[], unsaid: readonly string[]): Say {
	return {
		say: 'unchecked',
		kinds: ['K18'],
		pattern: 'P16',
		reason: 'UNBOUND',
		tentative: null,
		isUnread: true,
		unsaid,
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
	if (own.some((say) => (say.say === 'arp' && say.isEvery) || isOfRows(say))) return false;
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

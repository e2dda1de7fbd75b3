import type { Reason } from '../claim.ts';
import { has, isOf, type Token } from '../text/token.ts';
import { withCarriedRows } from './carried-rows.ts';
import { type Clause, clausesOf } from './clause.ts';
import { SIDE_LINKS, scopesOf } from './clause-scope.ts';
import type { SentenceContext } from './context.ts';
import { withoutRejected } from './contrast.ts';
import { withLimits } from './count-limits.ts';
import { isDangling } from './dangling.ts';
import { allOf, flagSets, rowsOf, says, spanOf } from './features.ts';
import { guardOf } from './guard.ts';
import { type HostRef, hostsOf } from './host.ts';
import { outsideReason } from './outside.ts';
import { acknowledges, readAcknowledgments } from './read-acknowledgments.ts';
import { readAnswerTime } from './read-answer-time.ts';
import { readCitations } from './read-citations.ts';
import { readClause } from './read-clause.ts';
import { isSeenCause, readCopies } from './read-copies.ts';
import { readGaps } from './read-gaps.ts';
import { readMacOwner, readMqttRoles, readMss } from './read-hardware.ts';
import { readLog } from './read-logs.ts';
import { readNumbered } from './read-numbered.ts';
import { readOrder } from './read-order.ts';
import { readReturns } from './read-returns.ts';
import { readSpeaker, readStarts, readStates } from './read-sides.ts';
import { readSums } from './read-sums.ts';
import { readUniversal } from './read-universal.ts';
import type { Say } from './say.ts';
import { generalReason } from './theory.ts';
import { ofToldConnection } from './told-connection.ts';
import { unreadNumbers } from './unread.ts';
import { withUnreadWords } from './unread-words.ts';

/** What was understood of a sentence. */
export interface ReadSentence {
	readonly says: readonly Say[];
	/** Who it is about, for the pronouns of the next. */
	readonly subject: HostRef | null;
}

/** Reads a sentence of prose into what can be checked of it. */
export function readSentence(text: string, written: readonly Token[], context: SentenceContext): ReadSentence {
	const tokens = withoutRejected(written);
	const guard = guardOf(text) ?? outsideReason(text, tokens) ?? (isDangling(text, tokens, context) ? 'UNBOUND' : null);
	if (guard !== null) return { says: [unchecked(tokens, guard)], subject: null };
	const sums = readSums(text);
	const hosts = hostsOf(tokens, context.names);
	const clauses = clausesOf(tokens, hosts);
	const subject = clauses.find(({ from }) => from !== null)?.from ?? clauses.find(({ to }) => to !== null)?.to ?? null;
	const general = generalReason(tokens, context);
	if (general.isAll) return { says: [...sums, unchecked(tokens, general.reason ?? 'THEORY')], subject };
	const scopes = scopesOf(clauses, tokens, context, general.reason);
	const read = clauses.flatMap((clause, i): readonly Say[] => {
		const scope = scopes[i];
		const said = scope ? withLimits(readClause(text, clause, scope), clauses, scopes, i) : [];
		const own = scope ? withCarriedRows(said, clause, clauses[i - 1], scope) : [];
		return SIDE_LINKS.has(clause.link) ? own.map((one) => ({ ...one, isSide: true })) : own;
	});
	const gaps =
		general.reason === null ? [...readGaps(tokens, context, sums), ...readAnswerTime(tokens, hosts, scopes[0])] : [];
	const logs = allOf(tokens, 'quote').flatMap(({ inner, start, end }) =>
		readLog(inner).map((log) => ({ ...log, start, end })),
	);
	if (logs.length > 0) return { says: [...logs, ...sums], subject };
	const whole = [
		...gaps,
		...(general.reason === null ? [...readMacOwner(tokens, hosts), ...readMqttRoles(tokens), ...readMss(tokens)] : []),
		...readUniversal(clauses, scopes),
		...readOrder(clauses, scopes),
		...acknowledges(clauses, scopes),
		...(general.reason === null
			? [
					...readAcknowledgments(text, tokens),
					...readStarts(text, tokens, hosts),
					...readSpeaker(tokens, hosts),
					...readStates(text),
				]
			: []),
		...(general.reason === null ? readCopies(tokens) : []),
		...(isSeenCause(text, tokens) ? [] : causes(tokens)),
		...files(tokens),
	];
	// The time between two things is no moment.
	const timed = gaps.length > 0 ? read.filter(({ say }) => say !== 'time') : read;
	const returns = general.reason === null ? readReturns(tokens) : [];
	// What goes and what comes back are two messages, and no packet is both.
	const moved = returns.length > 0 ? timed.filter(({ say }) => !OF_ONE_PACKET.has(say)) : timed;
	const hasUniversal = whole.some(({ say }) => say === 'universal');
	const all = prune(
		ofToldConnection(
			[
				...(hasUniversal ? moved.filter(({ say }) => say !== 'packet' && say !== 'count') : moved).filter(
					(one) => !isInSum(one, sums),
				),
				...whole,
				...returns,
				...sums,
			],
			tokens,
		),
		clauses,
	);
	const cited = general.reason === null ? [...readCitations(tokens, all, context.topics), ...readNumbered(tokens)] : [];
	const isSilent = all.length + cited.length === 0;
	const found = isSilent ? flagList(tokens, context, general.reason) : [...all, ...cited];
	const { says: trusted, unread } = withUnreadWords(
		clauses,
		isLoneCount(tokens, clauses, context) ? found.map(open) : found,
	);
	return { says: [...trusted, ...unreadNumbers(tokens, found), ...unread], subject };
}

const OF_ONE_PACKET: ReadonlySet<Say['say']> = new Set<Say['say']>(['packet', 'unquoted', 'call', 'count', 'lengths']);

/** `Three segments only.` behind another sentence: of what that one spoke of, and not of all. */
function isLoneCount(tokens: readonly Token[], clauses: readonly Clause[], { isContinued }: SentenceContext): boolean {
	return (
		isContinued && tokens.length <= 5 && isOf(tokens[0], 'number') && clauses.every(({ verbs }) => verbs.length === 0)
	);
}

function open(say: Say): Say {
	return { ...say, tentative: say.tentative ?? 'UNBOUND' };
}

/** P21: a reason is nothing that packets show. */
function causes(tokens: readonly Token[]): readonly Say[] {
	const isCause =
		says(tokens, 'CONGESTION') ||
		tokens.some(
			(token, i) => has(token, 'BECAUSE') && !tokens.slice(i + 1, i + 4).some((next) => has(next, 'INTEND')),
		) ||
		(says(tokens, 'INCREASE') && says(tokens, 'RTT'));
	return isCause ? [unchecked(tokens, 'CAUSE', 'K19')] : [];
}

function files(tokens: readonly Token[]): readonly Say[] {
	return allOf(tokens, 'file').map(
		(token): Say => ({
			say: 'file',
			kinds: ['K21'],
			pattern: 'P24',
			name: token.name,
			tentative: null,
			start: token.start,
			end: token.end,
		}),
	);
}

/** `flag SYN, ACK, PSH, dan FIN`: each of them is there. */
function flagList(tokens: readonly Token[], context: SentenceContext, tentative: Reason | null): readonly Say[] {
	const sets = flagSets(tokens);
	if (sets.length < 2) return [];
	const rows = rowsOf(tokens) ?? context.rows;
	const names = [...new Set(sets.flat())];
	return rows
		? [
				{
					say: 'row-flags',
					kinds: ['K06', 'K01'],
					pattern: 'P14',
					rows,
					count: null,
					flags: names,
					tentative,
					...spanOf(tokens),
				},
			]
		: [];
}

function unchecked(tokens: readonly Token[], reason: Reason, kind: 'K19' | 'K20' = 'K20'): Say {
	return { say: 'unchecked', kinds: [kind], pattern: 'P21', reason, tentative: null, ...spanOf(tokens) };
}

/** A number of a formula counts nothing. */
function isInSum(one: Say, sums: readonly Say[]): boolean {
	return one.say === 'count' && sums.some(({ start, end }) => start <= one.start && one.end <= end);
}

/** A close that is told by its FIN is one statement; a file name beside packets is a place. */
function prune(all: readonly Say[], clauses: readonly Clause[]): readonly Say[] {
	const hasArithmetic = all.some(({ say }) => say === 'sum');
	const others = all.filter(({ say }) => say !== 'sum' && say !== 'unchecked');
	return all
		.map((one) => (one.say === 'sum' && others.length > 0 && clauses.length > 0 ? { ...one, isAside: true } : one))
		.filter((one) => !(hasArithmetic && one.say === 'time'));
}

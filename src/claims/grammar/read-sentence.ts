import type { Reason } from '../claim.ts';
import { has, isOf, type Token } from '../text/token.ts';
import { type Clause, clausesOf, isPassiveAnswer } from './clause.ts';
import type { Link } from './clause-cuts.ts';
import type { ClauseScope } from './clause-scope.ts';
import type { SentenceContext } from './context.ts';
import { allOf, flagSets, messagesOf, rowsOf, says, spanOf } from './features.ts';
import { guardOf } from './guard.ts';
import { type HostRef, hostsOf } from './host.ts';
import type { RowRef } from './packet-query.ts';
import { readAcknowledgments } from './read-acknowledgments.ts';
import { readArp } from './read-arp.ts';
import { readCitations } from './read-citations.ts';
import { readAbsence, readCounts } from './read-counts.ts';
import { readCalls, readClose, readHandshake } from './read-course.ts';
import { readEndpoints } from './read-endpoints.ts';
import { readLog } from './read-logs.ts';
import { readLengths, readTimes } from './read-numbers.ts';
import { readOrder } from './read-order.ts';
import { readPacket } from './read-packet.ts';
import { readProtocol } from './read-protocol.ts';
import { readSpeaker, readStarts, readStates } from './read-sides.ts';
import { readSums } from './read-sums.ts';
import { readUniversal } from './read-universal.ts';
import type { Say } from './say.ts';
import { unreadNumbers } from './unread.ts';

/** What was understood of a sentence. */
export interface ReadSentence {
	readonly says: readonly Say[];
	/** Who it is about, for the pronouns of the next. */
	readonly subject: HostRef | null;
}

/** Reads a sentence of prose into what can be checked of it. */
export function readSentence(text: string, tokens: readonly Token[], context: SentenceContext): ReadSentence {
	const guard = guardOf(text);
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
		const own = scope ? readClause(clause, scope) : [];
		return SIDE_LINKS.has(clause.link) ? own.map((one) => ({ ...one, isSide: true })) : own;
	});
	const logs = allOf(tokens, 'quote').flatMap(({ inner, start, end }) =>
		readLog(inner).map((log) => ({ ...log, start, end })),
	);
	if (logs.length > 0) return { says: [...logs, ...sums], subject };
	const whole = [
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
		...causes(tokens),
		...files(tokens),
	];
	const hasUniversal = whole.some(({ say }) => say === 'universal');
	const all = prune(
		[...(hasUniversal ? read.filter(({ say }) => say !== 'packet' && say !== 'count') : read), ...whole, ...sums],
		clauses,
	);
	const cited = general.reason === null ? readCitations(tokens, all, context.topics) : [];
	const isSilent = all.length + cited.length === 0;
	const found = isSilent ? flagList(tokens, context, general.reason) : [...all, ...cited];
	return { says: [...found, ...unreadNumbers(tokens, found)], subject };
}

/** What a clause behind these says is when or why, not what. */
const SIDE_LINKS: ReadonlySet<Link> = new Set<Link>(['after', 'before', 'when', 'because', 'in-order-to']);

function readClause(clause: Clause, scope: ClauseScope): readonly Say[] {
	const arp = readArp(clause, scope);
	const lengths = readLengths(clause, scope);
	const counts = readCounts(clause, scope);
	const absence = readAbsence(clause, scope);
	const times = readTimes(clause, scope);
	const course = [...readHandshake(clause, scope), ...readClose(clause, scope), ...readCalls(clause, scope)];
	const isSpecial =
		arp.length > 0 ||
		lengths.length > 0 ||
		times.length > 0 ||
		counts.some(({ say }) => say === 'row-flags' || say === 'count') ||
		absence.length > 0;
	const isHandshakeOnly = course.some(({ say }) => say === 'handshake') && flagSets(clause.tokens).length !== 1;
	const packets = isSpecial || isHandshakeOnly ? [] : readPacket(clause, scope);
	return [
		...packets,
		...(packets.length + arp.length + counts.length + course.length + absence.length === 0
			? readProtocol(clause, scope)
			: []),
		...arp,
		...lengths,
		...counts,
		...absence,
		...times,
		...course,
		...readEndpoints(clause, scope),
	];
}

/** Gives each clause the rows and the subject that it is told in. */
function scopesOf(
	clauses: readonly Clause[],
	sentence: readonly Token[],
	context: SentenceContext,
	tentative: Reason | null,
): readonly ClauseScope[] {
	let rows = context.rows;
	let areOwn = context.areRowsOwn;
	let from: HostRef | null = null;
	let to: HostRef | null = null;
	return clauses.map((clause) => {
		const own = rowsOf(clause.tokens);
		const isElsewhere = clause.link === 'before' || clause.link === 'after';
		const [carried, wereOwn] = [rows, areOwn];
		if (own && !context.areRowsOwn) [rows, areOwn] = [own, true];
		const message = rows === null || !areOwn ? ownMessage(clause) : null;
		const isActive = clause.verbs.some((verb) => verb !== 'receive');
		const isBare = clause.from === null && clause.to === null;
		// "dibalas X": who spoke before is the one who gets it.
		const isAnswered = isBare && isPassiveAnswer(clause);
		const scope: ClauseScope = {
			rows: message ?? rows,
			areOwnRows: message !== null || areOwn,
			from: isBare && isActive && !isAnswered ? from : null,
			to: isAnswered ? from : isBare && !isActive ? to : null,
			context,
			tentative: clause.link === 'if' ? 'CONDITION_NOT_MET' : tentative,
			sentence,
		};
		if (clause.verbs.includes('receive')) from = clause.to ?? from;
		else from = clause.from ?? from;
		to = clause.to ?? to;
		// "Before packet 8, …": what follows is not in packet 8.
		if (own && isElsewhere && clauses.length > 1) [rows, areOwn] = [carried, wereOwn];
		return scope;
	});
}

/** The n-th message that a clause is about; what answers or acknowledges it is another packet. */
function ownMessage(clause: Clause): RowRef | null {
	const isOther = clause.isNegated || isPassiveAnswer(clause) || clause.verbs.includes('acknowledge');
	// "The reply to the first message": the message only tells which reply.
	const asked = allOf(clause.tokens, 'nth').some(({ what }) => what === 'message' || what === 'request');
	if (asked && says(clause.tokens, 'RESPONSE', 'ECHO', 'EVENT', 'REPLY')) return null;
	return isOther || SIDE_LINKS.has(clause.link) ? null : messagesOf(clause.tokens);
}

const GENERAL_WORDS =
	/^(?:umumnya|biasanya|generally|usually|typically|normally|lazimnya|teori|teoretis|theory|konsep|secara umum|pada umumnya|in general|pada dasarnya|secara teori|in theory|pola|model|textbook|textbooks|buku|literatur|rfc|standar|standard|teks)$/;

/** Whether a sentence is about networks in general; `isAll` where nothing of it is worth comparing. */
function generalReason(
	tokens: readonly Token[],
	context: SentenceContext,
): { readonly reason: Reason | null; readonly isAll: boolean } {
	const isSpecific = tokens.some((token) =>
		['rows', 'ip', 'port', 'ports', 'seq', 'acknum', 'time', 'mac', 'http', 'quote', 'call', 'number'].includes(
			token.type,
		),
	);
	if (context.isGeneral) return { reason: 'THEORY', isAll: !isSpecific };
	if (tokens.some((token, i) => has(token, 'IF') && !isDoubled(tokens, i)))
		return { reason: 'CONDITION_NOT_MET', isAll: false };
	const general = tokens.some((token) => token.type === 'word' && GENERAL_WORDS.test(token.word.toLowerCase()));
	const isNotOnly = tokens.some((token, i) => has(token, 'NOT') && has(tokens[i + 1], 'ONLY'));
	const isOther =
		says(tokens, 'UDP', 'ICMP', 'DNS') &&
		!says(tokens, 'TCP', 'CAPTURE', 'THERE_IS', 'NOT', 'WITH', 'CLIENT', 'SERVER', 'PACKET');
	const isContrast = says(tokens, 'UDP') && says(tokens, 'HANDSHAKE', 'ACKNUM', 'ACKNOWLEDGE', 'RETRANSMISSION');
	if ((general || isNotOnly || isOther || isContrast || isDefinition(tokens)) && !isSpecific)
		return { reason: 'THEORY', isAll: true };
	// "An example: #11 has Ack 19" is of this capture.
	const isExample = says(tokens, 'EXAMPLE') && !tokens.some((token) => isOf(token, 'rows') && token.noun === '#');
	if (general || isExample || tokens.some((token) => has(token, 'GENERALLY')))
		return { reason: 'THEORY', isAll: false };
	return { reason: null, isAll: false };
}

/** `menunggu kalau-kalau …` is no condition. */
function isDoubled(tokens: readonly Token[], at: number): boolean {
	return [at - 2, at - 1, at + 1, at + 2].some((near) => has(tokens[near], 'IF'));
}

/** `TCP adalah protokol …`: a term of networks, and what it is. */
function isDefinition(tokens: readonly Token[]): boolean {
	const at = tokens.findIndex(
		(token) =>
			token.type === 'word' &&
			/^(?:adalah|merupakan|ialah|is|are|berfungsi|bertugas|digunakan|means|refers)$/i.test(token.word),
	);
	if (at < 1 || at > 9) return false;
	// "the server is the first to …" is no definition of a server.
	if (has(tokens[at - 1], 'CLIENT', 'SERVER') && says(tokens.slice(at), 'FIRST', 'LAST')) return false;
	const subject = tokens.slice(0, at);
	if (says(subject, 'SEND', 'REPLY', 'CLOSE', 'START') && says(subject, 'WHICH')) return false;
	const isTerm = subject.some(
		(token) =>
			has(
				token,
				'TCP',
				'UDP',
				'ARP',
				'HTTP',
				'MQTT',
				'FLAG',
				'HANDSHAKE',
				'SEQ',
				'ACKNUM',
				'WINDOW',
				'EVENT',
				'FUNCTION',
				'PORT',
				'PROTOCOL',
				'MSS',
				'MTU',
				'CHECKSUM',
				'BROADCAST',
			) || isOf(token, 'flags'),
	);
	const isHere =
		says(tokens, 'CAPTURE', 'IS') ||
		subject.some((token) => token.type === 'word' && /^(?:yang digunakan|used|here|disini)$/i.test(token.word));
	const next = tokens[at + 1];
	if (
		has(next, 'SUCCESS', 'OPEN', 'CLOSE', 'THERE_IS', 'FAILED', 'REFUSE', 'REPLY', 'RETRANSMISSION', 'SEND', 'RECEIVE')
	)
		return false;
	const names = next && (has(next, 'TCP', 'UDP', 'HTTP', 'CLIENT', 'SERVER', 'PROTOCOL') || isOf(next, 'flags'));
	return isTerm && !isHere && !(names && subject.some((token) => has(token, 'PROTOCOL', 'FLAG')));
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

/** M15: an ACK of one host as a sign that another host's data came. */
function acknowledges(clauses: readonly Clause[], scopes: readonly ClauseScope[]): readonly Say[] {
	return clauses.flatMap((clause, i): readonly Say[] => {
		const next = clauses
			.slice(i + 1)
			.find(({ tokens }) => says(tokens, 'PUBLISHER', 'SUBSCRIBER') || tokens.some((token) => isOf(token, 'ip')));
		const from = clause.from ?? scopes[i]?.from ?? clause.hosts[0]?.host ?? null;
		const acks = clause.verbs.includes('acknowledge') || flagSets(clause.tokens).some((set) => set.join() === 'ACK');
		const of =
			clause.verbs.includes('acknowledge') && clause.to ? clause.to : (next?.from ?? next?.hosts[0]?.host ?? null);
		const isAbout =
			next !== undefined && (next.link === 'means' || next.link === 'so') && says(next.tokens, 'DATA', 'RECEIVE');
		if (
			!acks ||
			!from ||
			!of ||
			!(isAbout || clause.verbs.includes('acknowledge')) ||
			(from.side === of.side && from.role === of.role && from.address === of.address)
		)
			return [];
		return [
			{
				say: 'acknowledges',
				kinds: ['K02', 'K19'],
				pattern: 'P21',
				from,
				of,
				tentative: scopes[i]?.tentative ?? null,
				...spanOf(clause.tokens),
			},
		];
	});
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

/** A close that is told by its FIN is one statement; a file name beside packets is a place. */
function prune(all: readonly Say[], clauses: readonly Clause[]): readonly Say[] {
	const hasArithmetic = all.some(({ say }) => say === 'sum');
	const others = all.filter(({ say }) => say !== 'sum' && say !== 'unchecked');
	return all
		.map((one) => (one.say === 'sum' && others.length > 0 && clauses.length > 0 ? { ...one, isAside: true } : one))
		.filter((one) => !(hasArithmetic && one.say === 'time'));
}

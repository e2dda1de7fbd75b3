import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { packetQuery } from './described-packet.ts';
import { allOf, flagSets, messagesOf, rowsOf, says, spanOf } from './features.ts';
import { type HostRef, NO_HOST } from './host.ts';
import type { PacketQuery } from './packet-query.ts';
import type { Say } from './say.ts';
import { unquotedTexts } from './unquoted-text.ts';
import { isPassive, verbOf } from './verbs.ts';

/** A clause in its parts: who acknowledges, with what, and what is acknowledged. */
interface Parts {
	readonly by: HostRef | null;
	readonly object: readonly Token[];
	readonly means: readonly Token[];
}

/**
 * P10: `client mengakui pesan halo dengan ACK`, `the FIN is acknowledged by the server`, `ACK untuk SYN`: the packet that
 * acknowledges is another than the one that is acknowledged, and both must be there.
 */
export function readAcked(clause: Clause, scope: ClauseScope): readonly Say[] {
	if (clause.isNegated || clause.isBetween || says(scope.sentence, 'EVERY', 'EACH', 'ALWAYS')) return [];
	const parts = partsOf(clause, scope);
	const object = parts ? objectOf(clause, scope, parts) : null;
	if (!parts || !object) return [];
	const [acknum] = allOf(clause.tokens, 'acknum');
	const rows = scope.rows !== null && scope.areOwnRows ? scope.rows : rowsOf(parts.means);
	const isOwnRow = rows !== null && rows !== object.rows;
	return [
		{
			say: 'acked',
			kinds: isOwnRow ? ['K01', 'K07', 'K02'] : ['K07', 'K02'],
			pattern: 'P10',
			by: parts.by,
			rows: isOwnRow ? rows : null,
			flags: flagSets(parts.means)[0] ?? null,
			acknowledgment: acknum?.value ?? null,
			isPure: says(parts.means, 'SEPARATE', 'EMPTY'),
			object: object.query,
			objectRows: object.rows,
			texts: object.query.texts.length > 0 ? [] : unquotedTexts(parts.object),
			tentative: scope.tentative,
			...spanOf(clause.tokens),
		},
	];
}

const FOR = /^(?:untuk|atas|terhadap|bagi|for|of)$/i;

function partsOf(clause: Clause, scope: ClauseScope): Parts | null {
	const { tokens } = clause;
	const verb = tokens.findIndex((token, i) => verbOf(token, tokens, i) === 'acknowledge');
	if (verb >= 0) return isPassive(tokens, verb) ? passive(clause, verb) : active(clause, scope, verb);
	// `SYN dibalas RST, ACK`: what answers a flag acknowledges it.
	const reply = tokens.findIndex((token, i) => verbOf(token, tokens, i) === 'reply' && isPassive(tokens, i));
	const answered = reply < 0 ? null : passive(clause, reply);
	if (answered && flagSets(answered.object).length > 0 && flagSets(answered.means).length > 0) return answered;
	// `ACK untuk FIN server`: a noun.
	const noun = tokens.findIndex((token, i) => isBareAck(token) && isFor(tokens[i + 1]));
	const isSent = clause.verbs.every((each) => each === 'send' || each === 'reply');
	if (noun < 0 || !isSent) return null;
	return { by: clause.from ?? scope.from, object: tokens.slice(noun + 2), means: tokens.slice(0, noun + 1) };
}

function isBareAck(token: Token): boolean {
	return isOf(token, 'flags') && token.sets.length === 1 && token.sets[0]?.join() === 'ACK';
}

function isFor(token: Token | undefined): boolean {
	return isOf(token, 'word') && FOR.test(token.word);
}

function active({ tokens, from }: Clause, scope: ClauseScope, verb: number): Parts {
	const behind = tokens.slice(verb + 1);
	const cut = behind.findIndex((token, i) => has(token, 'WITH') || isOf(token, 'acknum') || isPlace(behind, i));
	return {
		by: from ?? scope.from,
		object: cut < 0 ? behind : behind.slice(0, cut),
		means: cut < 0 ? [] : behind.slice(cut),
	};
}

/** `… in packet 7`: where it is acknowledged. */
function isPlace(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	return isOf(tokens[at], 'rows') && isWord(before, /^(?:in|at|on|pada|di|lewat|via)$/i);
}

function passive({ tokens, hosts }: Clause, verb: number): Parts {
	const by = tokens.findIndex((token, i) => i > verb && has(token, 'BY'));
	const host = hosts.find(({ at }) => at > verb)?.host ?? null;
	const means = tokens.slice(verb + 1);
	return { by: by < 0 && !hosts.some(({ at }) => at === verb + 1) ? null : host, object: tokens.slice(0, verb), means };
}

/** What is acknowledged, told by flags, texts, rows or as data; `null` where nothing tells it. */
function objectOf(
	clause: Clause,
	scope: ClauseScope,
	{ by, object }: Parts,
): { readonly query: PacketQuery; readonly rows: ReturnType<typeof rowsOf> } | null {
	const owner = ownerOf(clause, object) ?? opposite(by);
	const inner = { ...clause, tokens: object, verbs: [], hosts: [], from: owner, to: null };
	const query = packetQuery(inner, { ...scope, from: null, to: null });
	const rows = rowsIn(object) ?? messagesOf(object);
	const isData = says(object, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT', 'PAYLOAD', 'ECHO');
	const carries = isData && query.flags.length === 0 ? ('data' as const) : null;
	const isTold = query.flags.length > 0 || query.texts.length > 0 || rows !== null || isData;
	return isTold ? { query: { ...query, carries, sequence: null, acknowledgment: null }, rows } : null;
}

/** Here `#8` is what is acknowledged, whatever it is elsewhere. */
function rowsIn(object: readonly Token[]): ReturnType<typeof rowsOf> {
	const [only, ...others] = allOf(object, 'rows');
	if (only && others.length === 0 && !only.noun.endsWith('ordinal'))
		return { rows: only.rows, isRange: only.isRange, noun: only.noun };
	return rowsOf(object);
}

/** `FIN dari server`, `the client's SYN`: whose it is. */
function ownerOf({ tokens, hosts }: Clause, object: readonly Token[]): HostRef | null {
	const [start, end] = [tokens.indexOf(object[0] as Token), tokens.indexOf(object.at(-1) as Token)];
	const inside = hosts.filter(({ at }) => object.length > 0 && at >= start && at <= end);
	return inside.length === 1 ? (inside[0]?.host ?? null) : null;
}

function opposite(host: HostRef | null): HostRef | null {
	if (host?.side == null) return null;
	return { ...NO_HOST, side: host.side === 'client' ? 'server' : 'client' };
}

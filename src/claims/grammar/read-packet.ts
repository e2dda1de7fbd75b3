import type { ClaimKind } from '../claim.ts';
import { has, isOf, type Token } from '../text/token.ts';
import { bytesOf } from './byte-lengths.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { hasOwnAck, packetQuery } from './described-packet.ts';
import { flagSets, isHandshakeList, phaseOf, rowsOf, says, spanOf } from './features.ts';
import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import { packetSay } from './packet-say.ts';
import type { Say } from './say.ts';
import { verbOf } from './verbs.ts';
import { isWeak } from './weak-packet.ts';

/** P01, P02, P03: a packet, described by who sends it to whom, its flags, its text and its numbers. */
export function readPacket(clause: Clause, told: ClauseScope): readonly Say[] {
	const { tokens, verbs } = clause;
	const scope = hasOwnAck(tokens) ? { ...told, rows: null } : told;
	const sets = flagSets(tokens);
	if (isHandshakeList(sets)) return [];
	const received = receivedBytes(clause, scope);
	const query = withReceived(packetQuery(clause, scope), clause, received);
	const isMoving =
		verbs.some((verb) => ['send', 'reply', 'receive', 'acknowledge'].includes(verb)) ||
		clause.isBetween ||
		tokens.some((token) => isOf(token, 'arrow'));
	const isTold =
		isMoving ||
		scope.rows !== null ||
		sets.length > 0 ||
		query.texts.length > 0 ||
		query.http !== null ||
		query.mqtt !== null ||
		query.sequence !== null ||
		query.acknowledgment !== null;
	const kinds = kindsOf(query, scope);
	// "100 bytes are not in the capture": of which packet, nobody says.
	if (clause.isNegated && kinds.every((kind) => kind === 'K08' || kind === 'K01')) return [];
	// "nothing new to acknowledge" says why, not that it acknowledges nothing.
	if (clause.isNegated && verbs.includes('acknowledge') && sets.length === 0) return [];
	const [first, ...rest] = kinds;
	if (!isTold || first === undefined || isListOfFlags(tokens, sets)) return [];
	return [
		packetSay(query, {
			kinds: [first, ...rest],
			pattern: scope.rows && scope.areOwnRows ? 'P03' : query.from && query.to ? 'P01' : 'P02',
			rows: scope.rows,
			phase: phaseOf(tokens) ?? phaseOf(scope.sentence) ?? scope.context.phase,
			isNegated: clause.isNegated && isNegatedPacket(tokens),
			...(isNeverSent(tokens) ? { isNeverSent: true as const } : {}),
			isReply: verbs.includes('reply'),
			isWeak: isWeak(clause, query, scope),
			isFirst: says(tokens, 'FIRST'),
			...lastOf(tokens, query),
			acknowledges: verbs.includes('acknowledge'),
			...(received === null ? {} : { received }),
			tentative: scope.tentative,
			...spanOf(tokens),
		}),
	];
}

/** `The last packet is …`, `ACK terakhir`: of all packets, of those with these flags, or of messages. */
function lastOf(tokens: readonly Token[], { flags, carries }: PacketQuery): { readonly lastOf?: PacketQuery } {
	const at = tokens.findIndex((token) => has(token, 'LAST'));
	const near = [tokens[at + 1], tokens[at - 1]];
	if (at < 0) return {};
	if (near.some((token) => isOf(token, 'flags'))) return { lastOf: { ...ANY_PACKET, flags, carries } };
	if (near.some((token) => has(token, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT')))
		return { lastOf: { ...ANY_PACKET, carries: 'data' } };
	return near.some((token) => has(token, 'PACKET', 'SEGMENT', 'FRAME', 'ROW')) ? { lastOf: ANY_PACKET } : {};
}

/** `Ack=117, artinya client sudah menerima 116 byte`: whoever got so many bytes acknowledges the next. */
function withReceived(query: PacketQuery, { to, verbs }: Clause, received: number | null): PacketQuery {
	if (received === null) return query;
	return {
		...query,
		from: verbs.includes('receive') ? to : null,
		to: null,
		bytes: null,
		carries: null,
		http: null,
		texts: [],
		acknowledgment: received + 1,
	};
}

/** How many bytes came, where an acknowledgment number beside it tells so. */
function receivedBytes({ verbs, tokens, link }: Clause, { sentence }: ClauseScope): number | null {
	const isTold = sentence.some((token) => isOf(token, 'acknum')) && !tokens.some((token) => isOf(token, 'acknum'));
	const isMeant = verbs.includes('receive') || link === 'so' || link === 'means';
	return isTold && isMeant && rowsOf(tokens) === null ? bytesOf(tokens) : null;
}

function kindsOf(query: PacketQuery, scope: ClauseScope): readonly ClaimKind[] {
	const kinds: ClaimKind[] = [];
	if (scope.rows && scope.areOwnRows) kinds.push('K01');
	if (query.from || query.to) kinds.push('K02');
	if (query.flags.length > 0) kinds.push('K06');
	if (query.sequence !== null || query.acknowledgment !== null || query.window !== null) kinds.push('K07');
	if (query.bytes !== null || query.frameBytes !== null) kinds.push('K08');
	if (query.texts.length > 0 || query.http || query.mqtt) kinds.push('K09');
	if (query.sourcePort !== null) kinds.push('K10');
	if (query.http?.version) kinds.push('K16');
	const isPlace = kinds.length === 1 && (kinds[0] === 'K01' || kinds[0] === 'K02');
	if (isPlace && query.carries === null && !(query.from && query.to) && !(query.from && scope.rows)) return [];
	return kinds;
}

/** `never sent`, `tidak pernah dikirim ke server`. */
function isNeverSent(tokens: readonly Token[]): boolean {
	return tokens.some(
		(token, i) =>
			has(token, 'NOT') && tokens.slice(i + 1, i + 3).some((next, n) => verbOf(next, tokens, i + 1 + n) === 'send'),
	);
}

/** "tidak membawa data" is about the packet, "tidak ada" about its being there. */
function isNegatedPacket(tokens: readonly Token[]): boolean {
	return !says(tokens, 'EMPTY');
}

/** A list of flags with the word "flag" tells which flags there are. */
function isListOfFlags(tokens: readonly Token[], sets: readonly (readonly string[])[]): boolean {
	return sets.length > 1 && says(tokens, 'FLAG') && !tokens.some((token) => isOf(token, 'arrow'));
}

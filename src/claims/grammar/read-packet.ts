import type { ClaimKind, Reason } from '../claim.ts';
import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import { type Clause, isPassiveAnswer } from './clause.ts';
import type { SentenceContext } from './context.ts';
import { allOf, flagSets, isHandshakeList, phaseOf, says, spanOf } from './features.ts';
import type { HostRef } from './host.ts';
import { ANY_PACKET, type PacketQuery, type RowRef } from './packet-query.ts';
import type { Say } from './say.ts';
import type { PacketSay } from './say-packets.ts';

/** What a clause is told in. */
export interface ClauseScope {
	readonly rows: RowRef | null;
	/** Rows of the sentence before are a hint, rows of the clause itself a claim. */
	readonly areOwnRows: boolean;
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly context: SentenceContext;
	readonly tentative: Reason | null;
	/** The whole sentence. */
	readonly sentence: readonly Token[];
}

/** P01, P02, P03: a packet, described by who sends it to whom, its flags, its text and its numbers. */
export function readPacket(clause: Clause, told: ClauseScope): readonly Say[] {
	const { tokens, verbs } = clause;
	const scope = hasOwnAck(tokens) ? { ...told, rows: null } : told;
	const sets = flagSets(tokens);
	if (isHandshakeList(sets)) return [];
	const query = packetQuery(clause, scope);
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
	const says_: PacketSay = {
		say: 'packet',
		rows: scope.rows,
		query,
		phase: phaseOf(tokens) ?? phaseOf(scope.sentence) ?? scope.context.phase,
		isNegated: clause.isNegated && isNegatedPacket(tokens),
		isReply: verbs.includes('reply'),
		isWeak: isWeak(clause, query, scope),
		isFirst: says(tokens, 'FIRST'),
		acknowledges: verbs.includes('acknowledge'),
	};
	return [
		{
			...says_,
			kinds: [first, ...rest],
			pattern: scope.rows && scope.areOwnRows ? 'P03' : query.from && query.to ? 'P01' : 'P02',
			...spanOf(tokens),
			tentative: scope.tentative,
		},
	];
}

/** `the first request has an ACK of its own`: the ACK is another packet than the one that has it. */
function hasOwnAck(tokens: readonly Token[]): boolean {
	const [set, ...others] = flagSets(tokens);
	return set?.join() === 'ACK' && others.length === 0 && says(tokens, 'SEPARATE');
}

/** `Server membalas FIN client dengan ACK`: the flags behind "with" are those of the answer. */
function answerFlags(clause: Clause): PacketQuery['flags'] | null {
	const { tokens, verbs, hosts, from } = clause;
	const at = tokens.findIndex((token) => has(token, 'WITH'));
	const isActive =
		verbs.length === 1 && verbs[0] === 'reply' && !isPassiveAnswer(clause) && hosts[0]?.at === 0 && from !== null;
	if (!isActive || at < 0) return null;
	const [asked, answer] = [flagSets(tokens.slice(0, at)), flagSets(tokens.slice(at + 1))];
	return asked.length > 0 && answer.length > 0 ? answer : null;
}

/** Gathers what the clause says of the packet. */
export function packetQuery(clause: Clause, scope: ClauseScope): PacketQuery {
	const { tokens, verbs } = clause;
	const sets = flagSets(tokens);
	const [sequence] = allOf(tokens, 'seq');
	const [acknowledgment] = allOf(tokens, 'acknum');
	const [window] = allOf(tokens, 'win');
	const [ports] = allOf(tokens, 'ports');
	const [mqtt] = allOf(tokens, 'mqtt');
	const acknowledges = verbs.includes('acknowledge') && sets.length === 0;
	const bytes = bytesOf(tokens);
	const isOfFrame = bytes !== null && isFrameLength(tokens);
	return {
		...ANY_PACKET,
		from: clause.isBetween ? clause.from : (clause.from ?? scope.from),
		to: clause.isBetween ? clause.to : (clause.to ?? scope.to),
		isBetween: clause.isBetween,
		flags: acknowledges ? [['ACK']] : (answerFlags(clause) ?? sets),
		isExact: allOf(tokens, 'flags').some(({ isBracketed }) => isBracketed),
		carries: carriesOf(clause, sets),
		texts: textsOf(tokens),
		http: httpOf(tokens),
		mqtt: mqtt ? { message: mqtt.message, topic: mqtt.topic } : null,
		sequence: sequence?.value ?? null,
		acknowledgment: acknowledgment?.value ?? null,
		bytes: isOfFrame ? null : bytes,
		window: window?.value ?? null,
		sourcePort: ports?.source ?? null,
		destinationPort: ports?.destination ?? null,
		protocol: says(tokens, 'UDP') && !says(tokens, 'TCP') ? 'udp' : null,
		frameBytes: isOfFrame ? bytes : null,
	};
}

/** `acknowledged by the reply` is data, `an ACK of its own` has none. */
function carriesOf(clause: Clause, sets: readonly (readonly string[])[]): PacketQuery['carries'] {
	const { tokens, verbs } = clause;
	const by = tokens.findIndex((token) => has(token, 'BY'));
	const isByReply = by > 0 && tokens.slice(by + 1, by + 4).some((token) => has(token, 'RESPONSE', 'EVENT'));
	if (verbs.includes('acknowledge') && sets.length === 0 && isByReply) return 'data';
	if (hasOwnAck(tokens)) return 'nothing';
	return carries(clause, sets.length > 0);
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

/** Data, unless the message is only what a flag is called ("pesan ACK"). */
function carries({ tokens, verbs }: Clause, hasFlags: boolean): PacketQuery['carries'] {
	if (says(tokens, 'EMPTY')) return 'nothing';
	const noun = tokens.findIndex((token) => has(token, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT', 'ECHO', 'PAYLOAD'));
	const isNamed = noun >= 0 && !isOf(tokens[noun + 1], 'flags');
	const moves = verbs.some((verb) => verb === 'send' || verb === 'reply' || verb === 'receive');
	if (hasFlags) {
		const pushes = flagSets(tokens).some((set) => set.includes('PSH'));
		return isNamed && moves && pushes ? 'data' : null;
	}
	if (isNamed && (moves || says(tokens, 'EXCHANGE') || tokens.some((token) => isOf(token, 'arrow')))) return 'data';
	if (isNamed && says(tokens, 'FROM', 'TO') && !verbs.includes('acknowledge') && !verbs.includes('open')) return 'data';
	return verbs.includes('reply') && !says(tokens, 'MAC', 'ARP') ? 'data' : null;
}

/** Quoted texts, and what stands behind a colon after a verb of sending. */
export function textsOf(tokens: readonly Token[]): readonly string[] {
	return allOf(tokens, 'quote')
		.map(({ inner }) => inner.trim())
		.filter(
			(text) =>
				text !== '' &&
				!/^(?:docker|sudo|tcpdump|python|ip a|cd|ls|git|npm)\b/.test(text) &&
				!/\.(?:py|yml|yaml|md|png|jpe?g|pcapng|pcap|cap|js|ts)$/i.test(text) &&
				!isCode(text),
		);
}

/** Code and file names are quoted too. */
function isCode(text: string): boolean {
	return (
		/^[\w.]+\([^)]*\)$/.test(text) ||
		/[;{}]\s*$/.test(text) ||
		/^\w+\s?=\s?\w+\(/.test(text) ||
		/^(?:br-|eth|ens|veth|docker)\w*/.test(text) ||
		/^(?:(?:https?|ftp):\/\/|compose\/|\.\.?\/)/.test(text)
	);
}

function httpOf(tokens: readonly Token[]): PacketQuery['http'] {
	const all = allOf(tokens, 'http');
	if (all.length === 0) return null;
	const pick = (key: 'method' | 'path' | 'version' | 'status'): string | null =>
		all.map((token) => token[key]).find((value) => value !== null) ?? null;
	return { method: pick('method'), path: pick('path'), version: pick('version'), status: pick('status') };
}

function bytesOf(tokens: readonly Token[]): number | null {
	const [len, ...otherLens] = allOf(tokens, 'len');
	const numbers = tokens.filter(
		(token, i): token is TokenOf<'number'> =>
			isOf(token, 'number') && token.unit === 'byte' && !isComparison(tokens, i),
	);
	// "4 dan 14 byte": of two packets, not of one.
	const isList = tokens.some(
		(token, i) => isOf(token, 'number') && !token.isWord && token.unit === null && isListed(tokens, i),
	);
	if (isList || (len && (otherLens.length > 0 || numbers.some(({ value }) => value !== len.value)))) return null;
	if (len) return len.value;
	const [only, ...more] = numbers;
	const isOfHeader = tokens.some((token) => isOf(token, 'word') && /^headers?(?:nya)?$/i.test(token.word));
	return only && more.length === 0 && !isOfHeader && !says(tokens, 'WINDOW', 'UNTIL', 'MTU', 'MSS') ? only.value : null;
}

/** `The SYN frame is 74 bytes long`: how long the packet is, not what it carries. */
function isFrameLength(tokens: readonly Token[]): boolean {
	const isPacket =
		says(tokens, 'FRAME', 'PACKET') || allOf(tokens, 'rows').some(({ noun }) => /^(?:frame|paket|packet)/.test(noun));
	const isContent =
		says(tokens, 'PAYLOAD', 'DATA', 'REQUEST', 'RESPONSE', 'SEGMENT', 'CONTAINS', 'SEND', 'REPLY', 'ECHO') ||
		allOf(tokens, 'len').length > 0;
	return isPacket && !isContent && says(tokens, 'LENGTH', 'DEFINES', 'FRAME');
}

/** A number that is joined to a length. */
function isListed(tokens: readonly Token[], at: number): boolean {
	const [joint, next] = [tokens[at + 1], tokens[at + 2]];
	const isJoined = has(joint, 'AND', 'OR') || (isOf(joint, 'sign') && /^[,/]$/.test(joint.sign));
	return isJoined && isOf(next, 'number') && !next.isWord;
}

/** `25 bytes longer`, `25 byte lebih panjang`, `25 more bytes`: how much two lengths differ, no length. */
function isComparison(tokens: readonly Token[], at: number): boolean {
	return tokens
		.slice(Math.max(0, at - 1), at + 3)
		.some(
			(token) =>
				token.type === 'word' &&
				/^(?:longer|shorter|larger|bigger|smaller|greater|extra|additional|difference|lebih(?: \S+)?|selisih(?:nya)?|tambahan)$/i.test(
					token.word,
				),
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

/** `The server's FIN has Seq=31 and Ack=20`: of a FIN or SYN there is one for each side. */
function isOwnNumber({ tokens, verbs, from, isBetween, hosts, link }: Clause, query: PacketQuery): boolean {
	const [set] = query.flags;
	const isOne = query.flags.length === 1 && (set?.includes('FIN') === true || set?.includes('SYN') === true);
	const isPlain = verbs.length === 0 && (link === 'none' || link === 'and') && !isBetween && hosts.length === 1;
	return isOne && isPlain && from?.side != null && says(tokens, 'CONTAINS') && query.sequence !== null;
}

/** `Pesan "halo" panjangnya 4 byte`, `the length of "halo" is 4 bytes`: nothing but the text is spoken of. */
function isTextLength(tokens: readonly Token[]): boolean {
	const at = tokens.findIndex((token) => isOf(token, 'quote'));
	const before = tokens.slice(0, Math.max(0, at));
	const isOfText = (token: Token): boolean =>
		has(token, 'DATA', 'LENGTH', 'PAYLOAD') ||
		(isOf(token, 'word') && /^(?:the|of|dari|teks|text|isi|kata|word)$/i.test(token.word));
	return at >= 0 && before.every(isOfText) && !says(tokens, 'REPLY', 'RESPONSE', 'ACKNOWLEDGE', 'AND');
}

/** Said in passing: a negated side clause, a text that the program only could send, a list. */
function isWeak(clause: Clause, query: PacketQuery, scope: ClauseScope): boolean {
	const isNamed =
		says(clause.tokens, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT') &&
		clause.from !== null &&
		!says(clause.tokens, 'OPEN', 'READ', 'FUNCTION');
	const isSent =
		isNamed ||
		clause.verbs.some((verb) => ['send', 'reply', 'receive', 'acknowledge'].includes(verb)) ||
		clause.tokens.some((token) => isOf(token, 'arrow'));
	if (clause.link === 'in-order-to' || clause.link === 'because' || clause.link === 'if' || clause.link === 'until')
		return true;
	if (says(clause.tokens, 'OR', 'SEVERAL', 'FUNCTION', 'EXAMPLE')) return true;
	if (scope.rows && scope.areOwnRows) return false;
	const isField = clause.tokens.some((token) => (isOf(token, 'seq') || isOf(token, 'acknum')) && token.isNamed);
	if (isField && query.flags.length === 1) return false;
	if (isOwnNumber(clause, query)) return false;
	if (query.bytes !== null && isTextLength(clause.tokens)) return false;
	if (query.texts.length > 0 && !isSent) return true;
	return !isSent && !clause.isBetween;
}

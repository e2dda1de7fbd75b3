import { has, isOf, isWord, type Token } from '../text/token.ts';
import { bytesOf, isFrameLength } from './byte-lengths.ts';
import { type Clause, isPassiveAnswer, isWithoutAck } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, says } from './features.ts';
import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import { textsOf } from './quoted-texts.ts';
import { isPassive, verbOf } from './verbs.ts';

/** `the first request has an ACK of its own`: the ACK is another packet than the one that has it. */
export function hasOwnAck(tokens: readonly Token[]): boolean {
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

/** `SYN dari client dibalas RST`, `each SYN is met with RST, ACK`: of the flags behind the verb is the answer. */
function answeredFlags(clause: Clause, scope: ClauseScope): PacketQuery['flags'] | null {
	const { tokens } = clause;
	const at = tokens.findIndex((token, i) => verbOf(token, tokens, i) === 'reply' && isPassive(tokens, i));
	if (at < 0 || scope.rows !== null || tokens.some((token) => isOf(token, 'rows'))) return null;
	const [asked, answer] = [flagSets(tokens.slice(0, at)), flagSets(tokens.slice(at + 1))];
	return asked.length > 0 && answer.length > 0 ? answer : null;
}

/** The ACK of `SYN without ACK`: a SYN alone has none. */
function isBareSyn(tokens: readonly Token[], at: number): boolean {
	return isWithoutAck(tokens, at - 1);
}

/** `acknowledges 1`: its acknowledgment number. What is behind a number of packets or bytes is counted. */
function acknowledgedNumber(tokens: readonly Token[]): number | null {
	const at = tokens.findIndex((token, i) => verbOf(token, tokens, i) === 'acknowledge' && !isPassive(tokens, i));
	const [number, behind] = [tokens[at + 1], tokens[at + 2]];
	const isAlone = behind === undefined || isOf(behind, 'sign') || has(behind, 'AND', 'BECAUSE', 'SO', 'WHICH');
	return at >= 0 && isOf(number, 'number') && !number.isWord && number.unit === null && isAlone ? number.value : null;
}

/** Gathers what the clause says of the packet. */
export function packetQuery(clause: Clause, scope: ClauseScope): PacketQuery {
	const { tokens, verbs } = clause;
	const sets = flagSets(
		tokens.some((_, at) => isBareSyn(tokens, at)) ? tokens.filter((_, at) => !isBareSyn(tokens, at)) : tokens,
	);
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
		flags:
			acknowledges && acknowledgedNumber(tokens) === null
				? [['ACK']]
				: (answerFlags(clause) ?? answeredFlags(clause, scope) ?? sets),
		isExact: allOf(tokens, 'flags').some(({ isBracketed }) => isBracketed) || hasOnlyFlags(tokens),
		carries: carriesOf(clause, sets),
		texts: textsOf(tokens),
		http: httpOf(tokens),
		mqtt: mqtt ? { message: mqtt.message, topic: mqtt.topic } : null,
		sequence: sequence?.value ?? null,
		acknowledgment: acknowledgment?.value ?? acknowledgedNumber(tokens),
		bytes: isOfFrame ? null : bytes,
		window: window?.value ?? null,
		sourcePort: ports?.source ?? null,
		destinationPort: ports?.destination ?? null,
		protocol: protocolOf(tokens),
		frameBytes: isOfFrame ? bytes : null,
	};
}

/** `hanya memiliki flag ACK`, `only the SYN flag`: with these flags, and no others. */
export function hasOnlyFlags(tokens: readonly Token[]): boolean {
	const at = tokens.findIndex((token) => has(token, 'ONLY'));
	const behind = tokens.slice(at + 1, at + 5);
	const isOfPacket = at > 0 && tokens.slice(0, at).some((token) => isOf(token, 'rows'));
	return isOfPacket && behind.some((token) => has(token, 'FLAG')) && behind.some((token) => isOf(token, 'flags'));
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
	const isCarried = has(tokens[noun], 'DATA', 'PAYLOAD') && has(tokens[noun - 1], 'CONTAINS');
	if (isNamed && (moves || isCarried || says(tokens, 'EXCHANGE') || tokens.some((token) => isOf(token, 'arrow'))))
		return 'data';
	if (isNamed && says(tokens, 'FROM', 'TO') && !verbs.includes('acknowledge') && !verbs.includes('open')) return 'data';
	return verbs.includes('reply') && !says(tokens, 'MAC', 'ARP') ? 'data' : null;
}

/** `uses UDP`; of TCP only where it is what something travels by: `dikirim menggunakan TCP`. */
function protocolOf(tokens: readonly Token[]): PacketQuery['protocol'] {
	const [isTcp, isUdp] = [says(tokens, 'TCP'), says(tokens, 'UDP')];
	if (isUdp) return isTcp ? null : 'udp';
	const isBy = tokens.some(
		(token, i) =>
			has(token, 'TCP') &&
			tokens
				.slice(Math.max(0, i - 2), i)
				.some((each) => isWord(each, /^(?:over|using|uses?|via|lewat|melalui|menggunakan|memakai|atas)$/i)) &&
			!has(tokens[i + 1], 'PORT', 'CONNECTION', 'HANDSHAKE', 'SEGMENT', 'PACKET'),
	);
	return isTcp && isBy && !says(tokens, 'NOT') ? 'tcp' : null;
}

function httpOf(tokens: readonly Token[]): PacketQuery['http'] {
	const all = allOf(tokens, 'http');
	if (all.length === 0) return null;
	const pick = (key: 'method' | 'path' | 'version' | 'status'): string | null =>
		all.map((token) => token[key]).find((value) => value !== null) ?? null;
	return { method: pick('method'), path: pick('path'), version: pick('version'), status: pick('status') };
}

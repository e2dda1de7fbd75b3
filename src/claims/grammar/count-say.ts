import type { CountedThing } from '../fact.ts';
import { has, isOf, isWord, type MqttName, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, says } from './features.ts';
import type { HostRef } from './host.ts';
import type { CountSay } from './say-counts.ts';
import { udpPorts } from './udp-protocols.ts';
import { verbOf } from './verbs.ts';

/** How a number is meant that counts something: exactly or about, of the whole or of a host. */
export function countSay(clause: Clause, scope: ClauseScope, token: TokenOf<'number'>, thing: CountedThing): CountSay {
	const { tokens } = clause;
	const at = tokens.indexOf(token);
	const isOnly = tokens.slice(Math.max(0, at - 3), at).some((each) => has(each, 'ONLY'));
	const [filter] = allOf(scope.sentence, 'filter');
	const host = counterOf(clause, at);
	const flags = flagSets(tokens.slice(at, at + 6))[0] ?? null;
	return {
		say: 'count',
		thing: flags && (thing === 'packets' || thing === 'tcp-packets') ? 'packets' : thing,
		value: token.value,
		bound: boundOf(tokens.slice(Math.max(0, at - 3), at)),
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
		ports: portsAt(tokens, at),
		mqtt: mqttAt(tokens, at),
		limit: null,
		isSubject: isSubject(tokens, at),
	};
}

function boundOf(near: readonly Token[]): CountSay['bound'] {
	if (near.some((each) => has(each, 'MORE', 'AT_LEAST'))) return 'at-least';
	if (near.some((each) => has(each, 'LESS'))) return 'at-most';
	return near.some((each) => has(each, 'ABOUT')) ? 'about' : 'exactly';
}

/** Whose packets a number counts: who stands before it, or is named with its own noun. */
function counterOf(clause: Clause, at: number): HostRef | null {
	const { tokens, hosts, verbs } = clause;
	const before = hosts.filter(({ end }) => end <= at && !isOfEarlier(tokens, end, at));
	// What a host receives, the other one sends.
	const nearest = !verbs.includes('receive') && hosts.length > 1 ? before.at(-1)?.host : undefined;
	const sender = senderOf(clause);
	const mention = hosts.find(({ host }) => host === sender);
	if (nearest || !mention) return nearest ?? sender;
	const isOwn = mention.at < at ? before.includes(mention) : !hasNumber(tokens.slice(at + 1, mention.at));
	return isOwn ? sender : null;
}

/** `3 messages from the client and 3 echoes`: it is only told of the number before. */
function isOfEarlier(tokens: readonly Token[], end: number, at: number): boolean {
	const isNamedBehind = tokens.slice(Math.max(0, end - 3), end).some((token) => has(token, 'FROM', 'BY', 'TO'));
	return isNamedBehind && hasNumber(tokens.slice(0, end)) && hasNumber(tokens.slice(end, at + 1));
}

/** Another number, or the end of what is listed. */
function hasNumber(tokens: readonly Token[]): boolean {
	return tokens.some((token) => isOf(token, 'number') || (isOf(token, 'sign') && /^[,:;]$/.test(token.sign)));
}

/** `nine SSDP datagrams`, `2 paket DNS`. */
function portsAt(tokens: readonly Token[], at: number): readonly number[] | null {
	for (const token of tokens.slice(at + 1, at + 5)) {
		if (has(token, 'DEFINES') && !has(tokens[at + 1], 'DEFINES')) return null;
		const ports = udpPorts(token.text);
		if (ports) return ports;
	}
	return null;
}

/** `6 pesan PUBLISH`, `six publish messages`. */
function mqttAt(tokens: readonly Token[], at: number): MqttName | null {
	for (const token of tokens.slice(at + 1, at + 4)) {
		if (isOf(token, 'mqtt')) return token.message;
		if (isWord(token, /^(?:publish|publikasi|publishes|publications?)$/i)) return 'PUBLISH';
	}
	return null;
}

/** The ends of a connection that is named with an arrow are no sender. */
function senderOf({ tokens, from }: Clause): HostRef | null {
	const arrow = tokens.findIndex((token) => isOf(token, 'arrow'));
	const isNamed = arrow > 0 && tokens.slice(Math.max(0, arrow - 3), arrow).some((token) => has(token, 'CONNECTION'));
	return isNamed ? null : (from ?? null);
}

/** `1 request has an ACK of its own`: so many are so, and there may be others. */
function isSubject(tokens: readonly Token[], at: number): boolean {
	if (at > 1) return false;
	return tokens
		.slice(at + 1)
		.some((token, i, behind) => verbOf(token, behind, i) || has(token, 'CONTAINS', 'WITH', 'FROM'));
}

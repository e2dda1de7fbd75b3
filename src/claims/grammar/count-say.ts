import type { CountedThing } from '../fact.ts';
import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, says } from './features.ts';
import type { HostRef } from './host.ts';
import type { CountSay } from './say-counts.ts';
import { verbOf } from './verbs.ts';

/** How a number is meant that counts something: exactly or about, of the whole or of a host. */
export function countSay(clause: Clause, scope: ClauseScope, token: TokenOf<'number'>, thing: CountedThing): CountSay {
	const { tokens } = clause;
	const at = tokens.indexOf(token);
	const isOnly = tokens.slice(Math.max(0, at - 3), at).some((each) => has(each, 'ONLY'));
	const [filter] = allOf(scope.sentence, 'filter');
	// What a host receives, the other one sends.
	const isReceived = clause.verbs.includes('receive');
	const nearest =
		!isReceived && clause.hosts.length > 1 ? clause.hosts.filter(({ end }) => end <= at).at(-1)?.host : undefined;
	const host = nearest ?? senderOf(clause);
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
		isSubject: isSubject(tokens, at),
	};
}

function boundOf(near: readonly Token[]): CountSay['bound'] {
	if (near.some((each) => has(each, 'MORE', 'AT_LEAST'))) return 'at-least';
	if (near.some((each) => has(each, 'LESS'))) return 'at-most';
	return near.some((each) => has(each, 'ABOUT')) ? 'about' : 'exactly';
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

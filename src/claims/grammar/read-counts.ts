import type { CountedThing } from '../fact.ts';
import { isOf, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { countSay } from './count-say.ts';
import { thingAt } from './counted-things.ts';
import { phaseOf, says } from './features.ts';
import type { Say } from './say.ts';
import { countsNothing, hasShares, isPlace } from './uncounted.ts';

interface CountedNumber {
	readonly token: TokenOf<'number'>;
	readonly thing: CountedThing;
}

/** P14: a number with what it counts. */
export function readCounts(clause: Clause, scope: ClauseScope): readonly Say[] {
	if (clause.verbs.includes('receive') && clause.from === null) return [];
	return countedIn(clause, scope).flatMap((counted): readonly Say[] => {
		const { token, thing } = counted;
		const base = { pattern: 'P14' as const, tentative: scope.tentative, start: token.start, end: token.end };
		if (thing === 'flags' && scope.rows)
			return [
				{
					say: 'row-flags',
					kinds: ['K06', 'K01', 'K11'],
					rows: scope.rows,
					count: token.value,
					flags: null,
					...base,
				},
			];
		if (isOfPhase(clause, scope, counted)) return [];
		return [{ ...countSay(clause, scope, token, thing), kinds: ['K11'], ...base }];
	});
}

function countedIn({ tokens }: Clause, scope: ClauseScope): readonly CountedNumber[] {
	const isShared = hasShares(scope.sentence);
	return tokens.flatMap((token, i): readonly CountedNumber[] => {
		if (!isOf(token, 'number') || token.unit !== null || !Number.isInteger(token.value)) return [];
		if (countsNothing(tokens, i, scope.sentence)) return [];
		const thing = thingAt(tokens, i);
		if (thing === undefined || (isShared && FLAG_THINGS.has(thing))) return [];
		if (isPlace(tokens[i - 1]) && isOfPackets(thing)) return [];
		return thing === 'ports' && token.value > MOST_PORTS ? [] : [{ token, thing: ofArp(thing, scope) }];
	});
}

const FLAG_THINGS: ReadonlySet<CountedThing> = new Set(['syn', 'syn-ack', 'ack', 'fin', 'psh', 'rst']);

/** A larger number beside "port" is one. */
const MOST_PORTS = 20;

function isOfPackets(thing: CountedThing): boolean {
	return thing === 'packets' || thing === 'tcp-packets';
}

/** `ditutup dengan 3 segmen`: packets of a handshake or close, not of the capture. */
function isOfPhase({ tokens }: Clause, { sentence, context }: ClauseScope, { token, thing }: CountedNumber): boolean {
	const isPhase = says(tokens, 'CLOSE', 'HANDSHAKE') || phaseOf(sentence) !== null || context.phase !== null;
	return isOfPackets(thing) && isPhase && token.value <= 6 && !isOf(tokens[tokens.indexOf(token) + 2], 'flags');
}

/** `ARP: 1 request dan 1 reply`. */
function ofArp(thing: CountedThing, { sentence }: ClauseScope): CountedThing {
	if (!says(sentence, 'ARP') || says(sentence, 'TCP', 'HTTP', 'DATA')) return thing;
	return thing === 'requests' ? 'arp-requests' : thing === 'replies' ? 'arp-replies' : thing;
}

import type { CountedThing } from '../fact.ts';
import { has, isOf, type Token } from '../text/token.ts';
import { COUNTED_NOUNS, thingAfter } from './counted-nouns.ts';
import { flagSets, says } from './features.ts';
import { flagThing } from './flag-thing.ts';

/** What the number at a place counts: what stands behind it, what it is a part of, or what was named before. */
export function thingAt(tokens: readonly Token[], at: number): CountedThing | undefined {
	return partThing(tokens, at) ?? thingAfter(tokens, at) ?? thingBefore(tokens, at);
}

/** `4 di antaranya adalah ARP`, `14 of which are ARP`: a part of what was counted before. */
function partThing(tokens: readonly Token[], at: number): CountedThing | undefined {
	const joint = tokens
		.slice(at + 1, at + 3)
		.map(({ text }) => text.toLowerCase())
		.join(' ');
	const isPart = /^(?:di antaranya|of (?:which|them|these)|diantaranya\b.*)$/.test(joint);
	const behind = tokens.slice(at + 2, at + 7);
	if (!isPart) return undefined;
	if (says(behind, 'ARP')) return says(behind, 'REQUEST', 'RESPONSE') ? undefined : 'arp-packets';
	if (says(behind, 'UDP')) return 'udp-packets';
	if (says(behind, 'RETRANSMISSION')) return 'retransmissions';
	const [set, ...others] = flagSets(behind);
	if (set && others.length === 0) return flagThing(set);
	return says(behind, 'TCP') ? 'tcp-packets' : undefined;
}

/** What Indonesian puts behind a number: `15 buah`, `17 baris`. */
const CLASSIFIERS = /^(?:buah|biji|unit|baris|butir|lembar|pcs|pieces?|rows?|saja|only)$/i;
const TIMES = /^(?:kali|x|times)$/i;

/** `SYN dikirim 2 kali`, `a retransmission happens 0 times`: the one thing that is spoken of before. */
function timesThing(tokens: readonly Token[], at: number): CountedThing | undefined {
	const before = tokens.slice(0, at);
	const [set, ...others] = flagSets(before);
	if (set && others.length === 0) return flagThing(set);
	if (set) return undefined;
	const found = COUNTED_NOUNS.filter(([concept]) => before.some((token) => has(token, concept)));
	const thing = found[0]?.[1];
	return found.length === 1 && (thing === 'retransmissions' || thing === 'handshakes' || thing === 'rst')
		? thing
		: undefined;
}

/** `jumlah paket adalah 17`, `number of connections: 4`. */
function thingBefore(tokens: readonly Token[], at: number): CountedThing | undefined {
	const before = tokens.slice(Math.max(0, at - 7), at);
	const start = before.findIndex((token) => has(token, 'COUNT', 'TOTAL'));
	const next = tokens[at + 1];
	const isTimes = isOf(next, 'word') && TIMES.test(next.word);
	const isAlone = !isOf(next, 'word') || CLASSIFIERS.test(next.word);
	if (isTimes) return timesThing(tokens, at);
	if (start < 0 || !isAlone) return undefined;
	const between = before.slice(start);
	const thing = [...between.keys()]
		.map((i) =>
			thingAfter(
				[{ type: 'number', value: 0, unit: null, isWord: false, start: 0, end: 0, text: '' }, ...between.slice(i + 1)],
				0,
			),
		)
		.find((each) => each !== undefined);
	return thing;
}

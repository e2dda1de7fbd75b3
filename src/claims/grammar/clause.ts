import { has, isOf, isWord, type Token } from '../text/token.ts';
import { cutAt, type Link, leadingLink } from './clause-cuts.ts';
import { directionOf } from './direction.ts';
import type { HostMention, HostRef } from './host.ts';
import { isPassive, type Verb, verbOf } from './verbs.ts';

/** A stretch of a sentence with one verb at most, and who does what to whom in it. */
export interface Clause {
	readonly tokens: readonly Token[];
	readonly link: Link;
	readonly verbs: readonly Verb[];
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	/** `antara client dan server`, `↔`: both ways. */
	readonly isBetween: boolean;
	readonly hosts: readonly HostMention[];
	readonly isNegated: boolean;
}

/** Splits a sentence where a new thing is said. */
export function clausesOf(tokens: readonly Token[], hosts: readonly HostMention[]): readonly Clause[] {
	const cuts: { readonly at: number; readonly skip: number; readonly link: Link }[] = [
		{ at: 0, skip: 0, link: leadingLink(tokens) },
	];
	for (let i = 1; i < tokens.length; i++) {
		const link = cutAt(tokens, i, hosts, cuts.at(-1)?.at ?? 0);
		if (link) cuts.push({ at: i, ...link });
	}
	return cuts.map(({ at, skip, link }, i) => {
		const end = cuts[i + 1]?.at ?? tokens.length;
		return clauseBetween(tokens, at + skip, end, link, hosts);
	});
}

/** A stretch of a sentence as a clause. */
export function clauseBetween(
	all: readonly Token[],
	start: number,
	end: number,
	link: Link,
	mentions: readonly HostMention[],
): Clause {
	const tokens = all.slice(start, end);
	const hosts = mentions
		.filter((host) => host.at >= start && host.at < end)
		.map((host) => ({ ...host, at: host.at - start, end: host.end - start }));
	const verbs = tokens.flatMap((token, i) => verbOf(token, tokens, i) ?? []);
	const isNegated = tokens.some((token, i) => has(token, 'NOT', 'WITHOUT') && !isContrast(tokens, i));
	return { tokens, link, verbs, hosts, isNegated, ...directionOf(tokens, hosts) };
}

/** `bytes, not messages` tells two things apart; `tanpa diminta` is how it is done: neither says that nothing is. */
function isContrast(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	const behind = tokens.slice(at + 1);
	if (isWithoutAck(tokens, at)) return true;
	if (has(tokens[at], 'WITHOUT') && behind.slice(0, 2).some(isAsked)) return true;
	if (has(tokens[at], 'WITHOUT') && at > 1 && behind.slice(0, 2).some((_, i) => verbOf(behind[i], behind, i)))
		return true;
	const colon = tokens.findIndex((token) => isOf(token, 'sign') && token.sign === ':');
	if (colon > 0 && colon < at && tokens.slice(0, colon).some(isValue)) return true;
	const isBehindComma = isOf(before, 'sign') && before.sign === ',';
	return isBehindComma && behind.length <= 3 && !behind.some((token, i) => verbOf(token, behind, i) !== undefined);
}

/** `SYN tanpa ACK`: what the SYN is called, and not that there is none. */
export function isWithoutAck(tokens: readonly Token[], at: number): boolean {
	const [before, behind] = [tokens[at - 1], tokens[at + 1]];
	const isAfterSyn = isOf(before, 'flags') && before.sets.length === 1 && before.sets[0]?.join() === 'SYN';
	const isAck = isOf(behind, 'flags') && behind.sets.length === 1 && behind.sets[0]?.join() === 'ACK';
	return has(tokens[at], 'WITHOUT') && isAfterSyn && isAck;
}

function isAsked(token: Token): boolean {
	return isWord(token, /^(?:diminta|ditanya|permintaan|being|asked|request|requested)$/i);
}

/** `Ack 7: nothing new`: what is said before the colon is so, whatever is not there behind it. */
function isValue({ type }: Token): boolean {
	return type === 'seq' || type === 'acknum' || type === 'len' || type === 'number';
}

/** `dibalas X`, `diakui`, `is answered with X`: what is named comes from the other side than the one spoken of. */
export function isPassiveAnswer({ tokens }: Pick<Clause, 'tokens'>): boolean {
	return tokens.some((token, i) => {
		const verb = verbOf(token, tokens, i);
		return (verb === 'reply' || verb === 'acknowledge') && isPassive(tokens, i);
	});
}

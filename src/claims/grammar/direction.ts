import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { HostMention, HostRef } from './host.ts';
import { isPassive, verbOf } from './verbs.ts';

/** Who does it to whom, by arrows, prepositions and the order of the words. */
export function directionOf(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
): Pick<Clause, 'from' | 'to' | 'isBetween'> {
	const arrow = tokens.findIndex((token) => isOf(token, 'arrow'));
	const left = hosts.find(({ end }) => end === arrow);
	const right = hosts.find(({ at }) => at > arrow && at <= arrow + 2);
	if (arrow >= 0 && left && right) {
		const isBoth = isOf(tokens[arrow], 'arrow') && tokens[arrow]?.text === '↔';
		return isBoth
			? { from: left.host, to: right.host, isBetween: true }
			: { from: left.host, to: right.host, isBetween: false };
	}
	const between = tokens.findIndex((token) => has(token, 'BETWEEN'));
	if (between >= 0) {
		const inside = hosts.filter(({ at }) => at > between);
		if (inside.length >= 2) return { from: inside[0]?.host ?? null, to: inside[1]?.host ?? null, isBetween: true };
		return { from: null, to: null, isBetween: true };
	}
	if (tokens.some((token) => has(token, 'EACH_OTHER', 'BOTH'))) return { from: null, to: null, isBetween: true };
	const pair = hosts.find(({ end }, i) => has(tokens[end], 'AND') && hosts[i + 1]?.at === end + 1);
	const other = pair ? hosts[hosts.indexOf(pair) + 1] : undefined;
	if (pair && other && hosts.length === 2) return { from: pair.host, to: other.host, isBetween: true };
	return byPrepositions(tokens, hosts);
}

/** Who stands before the verb does it, unless the verb is passive; "ke" and "dari" say the rest. */
function byPrepositions(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
): Pick<Clause, 'from' | 'to' | 'isBetween'> {
	const cleft = cleftHost(tokens, hosts);
	if (cleft) return { from: cleft, to: null, isBetween: false };
	let from: HostRef | null = null;
	let to: HostRef | null = null;
	const verbAt = tokens.findIndex((token, i) => verbOf(token, tokens, i) !== undefined);
	const verb = verbAt < 0 ? undefined : verbOf(tokens[verbAt], tokens, verbAt);
	const passive = verbAt >= 0 && isPassive(tokens, verbAt);
	for (const mention of hosts) {
		if (isOfStart(tokens, mention)) continue;
		const preposition = prepositionOf(tokens, mention.at);
		const isTaker = verb === 'receive';
		if (preposition === 'to') to ??= mention.host;
		else if (preposition === 'from') from ??= mention.host;
		else if (preposition === 'by') {
			if (isTaker) to ??= mention.host;
			else from ??= mention.host;
		} else if (verbAt < 0) from ??= mention.host;
		else if (mention.at < verbAt) {
			if (passive) continue;
			if (isTaker) to ??= mention.host;
			else from ??= mention.host;
		} else if (passive) {
			if (isTaker) to ??= mention.host;
			else from ??= mention.host;
		} else if (verb === 'reply' || verb === 'ask' || verb === 'send') to ??= mention.host;
		else if (isTaker) from ??= mention.host;
	}
	return { from, to, isBetween: false };
}

/** `the client's ISN`, `ISN server plus one`: whose number it is, not who sends. */
function isOfStart(tokens: readonly Token[], { at, end }: HostMention): boolean {
	const near = [...tokens.slice(Math.max(0, at - 3), at), ...tokens.slice(end, end + 3)];
	return near.some((token) => isWord(token, /^(?:isns?|initial)$/i));
}

/** `Yang pertama mengirim SYN adalah client`, `pihak yang kirim FIN itu server`: who is named last does it. */
function cleftHost(tokens: readonly Token[], hosts: readonly HostMention[]): HostRef | null {
	const [mention, ...others] = hosts;
	if (!mention || others.length > 0 || !tokens.slice(0, 2).some((token) => has(token, 'WHICH'))) return null;
	const before = tokens[mention.at - 1];
	const isNamed = has(before, 'DEFINES') || isWord(before, /^itu$/i);
	const isEnd = tokens.slice(mention.end).every((token) => isOf(token, 'sign'));
	const verbAt = tokens.findIndex((token, i) => verbOf(token, tokens, i) !== undefined);
	return isNamed && isEnd && verbAt >= 0 && !isPassive(tokens, verbAt) ? mention.host : null;
}

function prepositionOf(tokens: readonly Token[], at: number): 'to' | 'from' | 'by' | undefined {
	for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
		const token = tokens[i];
		if (token?.type === 'word') {
			if (has(token, 'BY')) return 'by';
			if (has(token, 'TO') && /^(?:ke|kepada|to|menuju|towards?)$/.test(token.word.toLowerCase())) return 'to';
			if (
				has(token, 'FROM') &&
				(token.word.toLowerCase() !== 'of' ||
					tokens.slice(0, i).some((each) => has(each, 'RESPONSE', 'REQUEST', 'DATA', 'REPLY')))
			)
				return 'from';
			if (token.concepts.includes('SOURCE')) return 'from';
			if (token.concepts.includes('DESTINATION')) return 'to';
			if (
				!/^(?:sisi|pihak|the|alamat|ip|host|sebuah|a|an|si|container|address|side|arah|its|own)$/.test(
					token.word.toLowerCase(),
				)
			)
				return undefined;
		} else if (token?.type !== 'sign' || token.sign !== '(') return undefined;
	}
	return undefined;
}

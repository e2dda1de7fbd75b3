import { has, isOf, type Token } from '../text/token.ts';
import { spanOf } from './features.ts';
import type { Say, Topic } from './say.ts';

/** A thing with the number, or the numbers, that stand in brackets behind it. */
interface Numbered {
	readonly topic: Topic;
	readonly rows: readonly number[];
	readonly tokens: readonly Token[];
}

/**
 * P03: `SYN (3), SYN-ACK (4), ACK (5)`, `handshake (3-5)`: bare numbers in brackets are packets of what stands before
 * them. A single number may count something else; what it says is not known then.
 */
export function readNumbered(tokens: readonly Token[]): readonly Say[] {
	const found = tokens.flatMap((_, at) => numberedAt(tokens, at));
	const firsts = found.map(({ rows }) => rows[0] ?? 0);
	const isRising = firsts.every((row, i) => i === 0 || row > (firsts[i - 1] ?? 0));
	const isSure = (found.length > 1 && isRising) || found.some(({ rows }) => rows.length > 1);
	return found.map((one): Say => (isSure ? cited(one) : unread(one)));
}

function numberedAt(tokens: readonly Token[], at: number): readonly Numbered[] {
	const topic = topicOf(tokens[at]);
	const [open, first, joint, last] = tokens.slice(at + 1, at + 5);
	if (!topic || !isSign(open, '(') || !isRow(first)) return [];
	if (isSign(joint, ')')) return [{ topic, rows: [first.value], tokens: tokens.slice(at, at + 4) }];
	const isRange = isSign(joint, '-') && isRow(last) && isSign(tokens[at + 5], ')') && last.value > first.value;
	if (!isRange || !isRow(last) || last.value - first.value > 50) return [];
	const rows = Array.from({ length: last.value - first.value + 1 }, (_, i) => first.value + i);
	return [{ topic, rows, tokens: tokens.slice(at, at + 6) }];
}

function topicOf(token: Token | undefined): Topic | null {
	const [set, ...others] = isOf(token, 'flags') ? token.sets : [];
	if (set) return others.length === 0 ? { kind: 'flags', set } : null;
	return has(token, 'HANDSHAKE') ? { kind: 'handshake' } : has(token, 'CLOSE') ? { kind: 'close' } : null;
}

function isRow(token: Token | undefined): token is Token & { readonly type: 'number'; readonly value: number } {
	return (
		isOf(token, 'number') && !token.isWord && token.unit === null && Number.isInteger(token.value) && token.value > 0
	);
}

function isSign(token: Token | undefined, sign: string): boolean {
	return isOf(token, 'sign') && token.sign === sign;
}

function cited({ topic, rows, tokens }: Numbered): Say {
	return {
		say: 'cited',
		kinds: ['K01'],
		pattern: 'P03',
		rows: { rows, isRange: rows.length > 1, noun: '(' },
		of: [],
		topics: [topic],
		tentative: null,
		...spanOf(tokens),
	};
}

function unread({ tokens }: Numbered): Say {
	return {
		say: 'unchecked',
		kinds: ['K01'],
		pattern: 'P03',
		reason: 'UNBOUND',
		isUnread: true,
		tentative: null,
		...spanOf(tokens),
	};
}

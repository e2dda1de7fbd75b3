import { readNumber } from '../text/numbers.ts';
import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, says, spanOf } from './features.ts';
import type { RowRef } from './packet-query.ts';
import type { Say } from './say.ts';

/** `Ack 19 = 5 + 14`, and how the parts of it are counted: `= 33 + 4 + 1 (FIN)`. */
const PARTS = /\b(\d{1,10})\s?=\s?(\d{1,10})\s?\+\s?(\d{1,10})/;

/**
 * P10: which packet acknowledges which, and how the number comes about: `#14 acknowledges #13 with Ack 20 = 19 + 1`,
 * `#11 has Ack 19 = 5 + 14, the Seq and the length of #10`.
 */
export function readAcknowledgments(text: string, tokens: readonly Token[]): readonly Say[] {
	return tokens.flatMap((token, at): readonly Say[] => {
		if (!isOf(token, 'rows') || token.rows.length !== 1) return [];
		const isAcknowledging = has(tokens[at + 1], 'ACKNOWLEDGE');
		if (!isAcknowledging && !has(tokens[at + 1], 'CONTAINS')) return [];
		const behind = tokens.slice(at + 1);
		const next = behind.findIndex((each) => isOf(each, 'rows') && each.noun === '#' && has(behind[1], 'ACKNOWLEDGE'));
		const rest = next < 0 ? behind : behind.slice(0, next);
		const of = isAcknowledging ? rowsBehind(rest[1]) : lastRows(rest);
		const parts = PARTS.exec(text.slice(token.end));
		const [acknum] = allOf(rest, 'acknum');
		const isTold = of !== null || (parts !== null && (isAcknowledging || acknum !== undefined));
		if (!isTold || (!isAcknowledging && (acknum === undefined || !says(rest, 'SEQ', 'LENGTH')))) return [];
		return [
			{
				say: 'acknowledgment',
				kinds: ['K07', 'K01'],
				pattern: 'P10',
				rows: rowRef(token),
				of,
				parts: parts === null ? null : numbersOf(parts),
				tentative: null,
				...spanOf([token, ...rest]),
			},
		];
	});
}

function rowRef({ rows, isRange, noun }: TokenOf<'rows'>): RowRef {
	return { rows, isRange, noun };
}

function rowsBehind(token: Token | undefined): RowRef | null {
	return isOf(token, 'rows') && token.rows.length === 1 ? rowRef(token) : null;
}

/** `the length of #10`. */
function lastRows(tokens: readonly Token[]): RowRef | null {
	const last = allOf(tokens, 'rows').at(-1);
	return last ? rowsBehind(last) : null;
}

function numbersOf([, sum = '', sequence = '', length = '']: RegExpExecArray) {
	return {
		acknowledgment: readNumber(sum, true),
		sequence: readNumber(sequence, true),
		length: readNumber(length, true),
	};
}

/** M15: an ACK of one host as a sign that another host's data came. */
export function acknowledges(clauses: readonly Clause[], scopes: readonly ClauseScope[]): readonly Say[] {
	return clauses.flatMap((clause, i): readonly Say[] => {
		const from = clause.from ?? scopes[i]?.from ?? clause.hosts[0]?.host ?? null;
		const acks = clause.verbs.includes('acknowledge') || flagSets(clause.tokens).some((set) => set.join() === 'ACK');
		if (!acks || !from) return [];
		const next = clauses
			.slice(i + 1)
			.find(({ tokens }) => says(tokens, 'PUBLISHER', 'SUBSCRIBER') || tokens.some((token) => isOf(token, 'ip')));
		const of =
			clause.verbs.includes('acknowledge') && clause.to ? clause.to : (next?.from ?? next?.hosts[0]?.host ?? null);
		const isAbout =
			next !== undefined && (next.link === 'means' || next.link === 'so') && says(next.tokens, 'DATA', 'RECEIVE');
		if (
			!of ||
			!(isAbout || clause.verbs.includes('acknowledge')) ||
			(from.side === of.side && from.role === of.role && from.address === of.address)
		)
			return [];
		return [
			{
				say: 'acknowledges',
				kinds: ['K02', 'K19'],
				pattern: 'P21',
				from,
				of,
				tentative: scopes[i]?.tentative ?? null,
				...spanOf(clause.tokens),
			},
		];
	});
}

import type { FilterMistake } from '../../i18n/page-words.ts';
import { isField } from './fields.ts';
import { type Token, tokensOf } from './tokens.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'contains']);

/** What a filter asks of a packet. */
export type Expression =
	| { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
	| { readonly kind: 'not'; readonly of: Expression }
	| { readonly kind: 'compare'; readonly field: string; readonly comparison: Comparison; readonly value: string }
	/** The packet has the field. */
	| { readonly kind: 'has'; readonly field: string }
	| { readonly kind: 'numbers'; readonly first: number; readonly last: number }
	/** A bare word: a word with a meaning, or text in the packet's line. */
	| { readonly kind: 'word'; readonly text: string }
	| { readonly kind: 'text'; readonly text: string };

/** Reads a filter: Wireshark's display filters in their usual forms, and plain words. `null` for an empty one. */
export function parseFilter(filter: string): Expression | FilterMistake | null {
	const tokens = tokensOf(filter);
	if (!Array.isArray(tokens)) return tokens as FilterMistake;
	if (tokens.length === 1) return null;
	try {
		return createParser(tokens)();
	} catch (error) {
		if (error instanceof Mistaken) return error.mistake;
		throw error;
	}
}

export function isMistake(parsed: Expression | FilterMistake | null): parsed is FilterMistake {
	return parsed !== null && 'at' in parsed;
}

/** Leaves the parser at the first mistake; never leaves this file. */
class Mistaken extends Error {
	readonly mistake: FilterMistake;
	constructor(mistake: FilterMistake) {
		super(mistake.kind);
		this.mistake = mistake;
	}
}

/** From the loosest to the tightest: or, and (also where nothing stands between), not, a comparison or a word. */
function createParser(tokens: readonly Token[]): () => Expression {
	let next = 0;
	const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', at: 0 };
	const isOperator = (text: string): boolean => peek().kind === 'operator' && peek().text === text;
	const fail = (kind: FilterMistake['kind'], { at, text }: Token): never => {
		throw new Mistaken({ kind, at, text });
	};

	function any(): Expression {
		let left = every();
		while (isOperator('||')) {
			const operator = peek();
			next++;
			left = { kind: 'or', left, right: operand(operator, every) };
		}
		return left;
	}

	function every(): Expression {
		let left = one();
		for (;;) {
			const operator = peek();
			const isBare = operator.kind === 'word' || operator.kind === 'quoted' || isOperator('!') || isOperator('(');
			if (!isBare && !isOperator('&&')) return left;
			if (!isBare) next++;
			left = { kind: 'and', left, right: isBare ? one() : operand(operator, one) };
		}
	}

	function operand(operator: Token, read: () => Expression): Expression {
		return peek().kind === 'end' ? fail('needs-expression', operator) : read();
	}

	function one(): Expression {
		const token = peek();
		next++;
		if (token.kind === 'quoted') return { kind: 'text', text: token.text };
		if (token.kind === 'word') return fieldOrWord(token);
		if (token.text === '!') return { kind: 'not', of: operand(token, one) };
		if (token.text !== '(') return fail(token.kind === 'end' ? 'needs-expression' : 'unexpected', token);
		const inside = operand(token, any);
		if (!isOperator(')')) fail('unclosed-bracket', token);
		next++;
		return inside;
	}

	function fieldOrWord(token: Token): Expression {
		const operator = peek();
		const field = token.text.toLowerCase();
		const numbers = /^#(\d+)(?:[-–]#?(\d+))?$/.exec(token.text);
		if (numbers) return { kind: 'numbers', first: Number(numbers[1]), last: Number(numbers[2] ?? numbers[1]) };
		if (operator.kind !== 'operator' || !COMPARISONS.has(operator.text)) {
			return isField(field) ? { kind: 'has', field } : { kind: 'word', text: token.text };
		}
		if (!isField(field)) fail('unknown-field', token);
		next++;
		const value = peek();
		if (value.kind !== 'word' && value.kind !== 'quoted') fail('needs-value', operator);
		next++;
		return { kind: 'compare', field, comparison: operator.text as Comparison, value: value.text };
	}

	return () => {
		const whole = any();
		if (peek().kind !== 'end') fail('unexpected', peek());
		return whole;
	};
}

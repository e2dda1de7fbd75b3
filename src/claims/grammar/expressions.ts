import { decimalsOf, readNumber } from '../text/numbers.ts';

/** A formula with numbers, its value and how far rounded numbers may move it. */
export interface Evaluated {
	readonly value: number;
	readonly doubt: number;
}

const TOKEN = /\d{1,12}(?:[.,]\d{1,12})?|[-+×x*·÷/()]/g;
/** Longer formulas are nobody's sums. */
const MOST_TOKENS = 40;

/**
 * The value of a formula such as `(1 - 0,125) × 0,02746 + 0,125 × 0,035557`; `null` if it is none. A number with
 * decimals may have been rounded by half a unit of its last digit.
 */
export function evaluate(text: string): Evaluated | null {
	const tokens = text.match(TOKEN) ?? [];
	if (tokens.length > MOST_TOKENS || text.replace(TOKEN, '').trim() !== '') return null;
	const value = calculate(tokens, null, 0);
	if (value === null || !Number.isFinite(value)) return null;
	const doubt = tokens.reduce((sum, token, i) => {
		const digits = decimalsOf(token);
		const moved = digits === 0 ? value : (calculate(tokens, i, 0.5 * 10 ** -digits) ?? value);
		return sum + Math.abs(moved - value);
	}, 0);
	return { value, doubt };
}

/** @param at The number that is moved `by` so much. */
function calculate(tokens: readonly string[], at: number | null, by: number): number | null {
	let next = 0;
	const number = (): number | null => {
		const token = tokens[next];
		if (token === '(') {
			next++;
			const inner = sum();
			if (tokens[next] !== ')') return null;
			next++;
			return inner;
		}
		if (token === undefined || !/\d/.test(token)) return null;
		const moved = next === at ? by : 0;
		next++;
		return readNumber(token, false) + moved;
	};
	const product = (): number | null => {
		let value = number();
		for (;;) {
			const sign = tokens[next];
			const isImplied = sign === '(';
			if (value === null || (!isImplied && !/^[×x*·÷/]$/.test(sign ?? ''))) return value;
			if (!isImplied) next++;
			const other = number();
			if (other === null) return null;
			value = sign === '÷' || sign === '/' ? value / other : value * other;
		}
	};
	function sum(): number | null {
		let value = product();
		while (value !== null && (tokens[next] === '+' || tokens[next] === '-')) {
			const sign = tokens[next] === '+' ? 1 : -1;
			next++;
			const other = product();
			value = other === null ? null : value + sign * other;
		}
		return value;
	}
	const value = sum();
	return next === tokens.length ? value : null;
}

import { decimalsOf, readNumber } from '../text/numbers.ts';
import type { Say } from './say.ts';

const NUMBER = String.raw`\d{1,3}(?:[.,]\d{3}){2,4}(?![\d])|\d{1,15}(?:[.,]\d{1,12})?`;
// Bounded repeats only, so that the time stays linear.
const SUM = new RegExp(
	`(?<![\\d.,:/])(${NUMBER})\\s?(?:byte|bytes|ms|s|detik)?\\s?([-+×x*÷/:])\\s?(${NUMBER})\\s?(?:byte|bytes|ms|s|detik)?(?:\\s?([-+])\\s?(${NUMBER}))?\\s?(?:byte|bytes|ms|s|detik)?\\s?=\\s?(${NUMBER})(?![\\d:])`,
	'g',
);

/** P20: sums that are written out; they need no capture. */
export function readSums(text: string): readonly Say[] {
	return [...text.slice(0, 1200).matchAll(SUM)].flatMap((found): readonly Say[] => {
		const [expression, a = '', sign = '', b = '', sign2, c, d = ''] = found;
		const isTime = [a, b, d].some((part) => decimalsOf(part) > 0);
		const number = (part: string): number => readNumber(part, !isTime);
		const first = calculate(number(a), sign, number(b));
		const result = sign2 && c ? calculate(first, sign2, number(c)) : first;
		const said = number(d);
		if (
			!Number.isFinite(result) ||
			(sign === '/' && !isTime && said !== result && Number.isInteger(said) && result !== Math.floor(result))
		)
			return [];
		const digits = Math.max(decimalsOf(d), 0);
		const isTrue =
			Math.abs(result - said) <= 10 ** -digits * 1.0001 || (digits === 0 && Math.abs(result - said) < 1e-9);
		// 0,911310 - 0 = 0,9 is rounded, not wrong; 2 - 1 = 2 is no rounding.
		const isRounded = digits > 0 && Math.abs(result - said) <= 0.5 * 10 ** -digits * 1.0001;
		const holds = digits === 0 && !isTime ? Math.abs(result - said) < 1e-9 : isTrue || isRounded;
		const places = Math.max(decimalsOf(a), decimalsOf(b), digits);
		return [
			{
				say: 'sum',
				kinds: ['K22'],
				pattern: 'P20',
				expression: expression.replace(/\s*=.*$/, '').trim(),
				written: d,
				said,
				result: Number(result.toFixed(Math.min(9, places))),
				isTrue: holds,
				isAside: false,
				tentative: null,
				start: found.index,
				end: found.index + expression.length,
			},
		];
	});
}

function calculate(a: number, sign: string, b: number): number {
	switch (sign) {
		case '+':
			return a + b;
		case '-':
			return a - b;
		case '×':
		case 'x':
		case '*':
			return a * b;
		default:
			return a / b;
	}
}

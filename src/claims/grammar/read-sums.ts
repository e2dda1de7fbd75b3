import { decimalsOf, readNumber } from '../text/numbers.ts';
import { evaluate } from './expressions.ts';
import type { Say } from './say.ts';

const NUMBER = String.raw`\d{1,3}(?:[.,]\d{3}){2,4}(?![\d])|\d{1,15}(?:[.,]\d{1,12})?`;
// Bounded repeats only, so that the time stays linear.
const SUM = new RegExp(
	`(?<![\\d.,:/])(${NUMBER})\\s?(?:byte|bytes|ms|s|detik)?\\s?([-+×x*÷/:])\\s?(${NUMBER})\\s?(?:byte|bytes|ms|s|detik)?(?:\\s?([-+])\\s?(${NUMBER}))?\\s?(?:byte|bytes|ms|s|detik)?\\s?=\\s?(${NUMBER})(?![\\d:])`,
	'g',
);

/** P20: sums that are written out; they need no capture. */
export function readSums(text: string): readonly Say[] {
	const said = text.slice(0, 1200);
	const simple = simpleSums(said);
	const others = [...formulas(said), ...inWords(said), ...withLetter(said), ...percentages(said)];
	return [...simple, ...others.filter((one) => !simple.some(({ start, end }) => one.start < end && start < one.end))];
}

/** The end of a longer formula is no sum: `2 ARP + 3 + 8 = 13`. */
function isContinued(text: string, at: number): boolean {
	return /[-+×x*÷/(]\s*$/.test(text.slice(Math.max(0, at - 4), at));
}

function simpleSums(text: string): readonly Say[] {
	return [...text.matchAll(SUM)].flatMap((found): readonly Say[] => {
		const [expression, a = '', sign = '', b = '', sign2, c, d = ''] = found;
		// "Paket 13-15 = 3 segmen" is a range.
		const isRange = sign === '-' && Number(a) < Number(b) && !/\s/.test(expression.slice(0, a.length + 2));
		const isShare = /^\s?%/.test(text.slice(found.index + expression.length));
		if (isRange || isShare || isContinued(text, found.index)) return [];
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

const FORMULA = /[\d(][\d\s.,()+×x*·÷/-]{4,90}?=\s?(\d{1,12}(?:[.,]\d{1,12})?)(?![\d:]|\s?[-+×x*÷/]\s?\d)/g;

/** `(1 - 0,125) × 0,02746 + 0,125 × 0,035557 = 0,02847`, `3(2) + 7 = 13`. */
function formulas(text: string): readonly Say[] {
	return [...text.matchAll(FORMULA)].flatMap((found): readonly Say[] => {
		const [whole, said = ''] = found;
		const expression = whole.slice(0, whole.lastIndexOf('=')).trim();
		const isPlain = (expression.match(/[-+×x*·÷/(]/g)?.length ?? 0) < 2;
		if (isPlain || isContinued(text, found.index) || /[\w.,]$/.test(text.slice(0, found.index))) return [];
		const result = evaluate(expression);
		return result ? [sum(expression, said, result, found.index, found.index + whole.length)] : [];
	});
}

const SIGNS: Readonly<Record<string, string>> = {
	plus: '+',
	ditambah: '+',
	minus: '-',
	dikurangi: '-',
	times: '×',
	dikali: '×',
};
const IN_WORDS = new RegExp(
	String.raw`(?<![\w.,])(\d{1,9})(?:\sbytes?)?\s(${Object.keys(SIGNS).join('|')})\s(\d{1,9})(?:\sbytes?)?\s(?:=|sama dengan|equals|is|adalah|menjadi|yaitu|makes)\s(\d{1,9})(?![\d.,]*\d)`,
	'gi',
);

/** `1 plus 88 equals 89`. */
function inWords(text: string): readonly Say[] {
	return [...text.matchAll(IN_WORDS)].flatMap((found): readonly Say[] => {
		const [whole, a = '', sign = '', b = '', said = ''] = found;
		const expression = `${a} ${SIGNS[sign.toLowerCase()] ?? '+'} ${b}`;
		const result = evaluate(expression);
		return result ? [sum(expression, said, result, found.index, found.index + whole.length)] : [];
	});
}

const WITH_LETTER = /(\d{1,3})\s?[×x*]?\s?k\s?([+-])\s?(\d{1,3})\s?=\s?(\d{1,6})(?![\d.,]*\d)/gi;

/** `k = 2 … 3k + 7 = 13`. */
function withLetter(text: string): readonly Say[] {
	const k = /\bk\s?=\s?(\d{1,4})\b/i.exec(text)?.[1];
	return [...text.matchAll(WITH_LETTER)].flatMap((found): readonly Say[] => {
		const [whole, factor = '', sign = '', rest = '', said = ''] = found;
		const expression = `${factor} × ${k ?? ''} ${sign} ${rest}`;
		const result = k === undefined ? null : evaluate(expression);
		return result ? [sum(expression, said, result, found.index, found.index + whole.length)] : [];
	});
}

const SHARE =
	/(?<![\w.,])(\d{1,9})\s?(?:\/|dari(?: total)?|of|out of)\s?(\d{1,9})(?![\d.,]*\d)([^\d%.;]{0,48}?)(\d{1,3}(?:[.,]\d{1,6})?)\s?%/gi;

/** `14 dari 77 paket hilang (18,18 %)`: the share, or what is left of the whole. */
function percentages(text: string): readonly Say[] {
	return [...text.matchAll(SHARE)].flatMap((found): readonly Say[] => {
		const [whole, a = '', b = '', between = '', said = ''] = found;
		const [part, all] = [Number(a), Number(b)];
		const isTold = /[=(≈:]|\b(?:adalah|is|are|atau|or|yaitu|i\.e|sebesar)\b/i.test(between);
		if (all === 0 || part > all) return [];
		const share = { value: (100 * part) / all, doubt: 0 };
		const rest = { value: 100 - share.value, doubt: 0 };
		const unit = 10 ** -decimalsOf(said);
		const isNear = ({ value }: { readonly value: number }): boolean =>
			Math.abs(value - readNumber(said, false)) <= unit;
		const result = isNear(rest) ? rest : share;
		// Behind a comma another share may be meant.
		if (!isTold && !(between.includes(',') && isNear(result))) return [];
		return [
			sum(
				`100 × ${result === rest ? `${all - part}` : a} / ${b}`,
				said,
				result,
				found.index,
				found.index + whole.length,
			),
		];
	});
}

function sum(
	expression: string,
	written: string,
	{ value, doubt }: { readonly value: number; readonly doubt: number },
	start: number,
	end: number,
): Say {
	const said = readNumber(written, false);
	const digits = decimalsOf(written);
	const isWhole = digits === 0 && doubt === 0 && Number.isInteger(value);
	return {
		say: 'sum',
		kinds: ['K22'],
		pattern: 'P20',
		expression,
		written,
		said,
		result: Number(value.toFixed(Math.min(9, Math.max(digits, 2)))),
		isTrue: Math.abs(value - said) <= (isWhole ? 1e-9 : 10 ** -digits * 1.0001 + doubt),
		isAside: false,
		tentative: null,
		start,
		end,
	};
}

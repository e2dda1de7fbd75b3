import { has, isOf, isWord, type Token, type TokenOf } from '../text/token.ts';
import { allOf, rowsOf, says, spanOf } from './features.ts';
import type { Say } from './say.ts';

/** What a remote procedure does, by the words for it; the first is its name in a request. */
const OPERATIONS: readonly (readonly [name: string, words: RegExp])[] = [
	['add', /^(?:add|adds|adding|added|addition|sum|penjumlahan|menjumlahkan|dijumlahkan|pertambahan|tambah)$/i],
	['mul', /^(?:mul|multiply|multiplies|multiplying|multiplied|multiplication|kali|perkalian|mengalikan|dikalikan)$/i],
	['sub', /^(?:sub|subtract|subtracts|subtracting|subtraction|pengurangan|mengurangkan|dikurangi|dikurangkan)$/i],
	['div', /^(?:div|divide|divides|dividing|division|pembagian|membagi|dibagi)$/i],
];

/** P12: what a request is answered with: `the server answers /mul with {"result": 6}`, `add(10, 2) returns 12`. */
export function readReturns(tokens: readonly Token[]): readonly Say[] {
	const operation = operationOf(tokens);
	const path = allOf(tokens, 'http').find((token) => token.path !== null)?.path ?? pathOf(tokens);
	if ((operation === null && path === null) || says(tokens, 'NOT', 'EVERY', 'EACH')) return [];
	const at = resultAt(tokens);
	const token = tokens[at];
	const value = token ? numberOf(token) : null;
	if (token === undefined || value === null) return [];
	const rows = rowsOf(tokens);
	const operands = tokens.flatMap((each, i) => (i !== at && isOperand(each, tokens, i) ? [each.value] : []));
	return [
		{
			say: 'returns',
			kinds: rows === null ? ['K09', 'K02'] : ['K09', 'K01'],
			pattern: 'P12',
			operation,
			path,
			operands,
			value,
			rows,
			tentative: null,
			...spanOf(tokens),
		},
	];
}

function operationOf(tokens: readonly Token[]): string | null {
	const found = OPERATIONS.filter(([, words]) => tokens.some((token) => words.test(nameOf(token))));
	return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

function nameOf(token: Token): string {
	if (isOf(token, 'word')) return token.word;
	return isOf(token, 'quote') ? token.inner.replace(/\(.*$/, '') : '';
}

/** `/mul` as a word or between quotes. */
function pathOf(tokens: readonly Token[]): string | null {
	const found = tokens.flatMap((token, i) => {
		const text = isOf(token, 'quote') ? token.inner : '';
		if (/^\/[\w?=&/.-]{2,80}$/.test(text)) return [text];
		const next = tokens[i + 1];
		return isOf(token, 'sign') && token.sign === '/' && isOf(next, 'word') && next.start === token.end
			? [`/${next.text}`]
			: [];
	});
	return found[0] ?? null;
}

/** The value that comes back: `{"result": 6}`, `with 6`, `hasilnya 6`, `as 9900`. */
function resultAt(tokens: readonly Token[]): number {
	const quote = tokens.findIndex((token) => isOf(token, 'quote') && /["']?result["']?\s?[:=]/.test(token.inner));
	if (quote >= 0) return quote;
	return tokens.findIndex((token, i) => {
		if (numberOf(token) === null || (isOf(token, 'number') && token.unit !== null)) return false;
		const before = tokens.slice(Math.max(0, i - 7), i);
		const last = before.at(-1);
		const isGiven =
			has(last, 'DEFINES', 'WITH', 'REPLY') ||
			(isOf(last, 'sign') && /^[:=]$/.test(last.sign)) ||
			isWord(last, /^(?:as|result|hasil|hasilnya|sebagai|value|nilai|bernilai|yakni|returns?|gives?|yields?)$/i);
		return isGiven && tokens.slice(0, i).some(isResult);
	});
}

function isResult(token: Token): boolean {
	return (
		has(token, 'REPLY', 'RESPONSE') ||
		isWord(token, /^(?:results?|hasil|hasilnya|comes|returns?|gives?|yields?|menghasilkan|mengembalikan)$/i)
	);
}

function numberOf(token: Token): number | null {
	if (isOf(token, 'number')) return token.isWord ? null : token.value;
	if (!isOf(token, 'quote')) return null;
	const found =
		/^-?\d{1,9}(?:\.\d{1,6})?$/.exec(token.inner) ??
		/result["']?\s?[:=]\s?["']?(-?\d{1,9}(?:\.\d{1,6})?)/.exec(token.inner);
	return found ? Number(found[1] ?? found[0]) : null;
}

/** `99 by 100`, `params [10, 2]`: what is asked to be reckoned with. */
function isOperand(token: Token, tokens: readonly Token[], at: number): token is TokenOf<'number'> {
	if (!isOf(token, 'number') || token.isWord || token.unit !== null) return false;
	const near = [tokens[at - 1], tokens[at + 1]];
	return near.some(
		(each) =>
			has(each, 'AND', 'BY', 'WITH') ||
			(isOf(each, 'sign') && /^[,[\](x×*+]$/.test(each.sign)) ||
			isWord(each, /^(?:x|kali|times|plus|tambah|params?)$/i),
	);
}

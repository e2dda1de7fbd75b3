import { decimalsOf, numberWord, readNumber } from './numbers.ts';
import { by, NUMBER, type Recogniser } from './recogniser.ts';
import type { Unit } from './token.ts';

export const time: Recogniser = by(
	/(?:t\s?=\s?)?(\d{1,6}[.,]\d{1,9}|\d{1,7})\s?(seconds?|secs?|detik|sekon|ms|milliseconds?|milidetik|milisekon|µs|us|microseconds?|mikrodetik|menit|minutes?|s)(?![\p{L}\d])/iuy,
	([, digits = '', unit = '']) => {
		const scale = /^(?:ms|mil)/i.test(unit)
			? 1e-3
			: /^(?:µs|us|mi[ck]ro)/i.test(unit)
				? 1e-6
				: /^men|^min/i.test(unit)
					? 60
					: 1;
		return {
			type: 'time',
			seconds: readNumber(digits, false) * scale,
			digits: decimalsOf(digits),
			scale,
			written: digits,
		};
	},
);

/** `pada detik ke-19,5`, `at second 5.07`. */
export const unitFirst: Recogniser = by(
	/(?:detik|sekon|second|seconds)\s(?:ke-?\s?)?(\d{1,6}[.,]\d{1,9})(?![\d.,]*\d)/iy,
	([, digits = '']) => ({
		type: 'time',
		seconds: readNumber(digits, false),
		digits: decimalsOf(digits),
		scale: 1,
		written: digits,
		isMoment: true,
	}),
);

/** A number with so many decimals that it is a time as Wireshark shows it. */
export const bareTime: Recogniser = by(/(\d{1,6}[.,]\d{4,9})(?![\d.,]*\d)/y, ([, digits = '']) => ({
	type: 'time',
	seconds: readNumber(digits, false),
	digits: decimalsOf(digits),
	scale: 1,
	written: digits,
}));

const UNITS: readonly (readonly [RegExp, Unit])[] = [
	[/^\s?(?:buah\s)?(?:bytes?|b|oktet|octets?)(?![\p{L}\d])/iu, 'byte'],
];

export const number: Recogniser = (text, at, lower) => {
	const found = new RegExp(`^(${NUMBER})(?![\\d])`).exec(text.slice(at, at + 30));
	if (found) {
		const end = at + found[0].length;
		const digits = found[1] ?? '';
		const decimals = /^[.,]\d+/.exec(text.slice(end, end + 12))?.[0] ?? '';
		if (decimals !== '')
			return {
				end: end + decimals.length,
				thing: { type: 'number', value: readNumber(digits + decimals, false), unit: null, isWord: false },
			};
		const unit = UNITS.find(([pattern]) => pattern.test(text.slice(end, end + 16)));
		const unitText = unit?.[0].exec(text.slice(end, end + 16))?.[0] ?? '';
		return {
			end: end + unitText.length,
			thing: { type: 'number', value: readNumber(digits, true), unit: unit?.[1] ?? null, isWord: false },
		};
	}
	const word = /^[a-z]{3,8}(?![\p{L}\d-])/u.exec(lower.slice(at, at + 12))?.[0];
	const value = word === undefined ? undefined : numberWord(word);
	return value === undefined || word === undefined
		? undefined
		: { end: at + word.length, thing: { type: 'number', value, unit: null, isWord: true } };
};

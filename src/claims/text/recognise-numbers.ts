import { decimalsOf, numberInWords, readNumber } from './numbers.ts';
import { by, type Found, findAt, NUMBER, type Recogniser } from './recogniser.ts';
import type { Thing, Unit } from './token.ts';

const NTH_SECOND = String.raw`(?<=\b(?:pada|di)\s)(?:detik|sekon)\s|(?:detik|sekon|second|milidetik|ms|menit|minute)\s(?:yang\s)?ke(?:\s?-\s?|\s)?`;
/** "At second 30", not "the second 30 bytes". */
const AT_SECOND = String.raw`(?<=\b(?:at|around|about|near|by|until|from)\s)(?:seconds?|t)\s(?:=\s?)?`;
/** `t = 13.79`, `(time 13.79)`, `pada waktu 13,79`: what the column of Wireshark says. */
const CLOCK = String.raw`t\s?=\s?(?=\d{1,6}[.,]\d)|(?<=\b(?:at|pada)\s|\()(?:time|waktu|timestamp)\s(?:=\s?)?(?=\d{1,6}[.,]\d)`;

/** `detik ke-19,5`, `at second 30`, `t = 13.79`: a moment, and no length of time. */
export const moment: Recogniser = by(
	new RegExp(
		`(${NTH_SECOND}|${AT_SECOND}|${CLOCK})(\\d{1,6}[.,]\\d{1,9}|\\d{1,7})(?:\\s?(?:detik|seconds?|s))?(?![\\p{L}\\d%])`,
		'iuy',
	),
	([, name = '', digits = '']) => ({
		...timeOf(digits, /^m[ei]n/i.test(name) ? 60 : /^m/i.test(name) ? 1e-3 : 1),
		isMoment: true,
	}),
);

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
		return timeOf(digits, scale);
	},
);

function timeOf(digits: string, scale: number): Extract<Thing, { readonly type: 'time' }> {
	return {
		type: 'time',
		seconds: readNumber(digits, false) * scale,
		digits: decimalsOf(digits),
		scale,
		written: digits,
	};
}

const TIME_UNIT = /[\s-](a\s)?(seconds?|detik|sekon|minutes?|menit|milliseconds?|milidetik)(?![\p{L}\d])/uy;
const HALF = /(?:half|setengah)(?=\s)/y;
/** `sedetik`, `less than a second`; "a second message" is another. */
const ONE_UNIT =
	/(?:se(detik|menit)|(?<=\b(?:than|about|around|nearly|almost|within|under|over|takes|took|lasts|only|just)\s)an? (second|minute|millisecond))(?![\p{L}\d]|\s(?:message|packet|reply|request|connection|segment))/uy;

/** `five seconds`, `dua puluh detik`, `half a second`, `sedetik`: nobody who writes so has looked at the digits. */
export const timeInWords: Recogniser = (_text, at, lower) => {
	const one = oneUnit(lower, at);
	if (one) return { end: at + one.length, thing: wordTime(1, one.unit, one.unit) };
	const half = findAt(HALF, lower, at)?.[0];
	const spelled = half ? { value: 0.5, length: half.length } : numberInWords(lower, at);
	const end = at + (spelled?.length ?? 0);
	const found = spelled ? findAt(TIME_UNIT, lower, end) : null;
	if (!spelled || !found || (found[1] !== undefined && !half)) return undefined;
	return { end: end + found[0].length, thing: wordTime(spelled.value, found[2] ?? '', lower.slice(at, end)) };
};

function oneUnit(lower: string, at: number): { readonly length: number; readonly unit: string } | null {
	const found = findAt(ONE_UNIT, lower, at);
	return found ? { length: found[0].length, unit: found[1] ?? found[2] ?? '' } : null;
}

function wordTime(value: number, unit: string, written: string): Extract<Thing, { readonly type: 'time' }> {
	const scale = /^mil/.test(unit) ? 1e-3 : /^m/.test(unit) ? 60 : 1;
	return { type: 'time', seconds: value * scale, digits: 0, scale: value < 1 ? scale / 10 : scale, written };
}

/** A number with so many decimals that it is a time as Wireshark shows it. */
export const bareTime: Recogniser = by(/(\d{1,6}[.,]\d{4,9})(?![\d.,]*\d)/y, ([, digits = '']) => ({
	type: 'time',
	seconds: readNumber(digits, false),
	digits: decimalsOf(digits),
	scale: 1,
	written: digits,
}));

const UNITS: readonly (readonly [RegExp, Unit])[] = [
	// `4 bytes`, `a 4-byte message`
	[/^[\s-]?(?:buah\s)?(?:bytes?|b|oktet|octets?)(?![\p{L}\d])/iu, 'byte'],
];

const DIGITS = new RegExp(`^(${NUMBER})(?![\\d])`);

export const number: Recogniser = (text, at, lower) => {
	const found = DIGITS.exec(text.slice(at, at + 30));
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
	return wordNumber(lower, at);
};

/** One may be an article, a byte length is none. */
function wordNumber(lower: string, at: number): Found | undefined {
	const found = numberInWords(lower, at);
	if (!found) return undefined;
	const { value, length } = found;
	const behind = lower.slice(at + length, at + length + 16);
	const unit = UNITS.find(([pattern]) => pattern.test(behind));
	const unitText = unit?.[0].exec(behind)?.[0] ?? '';
	return {
		end: at + length + unitText.length,
		thing: { type: 'number', value, unit: unit?.[1] ?? null, isWord: unit === undefined },
	};
}

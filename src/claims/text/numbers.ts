import { findAt } from './recogniser.ts';

const WORDS: Readonly<Record<string, number>> = {
	nol: 0,
	zero: 0,
	satu: 1,
	sebuah: 1,
	one: 1,
	single: 1,
	dua: 2,
	two: 2,
	tiga: 3,
	three: 3,
	empat: 4,
	four: 4,
	lima: 5,
	five: 5,
	enam: 6,
	six: 6,
	tujuh: 7,
	seven: 7,
	delapan: 8,
	eight: 8,
	sembilan: 9,
	nine: 9,
	sepuluh: 10,
	ten: 10,
	sebelas: 11,
	eleven: 11,
	twelve: 12,
	dozen: 12,
	selusin: 12,
	thirteen: 13,
	fourteen: 14,
	fifteen: 15,
	sixteen: 16,
	seventeen: 17,
	eighteen: 18,
	nineteen: 19,
	twenty: 20,
	thirty: 30,
	forty: 40,
	fifty: 50,
	sixty: 60,
	seventy: 70,
	eighty: 80,
	ninety: 90,
	seratus: 100,
};

const UNITS = 'satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|one|two|three|four|five|six|seven|eight|nine';
/** `dua belas`, `dua puluh lima`, `twenty-five`, `a dozen`, `one single`. */
const COMPOUND = new RegExp(
	[
		`(${UNITS})[ -]belas`,
		`(${UNITS})[ -]puluh(?:[ -](${UNITS}))?`,
		`(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](${UNITS})`,
		'half a dozen|setengah lusin',
		'(?:a|one|satu) dozen|satu lusin',
		'(?:one|a) single',
	]
		.map((each) => `(?:${each})`)
		.join('|')
		.replace(/^/, '(?:')
		.concat(String.raw`)(?![\p{L}\d-])`),
	'uy',
);

const ORDINALS: Readonly<Record<string, number>> = {
	pertama: 1,
	first: 1,
	kedua: 2,
	second: 2,
	ketiga: 3,
	third: 3,
	keempat: 4,
	fourth: 4,
	kelima: 5,
	fifth: 5,
	keenam: 6,
	sixth: 6,
	ketujuh: 7,
	seventh: 7,
	kedelapan: 8,
	eighth: 8,
	kesembilan: 9,
	ninth: 9,
	kesepuluh: 10,
	tenth: 10,
};

/** `dua`, `four`. */
export function numberWord(word: string): number | undefined {
	return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

const FIRST_WORD = /[a-z]{1,9}/y;
const REST_OF_WORD = /[\p{L}\d-]/uy;

/** The longest number in words at a place of a text in lower case, with its length. */
export function numberInWords(
	text: string,
	at: number,
): { readonly value: number; readonly length: number } | undefined {
	const first = findAt(FIRST_WORD, text, at)?.[0] ?? '';
	const value = numberWord(first);
	if (value === undefined && first !== 'a' && first !== 'half' && first !== 'setengah') return undefined;
	const compound = findAt(COMPOUND, text, at);
	if (compound) return { value: compoundValue(compound), length: compound[0].length };
	const isWhole = findAt(REST_OF_WORD, text, at + first.length) === null;
	return value === undefined || !isWhole ? undefined : { value, length: first.length };
}

function compoundValue([whole, teen, tens, one, english, unit]: RegExpExecArray): number {
	const of = (word: string | undefined): number => (word === undefined ? 0 : (numberWord(word) ?? 0));
	if (teen) return 10 + of(teen);
	if (tens) return 10 * of(tens) + of(one);
	if (english) return of(english) + of(unit);
	if (/^(?:half|setengah)/.test(whole)) return 6;
	return /single$/.test(whole) ? 1 : 12;
}

/** `pertama`, `3rd`, `ke-3`. */
export function ordinalWord(word: string): number | undefined {
	if (Object.hasOwn(ORDINALS, word)) return ORDINALS[word];
	const found = /^(?:ke-?(\d{1,5})|(\d{1,5})(?:st|nd|rd|th))$/.exec(word);
	return found ? Number(found[1] ?? found[2]) : undefined;
}

/** `0,911310`, `1.024`, `1,5`, `4236649188`; a group of three digits behind a sign is taken for thousands only where `isWhole`. */
export function readNumber(text: string, isWhole: boolean): number {
	if (isWhole) return Number(text.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
	const commas = text.split(',').length - 1;
	const points = text.split('.').length - 1;
	if (commas === 1 && points === 0) return Number(text.replace(',', '.'));
	if (commas >= 1 && points === 1 && text.lastIndexOf('.') > text.lastIndexOf(','))
		return Number(text.replaceAll(',', ''));
	if (points >= 1 && commas === 1) return Number(text.replaceAll('.', '').replace(',', '.'));
	if (points > 1) return Number(text.replaceAll('.', ''));
	return Number(text);
}

/** Digits behind the decimal sign. */
export function decimalsOf(text: string): number {
	return /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0;
}

import { numberInWords, ordinalWord } from './numbers.ts';
import { by, findAt, type Recogniser } from './recogniser.ts';
import type { Thing } from './token.ts';

const LIST = String.raw`#?\d{1,7}(?:\s?(?:-|s\/d|s\.d\.?|sd|sampai(?: dengan)?|hingga|to|through|until|,|&|dan|and)\s?(?:(?:dan|and)\s)?(?:ke-)?#?\d{1,7}(?![\d]*[.,:]\d|\s?(?:bytes?|ms|detik|s)\b)){0,30}`;

const ROW_NOUN =
	'frames?|baris|rows?|paket|packets?|segmen|segments?|step|steps|langkah|lines?|no\\.?|nomor|pkt|records?';

export const rows: Recogniser = by(
	new RegExp(
		`(${ROW_NOUN})(?:[ -](?:tcp|nomor|number|numbers|no\\.?|num|ke|nos\\.?|ke-|like|seperti|row|packet|frame|info|wireshark|urutan)){0,3}\\s?(?:\\s|[:.#(-]|ke-)\\s?[#\`"_]{0,2}(${LIST})(?![\\d]|:\\d|[.,]\\d|\\s?%|\\s?(?:bytes?|ms|detik|seconds?|s|way)\\b|-way)`,
		'iy',
	),
	([whole, noun = '', list = '']) => {
		const rows = readRows(list);
		if (rows.length === 0) return undefined;
		// `paket ke-9` may be the ninth of anything, `paket 9` is the number that it has.
		const counts = /\bke\b/i.test(whole)
			? ' ke'
			: /\b(?:nomor|numbers?|no|num|nos)\b/i.test(whole.slice(noun.length))
				? ' number'
				: '';
		return { type: 'rows', rows, noun: `${noun.toLowerCase()}${counts}`, isRange: rows.length > 1 };
	},
);

export const hash: Recogniser = by(new RegExp(`#(${LIST})(?![\\d]|[.,]\\d)`, 'iy'), ([, list = '']) => {
	const rows = readRows(list);
	return rows.length === 0 ? undefined : { type: 'rows', rows, noun: '#', isRange: rows.length > 1 };
});

const NOUN_FIRST = /(paket|baris|frame|segmen|packet|row)(?: tcp)? (?:yang )?/uy;
const ORDINAL_WORD = /(?:ke-?\d{1,4}|[a-z]{4,12})(?![\p{L}\d-])/uy;
const ORDINAL_FIRST =
	/(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|\d{1,4}(?:st|nd|rd|th)) (packet|frame|row|segment|line)(?![\p{L}])/uy;

/** `3rd packet`, `paket pertama`, `baris dua`, `frame dua belas`. */
export const ordinalRow: Recogniser = (_text, at, lower) => {
	const [start = '', noun = ''] = findAt(NOUN_FIRST, lower, at) ?? [];
	const behind = start === '' ? undefined : ordinalAt(lower, at + start.length);
	if (behind) return { end: at + start.length + behind.length, thing: ordinalThing(behind.value, noun) };
	const [whole = '', ordinal = '', counted = ''] = findAt(ORDINAL_FIRST, lower, at) ?? [];
	const row = ordinalWord(ordinal);
	return row === undefined ? undefined : { end: at + whole.length, thing: ordinalThing(row, counted) };
};

function ordinalAt(lower: string, at: number): { readonly value: number; readonly length: number } | undefined {
	const word = findAt(ORDINAL_WORD, lower, at)?.[0] ?? '';
	const value = ordinalWord(word);
	return value === undefined ? numberInWords(lower, at) : { value, length: word.length };
}

function ordinalThing(row: number, noun: string): Thing {
	return { type: 'rows', rows: [row], noun: `${noun} ordinal`, isRange: false };
}

function readRows(list: string): readonly number[] {
	const rows: number[] = [];
	let joint = '';
	for (const part of list.match(/\d+|[^\d]+/g) ?? []) {
		if (!/\d/.test(part)) {
			joint = part.toLowerCase();
			continue;
		}
		const row = Number(part);
		const last = rows.at(-1);
		const isRange = /-|s\/d|s\.d|sd|sampai|hingga|to|through|until/.test(joint) && !/ke-/.test(joint);
		if (last !== undefined && isRange && row > last && row - last <= 500)
			for (let n = last + 1; n < row; n++) rows.push(n);
		rows.push(row);
		joint = '';
	}
	return rows;
}

import { numberWord, ordinalWord } from './numbers.ts';
import { findAt, type Recogniser } from './recogniser.ts';
import type { NthNoun } from './token.ts';

/** Nouns that ordinals count, and examples of what is found. */
const NOUNS: readonly { readonly what: NthNoun; readonly words: string; readonly examples: readonly string[] }[] = [
	{
		what: 'segment',
		words: 'data segment|data packet|segmen data|paket data',
		examples: ['the first data segment', 'segmen data pertama'],
	},
	{
		what: 'reply',
		words: 'reply|response|answer|balasan|respons?e?|jawaban|tanggapan|echo|upcall event|event upcall|event',
		examples: ['the second reply', 'balasan kedua', 'the last response'],
	},
	{ what: 'request', words: 'request|permintaan|query', examples: ['the first request', 'permintaan ke-3'] },
	{ what: 'message', words: 'message|pesan|kalimat|suara|vote', examples: ['the third message', 'pesan terakhir'] },
];

const ALL = NOUNS.map(({ words }) => words).join('|');
const ORDINAL =
	/(?:yang )?(pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|terakhir|ke-?\d{1,3})(?![\p{L}\d-])/uy;
const NOUN_BEFORE = new RegExp(`(?:^|[^\\p{L}])(${ALL})(?:nya)?(?: (?:upcall|vote|echo|server|client|klien))? $`, 'u');
const ENGLISH = new RegExp(
	`(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|\\d{1,3}(?:st|nd|rd|th)) (?:(?:client|server|upcall|echo)(?:'s)? )?(${ALL})(?![\\p{L}])`,
	'uy',
);

/** `kedua` of `pesan kedua`, `second` of `second reply`: only the ordinal is taken, the noun is read for itself. */
export const nth: Recogniser = (_text, at, lower) => {
	const english = findAt(ENGLISH, lower, at);
	if (english) {
		const [, ordinal = '', noun = ''] = english;
		const n = numberOf(ordinal);
		return n === undefined ? undefined : { end: at + ordinal.length, thing: { type: 'nth', n, what: whatOf(noun) } };
	}
	const ordinal = findAt(ORDINAL, lower, at);
	const noun = ordinal ? NOUN_BEFORE.exec(lower.slice(Math.max(0, at - 28), at)) : null;
	const n = numberOf(ordinal?.[1] ?? '');
	if (!ordinal || !noun || n === undefined) return undefined;
	return { end: at + ordinal[0].length, thing: { type: 'nth', n, what: whatOf(noun[1] ?? '') } };
};

function numberOf(ordinal: string): number | undefined {
	if (/^(?:last|final|terakhir)$/.test(ordinal)) return -1;
	return ordinalWord(ordinal) ?? numberWord(ordinal);
}

function whatOf(noun: string): NthNoun {
	return (
		NOUNS.find(({ words }) => words.split('|').some((word) => new RegExp(`^${word}$`).test(noun)))?.what ?? 'message'
	);
}

import type { PlainText } from '../report-document.ts';
import { slicePlain } from './normal-text.ts';

/** Words whose point ends no sentence. */
const SHORT =
	/(?:^|[\s(])(?:no|nos|dll|dsb|dst|dkk|hal|mis|e\.g|i\.e|vs|cf|fig|gbr|etc|approx|ca|s\.d|a\.n|pkt|resp)$/i;
/** Longer sentences are cut: nobody writes them, and what is in them must not cost more than their length. */
const MOST_CHARACTERS = 1_200;

/** The sentences of a paragraph. A line that ends in a colon belongs to the next. */
export function sentencesOf(plain: PlainText): readonly PlainText[] {
	const sentences: PlainText[] = [];
	let from = 0;
	const cut = (to: number): void => {
		for (let at = from; at < to; at += MOST_CHARACTERS) {
			const sentence = slicePlain(plain, at, Math.min(to, at + MOST_CHARACTERS));
			if (sentence.text !== '') sentences.push(sentence);
		}
		from = to;
	};
	const { text } = plain;
	for (let i = 0; i < text.length; i++) {
		const sign = text[i];
		if (sign === '\n' && !/[:,]\s*$/.test(text.slice(Math.max(from, i - 12), i))) cut(i + 1);
		else if ((sign === '.' || sign === '!' || sign === '?' || sign === ';') && endsHere(text, i, from)) cut(i + 1);
	}
	cut(text.length);
	return sentences;
}

function endsHere(text: string, at: number, from: number): boolean {
	const after = text.slice(at + 1, at + 4);
	if (after.trim() === '') return /^\s|^$/.test(after);
	if (!/^["')`\]]?\s/.test(after)) return false;
	if (text[at] !== '.') return !isQuoted(text, from, at);
	if (SHORT.test(text.slice(Math.max(from, at - 8), at))) return false;
	// "1. Client …" is a number in front of a sentence, not a sentence.
	if (/(?:^|\n)\s*(?:\d{1,2}|[a-z])$/i.test(text.slice(from, at)) && at - from < 6) return false;
	return /^["')`\]]?\s+["'(`[]?(?:\p{Lu}|\d|\[)/u.test(text.slice(at + 1, at + 8)) && !isQuoted(text, from, at);
}

/** True inside back-ticks or double quotes. */
function isQuoted(text: string, from: number, at: number): boolean {
	let open: string | undefined;
	for (let i = Math.max(from, at - 300); i < at; i++) {
		const sign = text[i];
		if (sign !== '`' && sign !== '"') continue;
		if (open === undefined) open = sign;
		else if (open === sign) open = undefined;
	}
	return open !== undefined && text.indexOf(open, at) >= 0 && text.indexOf(open, at) - at < 200;
}

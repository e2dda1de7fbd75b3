import { conceptsOf, phraseAt } from './lexicon.ts';
import { by, findAt, type Recogniser } from './recogniser.ts';

/** `{"result": 6}`, `"result": 6`: quotes inside a text, not around it. */
export const json: Recogniser = by(
	/\{\s?["'][^{}\n]{1,120}\}|"[\w -]{1,30}"\s?:\s?(?:"[^"\n]{0,80}"|-?\d{1,9}(?:\.\d{1,9})?|true|false|null)(?![\w"])/y,
	([inner]) => ({ type: 'quote', inner, isCode: true }),
);

export const quote: Recogniser = (text, at) => {
	const sign = text[at];
	if (sign !== '`' && sign !== '"' && !(sign === "'" && /[\s([:,]|^$/.test(text[at - 1] ?? ''))) return undefined;
	const end = text.indexOf(sign, at + 1);
	if (end < 0 || end - at > 200 || end === at + 1) return undefined;
	const inner = text.slice(at + 1, end);
	if (sign === "'" && !/^[\s).,:;!?\]]|^$/.test(text[end + 1] ?? '')) return undefined;
	return { end: end + 1, thing: { type: 'quote', inner: inner.replace(/^"(.*)"$/, '$1'), isCode: sign === '`' } };
};

export const arrow: Recogniser = by(/[→↔←]/y, ([sign]) => ({ type: 'arrow', isBoth: sign === '↔' }));

const FIRST = /[a-z\d-]{1,16}/y;

/** `3-way`, `tiga tahap`: not three of something. */
export const nWay: Recogniser = (_text, at, lower) => {
	const first = findAt(FIRST, lower, at)?.[0] ?? '';
	const phrase = phraseAt(lower, at, first);
	const concept = phrase?.[1] ?? conceptsOf(first)[0];
	if (concept !== 'THREE_WAY' && concept !== 'FOUR_WAY') return undefined;
	const word = phrase?.[0] ?? first;
	return { end: at + word.length, thing: { type: 'word', concepts: [concept], word } };
};

export const word: Recogniser = (text, at, lower) => {
	const found = /^[\p{L}\d][\p{L}\d'./_-]{0,60}/u.exec(lower.slice(at, at + 64))?.[0]?.replace(/(?:'s|[.'/_-]+)$/, '');
	if (!found) return undefined;
	const phrase =
		phraseAt(lower, at, found) ??
		(/[./-]/.test(found) ? phraseAt(lower, at, found.split(/[./-]/)[0] ?? found) : undefined);
	if (phrase && phrase[0].length > found.length) {
		return { end: at + phrase[0].length, thing: { type: 'word', concepts: [phrase[1]], word: phrase[0] } };
	}
	const concepts = conceptsOf(found);
	if (phrase && concepts.length === 0)
		return { end: at + phrase[0].length, thing: { type: 'word', concepts: [phrase[1]], word: phrase[0] } };
	if (concepts.length === 0 && /[/_-]/.test(found)) {
		// `request/response`, `client-server`: each part for itself; a name such as `reqresp-client` stays whole.
		const part = /^[\p{L}\d']+/u.exec(found)?.[0] ?? found;
		const rest = found.slice(part.length + 1);
		const isName = /[-_](?:client|server)(?:-mod)?$/.test(found);
		if (!isName && conceptsOf(part).length > 0 && conceptsOf(rest).length > 0)
			return { end: at + part.length, thing: { type: 'word', concepts: conceptsOf(part), word: part } };
		if (isName)
			return {
				end: at + found.length,
				thing: { type: 'word', concepts: [/client(?:-mod)?$/.test(found) ? 'CLIENT' : 'SERVER'], word: found },
			};
	}
	return { end: at + found.length, thing: { type: 'word', concepts, word: text.slice(at, at + found.length) } };
};

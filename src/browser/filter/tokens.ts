import type { FilterMistake } from '../../i18n/page-words.ts';

/** A piece of a filter, and where it stands. */
export interface Token {
	readonly kind: 'word' | 'quoted' | 'operator' | 'end';
	readonly text: string;
	readonly at: number;
}

/** Longest first, so that `<=` is not read as `<`. */
const OPERATORS = ['===', '!==', '==', '!=', '<=', '>=', '&&', '||', '<', '>', '!', '(', ')'];
/** Wireshark's operators in letters. */
const WORDS: Readonly<Record<string, string>> = {
	eq: '==',
	ne: '!=',
	gt: '>',
	lt: '<',
	ge: '>=',
	le: '<=',
	and: '&&',
	or: '||',
	not: '!',
	contains: 'contains',
};

/** Cuts a filter into pieces; the last is `end`. */
export function tokensOf(filter: string): readonly Token[] | FilterMistake {
	const tokens: Token[] = [];
	let at = 0;
	while (at < filter.length) {
		const rest = filter.slice(at);
		const space = /^\s+/.exec(rest)?.[0].length ?? 0;
		if (space > 0) {
			at += space;
			continue;
		}
		if (rest.startsWith('"')) {
			const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
			if (!quoted) return { kind: 'unclosed-quote', at, text: rest };
			tokens.push({ kind: 'quoted', text: (quoted[1] ?? '').replace(/\\(["\\])/g, '$1'), at });
			at += quoted[0].length;
			continue;
		}
		const operator = OPERATORS.find((each) => rest.startsWith(each));
		const text = operator ?? /^[^\s"()<>=!&|]+/.exec(rest)?.[0] ?? rest.charAt(0);
		tokens.push(operator ? { kind: 'operator', text, at } : wordToken(text, at));
		at += text.length;
	}
	return [...tokens, { kind: 'end', text: '', at: filter.length }];
}

function wordToken(text: string, at: number): Token {
	const operator = WORDS[text.toLowerCase()];
	return operator === undefined ? { kind: 'word', text, at } : { kind: 'operator', text: operator, at };
}

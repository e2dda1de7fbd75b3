import { withNamedValues } from './named-values.ts';
import type { Found } from './recogniser.ts';
import { recognisersAt } from './recognisers.ts';
import type { Token, TokenOf } from './token.ts';

/** Longer sentences are cut before; so a sentence never has more tokens than this. */
const MOST_TOKENS = 600;

/** Splits the normal text of a sentence into the things that packets are spoken of with. Each recogniser looks a few characters far. */
export function lex(text: string): readonly Token[] {
	const lower = text.toLowerCase();
	const tokens: Token[] = [];
	const recognise = recogniseIn(text, lower);
	for (let at = 0; at < text.length && tokens.length < MOST_TOKENS; ) {
		if (isSpace(text, at)) {
			at++;
			continue;
		}
		const found = recognise(at);
		const end = Math.max(at + 1, found.end);
		const token: Token = { start: at, end, text: text.slice(at, end), ...found.thing };
		if (token.type === 'quote') tokens.push(...unquoted(token, text));
		else tokens.push(token);
		at = end;
	}
	return withNamedValues(tokens);
}

/** Finds what stands at a place; what a text has nowhere in it is not looked for. */
function recogniseIn(text: string, lower: string): (at: number) => Found {
	const known = new Map<string, boolean>();
	const isMissing = (needed: string): boolean => {
		const isKnown = known.get(needed);
		if (isKnown === undefined) known.set(needed, !lower.includes(needed));
		return isKnown ?? !lower.includes(needed);
	};
	// A few letters are two in lower case: what stands at a place is not known then.
	const isAligned = lower.length === text.length;
	return (at) => {
		const code = isAligned ? text.charCodeAt(at) : Number.POSITIVE_INFINITY;
		for (const { find, needs } of recognisersAt(code, !isInWord(text, at))) {
			const found = needs !== undefined && isMissing(needs) ? undefined : find(text, at, lower);
			if (found) return found;
		}
		return { end: at + 1, thing: { type: 'sign', sign: text[at] ?? '' } };
	};
}

const FIRST_BEYOND_ASCII = 128;

function isSpace(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code < FIRST_BEYOND_ASCII ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : /\s/.test(text[at] ?? '');
}

/** Whether the character before is a letter or a digit. */
function isInWord(text: string, at: number): boolean {
	if (at === 0) return false;
	const code = text.charCodeAt(at - 1);
	if (code >= FIRST_BEYOND_ASCII) return /\p{L}/u.test(text[at - 1] ?? '');
	return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Quotes around what is no text: `SYN`, `port 2222`, `listen()`, `client`. */
function unquoted(token: TokenOf<'quote'>, text: string): readonly Token[] {
	if (token.inner.length > 120 || token.inner.length === token.end - token.start) return [token];
	const inner = lex(text.slice(token.start + 1, token.end - 1)).map((each) => ({
		...each,
		start: each.start + token.start + 1,
		end: each.end + token.start + 1,
	}));
	const calls = inner.filter(({ type }) => type === 'call');
	if (calls.length > 0) return calls;
	const isStructured =
		inner.length > 0 &&
		inner.every(
			(each) =>
				STRUCTURED.has(each.type) ||
				(each.type === 'word' && each.concepts.some((concept) => NAMES.has(concept))) ||
				(each.type === 'sign' && /[,;()[\]]/.test(each.sign)),
		);
	return isStructured ? inner : [token];
}

const STRUCTURED: ReadonlySet<string> = new Set([
	'flags',
	'ip',
	'mac',
	'port',
	'ports',
	'seq',
	'acknum',
	'len',
	'win',
	'filter',
	'file',
	'rows',
	'http',
	'mqtt',
]);

const NAMES: ReadonlySet<string> = new Set([
	'CLIENT',
	'SERVER',
	'PUBLISHER',
	'SUBSCRIBER',
	'ARP',
	'TCP',
	'UDP',
	'PORT',
	'HANDSHAKE',
	'RETRANSMISSION',
	'BROADCAST',
	'UNICAST',
]);

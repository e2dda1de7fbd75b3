import { withNamedValues } from './named-values.ts';
import { address, ipv6, mac, port, ports, pythonAddress } from './recognise-address.ts';
import { acknum, len, seq, win } from './recognise-fields.ts';
import { nth } from './recognise-nth.ts';
import { bareTime, moment, number, time, timeInWords } from './recognise-numbers.ts';
import { bareCall, call, file, filter, flags, http, mqtt } from './recognise-protocol.ts';
import { hash, ordinalRow, rows } from './recognise-rows.ts';
import { arrow, json, nWay, quote, word } from './recognise-words.ts';
import type { Found, Recogniser } from './recogniser.ts';
import type { Token } from './token.ts';

/** Longer sentences are cut before; so a sentence never has more tokens than this. */
const MOST_TOKENS = 600;

/** Splits the normal text of a sentence into the things that packets are spoken of with. Each recogniser looks a few characters far. */
export function lex(text: string): readonly Token[] {
	const lower = text.toLowerCase();
	const tokens: Token[] = [];
	for (let at = 0; at < text.length && tokens.length < MOST_TOKENS; ) {
		const character = text[at] ?? '';
		if (/\s/.test(character)) {
			at++;
			continue;
		}
		const found = recognise(text, at, lower);
		const end = Math.max(at + 1, found.end);
		tokens.push(...unquoted({ start: at, end, text: text.slice(at, end), ...found.thing }, text));
		at = end;
	}
	return withNamedValues(tokens);
}

/** Quotes around what is no text: `SYN`, `port 2222`, `listen()`, `client`. */
function unquoted(token: Token, text: string): readonly Token[] {
	if (token.type !== 'quote' || token.inner.length > 120 || token.inner.length === token.end - token.start)
		return [token];
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

function recognise(text: string, at: number, lower: string): Found {
	const atWord = !/[\p{L}\d]/u.test(text[at - 1] ?? '');
	for (const recogniser of atWord ? RECOGNISERS : ANYWHERE) {
		const found = recogniser(text, at, lower);
		if (found) return found;
	}
	return { end: at + 1, thing: { type: 'sign', sign: text[at] ?? '' } };
}

const ANYWHERE: readonly Recogniser[] = [pythonAddress, json, quote, arrow, bareCall];

const RECOGNISERS: readonly Recogniser[] = [
	...[
		pythonAddress,
		json,
		quote,
		filter,
		mac,
		address,
		ipv6,
		nWay,
		mqtt,
		call,
		bareCall,
		file,
		seq,
		acknum,
		len,
		win,
		http,
		ports,
		port,
		rows,
		hash,
	],
	...[nth, ordinalRow, moment, time, timeInWords, bareTime, flags, arrow, number, word],
];

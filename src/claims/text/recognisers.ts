import { address, ipv6, mac, port, ports, pythonAddress, sidePort } from './recognise-address.ts';
import { acknum, len, seq, win } from './recognise-fields.ts';
import { nth } from './recognise-nth.ts';
import { bareTime, moment, number, time, timeInWords } from './recognise-numbers.ts';
import { bareCall, call, file, filter, flags, http, mqtt } from './recognise-protocol.ts';
import { hash, ordinalRow, rows } from './recognise-rows.ts';
import { arrow, json, nWay, quote, word } from './recognise-words.ts';
import type { Recogniser } from './recogniser.ts';

/** A recogniser and where it need not be tried, because it finds nothing there. */
export interface RecogniserEntry {
	readonly find: Recogniser;
	/** What it finds begins with one of these, in lower case, or with a character beyond ASCII. */
	readonly begins: string;
	/** What it finds has this in it, in lower case. */
	readonly needs?: string;
	/** Also within a word. */
	readonly isAnywhere?: true;
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HEX = `${DIGITS}abcdef`;

/** All of them; the first that finds something is taken. */
export const RECOGNISERS: readonly RecogniserEntry[] = [
	{ find: pythonAddress, begins: '(', isAnywhere: true },
	{ find: json, begins: '{"', isAnywhere: true },
	{ find: quote, begins: '`"\'', isAnywhere: true },
	{ find: filter, begins: '!adefhitu' },
	{ find: mac, begins: HEX },
	{ find: address, begins: DIGITS },
	{ find: ipv6, begins: `[:${HEX}`, needs: ':' },
	{ find: nWay, begins: '34eft' },
	{ find: mqtt, begins: 'cdkps' },
	{ find: call, begins: `._${DIGITS}${LETTERS}`, needs: '(' },
	{ find: bareCall, begins: '.', isAnywhere: true },
	{ find: file, begins: `()+-._${DIGITS}${LETTERS}`, needs: 'cap' },
	{ find: seq, begins: 'ns' },
	{ find: acknum, begins: 'an' },
	{ find: len, begins: 'dlpst' },
	{ find: win, begins: 'w' },
	{ find: http, begins: '12345dghop' },
	{ find: ports, begins: DIGITS },
	{ find: port, begins: 'acdepstu', needs: 'port' },
	{ find: sidePort, begins: 'bcks' },
	{ find: rows, begins: 'bflnprs' },
	{ find: hash, begins: '#' },
	{ find: nth, begins: `${DIGITS}efklnpsty` },
	{ find: ordinalRow, begins: `${DIGITS}befprst` },
	{ find: moment, begins: 'dmstw' },
	{ find: time, begins: `${DIGITS}t` },
	{ find: timeInWords, begins: LETTERS },
	{ find: bareTime, begins: DIGITS },
	{ find: flags, begins: '[afprsu' },
	{ find: arrow, begins: '', isAnywhere: true },
	{ find: number, begins: `${DIGITS}adefhlnostz` },
	{ find: word, begins: `${DIGITS}${LETTERS}` },
];

const WITHIN_WORDS = RECOGNISERS.filter(({ isAnywhere }) => isAnywhere);

/** By the code of the character that they begin with. */
const byCode = (all: readonly RecogniserEntry[]): readonly (readonly RecogniserEntry[])[] =>
	Array.from({ length: 128 }, (_, code) =>
		all.filter(({ begins }) => begins.includes(String.fromCharCode(code).toLowerCase())),
	);
const AT_WORD = byCode(RECOGNISERS);
const WITHIN = byCode(WITHIN_WORDS);

/** Those that may find something at a character. @param atWord No letter and no digit stands before it. */
export function recognisersAt(code: number, atWord: boolean): readonly RecogniserEntry[] {
	return (atWord ? AT_WORD : WITHIN)[code] ?? (atWord ? RECOGNISERS : WITHIN_WORDS);
}

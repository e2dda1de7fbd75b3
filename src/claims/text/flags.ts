import { findAt } from './recogniser.ts';
import type { FlagSet } from './token.ts';

const ORDER = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

const NAMES: Readonly<Record<string, string>> = {
	SYN: 'SYN',
	ACK: 'ACK',
	FIN: 'FIN',
	PSH: 'PSH',
	RST: 'RST',
	URG: 'URG',
	PUSH: 'PSH',
	RESET: 'RST',
	FINISH: 'FIN',
	SYNCHRONIZE: 'SYN',
	SYNCHRONISE: 'SYN',
	ACKNOWLEDGE: 'ACK',
	ACKNOWLEDGEMENT: 'ACK',
	ACKNOWLEDGMENT: 'ACK',
	ACKNOLEDGEMENT: 'ACK',
	ACKNOWLEGEMENT: 'ACK',
	FINAL: 'FIN',
};

/** Short flags as tcpdump prints them. */
const LETTERS: Readonly<Record<string, string>> = { S: 'SYN', F: 'FIN', P: 'PSH', R: 'RST', '.': 'ACK', U: 'URG' };

const FLAG = '(?:SYN|ACK|FIN|PSH|RST|URG|PUSH)';
const LONG = String.raw`(?:\s?\((?:SYNCHRONI[SZ]E|ACKNOWLEDGE(?:MENT)?|ACKNOWLEDGMENT|PUSH|FINISH|FINAL|RESET)\))?`;
const JOINT = String.raw`(?:\s{0,2}(?:,|\+|/|-|&|\|)\s{0,2}(?:(?:dan|and)\s)?|\s(?:dan|and|serta)\s|\s)`;
/** Names of states begin with a flag: SYN_SENT, FIN_WAIT_1. */
const NO_STATE = String.raw`(?![\p{L}\d]|[_-](?:SENT|RECEIVED|RCVD|WAIT))`;
const RUN = new RegExp(`${FLAG}${LONG}(?:${JOINT}${FLAG}${LONG}){0,9}${NO_STATE}`, 'iuy');
const BRACKET = /\[\s{0,2}((?:SYN|ACK|FIN|PSH|RST|URG|PUSH|ECE|CWR|[,+/\s|-]|dan|and){1,60})\]/iuy;
const DUMP = /(?:Flags\s)?\[([SFPRU.]{1,5})\]/y;
const LONGWORD = /(?:SYNCHRONI[SZ]E|ACKNOWLEDGE?MENT|ACKNOLEDGEMENT|ACKNOWLEGEMENT)S?(?![\p{L}\d])/iuy;

/** `Ack number`: the field, not the flag. */
const FIELD = /ack(?:nowledge?ment|nowledge)? (?:number|num|no)\b/iy;
/** `both SYNs`, `four pure ACKs`; "the server ACKs it" is what it does. */
const PLURAL =
	/(?<!(?:client|server|broker|host|it|which|that|and|then|\d)\s)((?:SYN|FIN|RST|PSH)(?:[-/+]ACK)?|ACK)s(?![\p{L}\d])/uy;
/** `SYNACK`. */
const TIGHT = /(SYN|FIN|PSH|RST)ACK(?![\p{L}\d])/iuy;

interface FoundFlags {
	readonly end: number;
	readonly sets: readonly FlagSet[];
	readonly isBracketed: boolean;
}

/** Flags that begin at a place of the text: one set, or several that are listed. */
export function flagsAt(text: string, at: number): FoundFlags | undefined {
	const bracket = findAt(BRACKET, text, at);
	if (bracket) {
		const names = namesIn(bracket[1] ?? '');
		return names.length > 0 ? { end: at + bracket[0].length, sets: [inOrder(names)], isBracketed: true } : undefined;
	}
	const dump = findAt(DUMP, text, at);
	if (dump)
		return {
			end: at + dump[0].length,
			sets: [inOrder([...(dump[1] ?? '')].map((c) => LETTERS[c] ?? 'ACK'))],
			isBracketed: true,
		};
	if (findAt(FIELD, text, at)) return undefined;
	const several = findAt(PLURAL, text, at);
	if (several) return { end: at + several[0].length, sets: [inOrder(namesIn(several[1] ?? ''))], isBracketed: false };
	const long = findAt(LONGWORD, text, at);
	if (long)
		return {
			end: at + long[0].length,
			sets: [[NAMES[long[0].toUpperCase().replace(/S$/, '')] ?? 'ACK']],
			isBracketed: false,
		};
	const run = findAt(RUN, text, at);
	if (run) return { end: at + run[0].length, sets: setsOf(run[0]), isBracketed: false };
	const tight = findAt(TIGHT, text, at);
	return tight
		? { end: at + tight[0].length, sets: [inOrder([(tight[1] ?? '').toUpperCase(), 'ACK'])], isBracketed: false }
		: undefined;
}

/** Reads `SYN, SYN-ACK, ACK` as three and `FIN, ACK` as one: a hyphen, plus or slash joins, a comma may. */
function setsOf(run: string): readonly FlagSet[] {
	const parts = run
		.replace(/\s?\([^)]*\)/g, '')
		.replace(/([A-Z]{3,4})[-_](?=ACK)/gi, '$1+')
		.split(/\s{0,2}[,&|]\s{0,2}(?:(?:dan|and)\s)?|\s(?:dan|and|serta)\s/i);
	const groups = parts.map((part) => namesIn(part));
	const isListed = groups.length > 2 && !isOneSet(groups);
	if (isListed) return joinListed(groups);
	if (groups.length === 2 && !isPair(groups)) return groups.map(inOrder);
	return [inOrder(groups.flat())];
}

/** `SYN, SYN, ACK, ACK` is a handshake as Wireshark's flags are written one by one. */
function joinListed(groups: readonly (readonly string[])[]): readonly FlagSet[] {
	const flat = groups.map((group) => group.join('+')).join(' ');
	if (flat === 'SYN SYN ACK ACK') return [['SYN'], ['SYN', 'ACK'], ['ACK']];
	if (flat === 'SYN SYN ACK') return [['SYN'], ['SYN', 'ACK']];
	return groups.map(inOrder);
}

/** `FIN, PSH, ACK`: three different flags that Wireshark shows of one packet. */
function isOneSet(groups: readonly (readonly string[])[]): boolean {
	const flat = groups.map((group) => group.join('+')).join(' ');
	return flat === 'FIN PSH ACK' || flat === 'PSH FIN ACK';
}

/** `PSH, ACK` is one packet; `SYN, FIN` and `ACK, PSH` are two words of a list. */
function isPair([first, second]: readonly (readonly string[])[]): boolean {
	return first?.length === 1 && second?.length === 1 && second[0] === 'ACK' && first[0] !== 'ACK';
}

function namesIn(text: string): readonly string[] {
	return (text.match(/[A-Za-z]+/g) ?? []).flatMap((word) => {
		const name = NAMES[word.toUpperCase()];
		return name ? [name] : [];
	});
}

function inOrder(names: readonly string[]): FlagSet {
	return ORDER.filter((name) => names.includes(name));
}

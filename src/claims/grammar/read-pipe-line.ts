import type { PlainText } from '../report-document.ts';
import { lex } from '../text/lexer.ts';
import { slicePlain } from '../text/normal-text.ts';
import { readNumber } from '../text/numbers.ts';
import { isOf, type Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import { allOf, flagSets } from './features.ts';
import { type HostMention, hostsOf } from './host.ts';
import { ANY_PACKET, type PacketQuery, type RowRef } from './packet-query.ts';
import { infoOf } from './row-fields.ts';
import { rowNumber, rowPacket } from './row-packet.ts';
import { proseOf } from './row-prose.ts';
import type { Say } from './say.ts';

/** A line of a table that Markdown does not take for one, or without a head: the first number is the row. */
export function readPipeLine(plain: PlainText, context: SentenceContext): readonly Say[] {
	const cells = cellsOf(plain);
	const at = cells.findIndex(({ text }) => /^#?\d{1,7}(?:\s?-\s?#?\d{1,7})?$/.test(text));
	const rows = at < 0 ? null : rowsOfCell(cells[at]?.text ?? '');
	if (!rows || cells.length < 3 || at > 1) return [];
	let query: PacketQuery = ANY_PACKET;
	const prose: PlainText[] = [];
	for (const [i, cell] of cells.entries()) {
		if (i === at || cell.text === '') continue;
		const tokens = lex(cell.text);
		const hosts = hostsOf(tokens, context.names);
		const [host, other] = hosts;
		if (isArrowOf(hosts, tokens)) query = { ...query, from: host?.host ?? null, to: other?.host ?? null };
		else if (host && hosts.length === 1 && host.at === 0 && host.end === tokens.length)
			query = query.from === null ? { ...query, from: host.host } : { ...query, to: query.to ?? host.host };
		else if (/^\d{1,6}[.,]\d{3,9}$/.test(cell.text))
			query = {
				...query,
				seconds: {
					value: readNumber(cell.text, false),
					digits: cell.text.replace(/^\d+[.,]/, '').length,
					written: cell.text,
				},
			};
		else if (isInfo(tokens)) query = { ...query, ...infoOf(tokens) };
		else if (isFlags(tokens)) query = { ...query, flags: flagSets(tokens), isExact: true };
		else if (!/^[\d.,]*$/.test(cell.text)) prose.push(cell);
	}
	const start = plain.offsets[0] ?? 0;
	const end = plain.offsets[plain.text.length] ?? start;
	const words = prose.flatMap((cell) => proseOf(cell, rows, context, false));
	return query === ANY_PACKET && words.length === 0
		? []
		: [...(query === ANY_PACKET ? [] : [rowPacket(rows, query, start, end)]), ...words];
}

/** `7`, `#7`, `6-8`. */
function rowsOfCell(text: string): RowRef | null {
	const [first = 0, last] = (text.match(/\d+/g) ?? []).map(Number);
	if (last === undefined) return rowNumber(text);
	if (last <= first || last - first > MOST_ROWS) return null;
	return { rows: Array.from({ length: last - first + 1 }, (_, i) => first + i), isRange: true, noun: 'row' };
}

const MOST_ROWS = 100;

/** `172.18.0.3 → 172.18.0.2` and nothing else. */
function isArrowOf(hosts: readonly HostMention[], tokens: readonly Token[]): boolean {
	const [from, to, more] = hosts;
	const arrow = from && tokens[from.end];
	return (
		from?.at === 0 &&
		isOf(arrow, 'arrow') &&
		!isBothWays(arrow) &&
		to?.at === from.end + 1 &&
		to.end === tokens.length &&
		more === undefined
	);
}

function isBothWays({ text }: Token): boolean {
	return text === '↔';
}

/** Ports, flags in brackets, or `Seq=5 Ack=11 Len=9`, as Wireshark's column has them. */
function isInfo(tokens: readonly Token[]): boolean {
	return (
		allOf(tokens, 'ports').length > 0 ||
		allOf(tokens, 'flags').some(({ isBracketed }) => isBracketed) ||
		(tokens.length > 0 && tokens.every(({ type }) => NUMBERS.has(type)))
	);
}

const NUMBERS: ReadonlySet<Token['type']> = new Set<Token['type']>(['seq', 'acknum', 'len', 'win', 'sign']);

function isFlags([token, more]: readonly Token[]): boolean {
	return isOf(token, 'flags') && token.sets.length === 1 && more === undefined;
}

/** Between bars; those at the ends may be left out. */
function cellsOf(plain: PlainText): readonly PlainText[] {
	const cells: PlainText[] = [];
	let from = /^\s*\|/.test(plain.text) ? plain.text.indexOf('|') + 1 : 0;
	for (let at = plain.text.indexOf('|', from); at >= 0; at = plain.text.indexOf('|', from)) {
		cells.push(slicePlain(plain, from, at));
		from = at + 1;
	}
	if (plain.text.slice(from).trim() !== '') cells.push(slicePlain(plain, from, plain.text.length));
	return cells;
}

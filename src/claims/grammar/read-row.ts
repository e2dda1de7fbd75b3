import type { PlainText } from '../report-document.ts';
import { lex } from '../text/lexer.ts';
import { isOf } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import { type Column, columnOf, RAW } from './row-columns.ts';
import { fieldOf } from './row-fields.ts';
import { rowNumber, rowPacket } from './row-packet.ts';
import { wordsOf } from './row-prose.ts';
import type { Say } from './say.ts';

/** A line of a table: its number names the packet, and each known column says something of it. */
export function readRow(
	titles: readonly string[],
	cells: readonly PlainText[],
	context: SentenceContext,
): readonly Say[] {
	const columns = titles.map(columnOf);
	const number = cells[columns.indexOf('number')];
	const known = columns.filter((column) => column !== 'words' && column !== 'number').length;
	const rows = number ? rowNumber(number.text) : null;
	if (!rows || known < 2) return [];
	const isRaw = (i: number): boolean => RAW.test(titles[i] ?? '');
	const query = queryOf(columns, cells, context, (i) => !isRaw(i));
	const raw = queryOf(columns, cells, context, isRaw);
	const start = cells[0]?.offsets[0] ?? 0;
	const end = cells.at(-1)?.offsets[cells.at(-1)?.text.length ?? 0] ?? start;
	const queries = [query, raw, ...textsOf(columns, cells)].filter((each) => each !== null);
	return queries.length === 0
		? []
		: [...queries.map((each) => rowPacket(rows, each, start, end)), ...wordsOf(columns, cells, rows, context)];
}

/** The payload as it stands in the row: one quoted text and nothing else, not shortened. */
function textsOf(columns: readonly Column[], cells: readonly PlainText[]): readonly PacketQuery[] {
	return columns.flatMap((column, i): readonly PacketQuery[] => {
		const text = cells[i]?.text.trim() ?? '';
		const tokens = column === 'info' || column === 'len' ? lex(text) : [];
		const [quote] = tokens;
		const isWhole = tokens.length === 1 && isOf(quote, 'quote') && quote.isCode && !/…|\.{3}|\\/.test(text);
		return isWhole ? [{ ...ANY_PACKET, texts: [quote.inner] }] : [];
	});
}

function queryOf(
	columns: readonly Column[],
	cells: readonly PlainText[],
	context: SentenceContext,
	isAsked: (column: number) => boolean,
): PacketQuery | null {
	let query: PacketQuery = ANY_PACKET;
	for (const [i, column] of columns.entries()) {
		if (!isAsked(i)) continue;
		const text = (cells[i]?.text ?? '').replaceAll('`', '').trim();
		if (text === '' || /^[-–—]+$/.test(text)) continue;
		const tokens = lex(text);
		query = { ...query, ...fieldOf(column, text, tokens, context) };
	}
	return query === ANY_PACKET ? null : query;
}

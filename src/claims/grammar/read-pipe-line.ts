import type { PlainText } from '../report-document.ts';
import { lex } from '../text/lexer.ts';
import { slicePlain } from '../text/normal-text.ts';
import { readNumber } from '../text/numbers.ts';
import type { SentenceContext } from './context.ts';
import { allOf } from './features.ts';
import { hostsOf } from './host.ts';
import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import { infoOf } from './row-fields.ts';
import { rowNumber, rowPacket } from './row-packet.ts';
import { proseOf } from './row-prose.ts';
import type { Say } from './say.ts';

/** A line of a table that Markdown does not take for one, or without a head: the first number is the row. */
export function readPipeLine(plain: PlainText, context: SentenceContext): readonly Say[] {
	const cells = cellsOf(plain);
	const at = cells.findIndex(({ text }) => /^\d{1,7}$/.test(text));
	const rows = at < 0 ? null : rowNumber(cells[at]?.text ?? '');
	if (!rows || cells.length < 3 || at > 1) return [];
	let query: PacketQuery = ANY_PACKET;
	const prose: PlainText[] = [];
	for (const [i, cell] of cells.entries()) {
		if (i === at || cell.text === '') continue;
		const tokens = lex(cell.text);
		const hosts = hostsOf(tokens, context.names);
		const [host] = hosts;
		if (host && hosts.length === 1 && host.at === 0 && host.end === tokens.length)
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
		else if (allOf(tokens, 'ports').length > 0 || allOf(tokens, 'flags').some(({ isBracketed }) => isBracketed))
			query = { ...query, ...infoOf(tokens) };
		else if (!/^[\d.,]*$/.test(cell.text)) prose.push(cell);
	}
	const start = plain.offsets[0] ?? 0;
	const end = plain.offsets[plain.text.length] ?? start;
	const words = prose.flatMap((cell) => proseOf(cell, rows, context, false));
	return query === ANY_PACKET && words.length === 0
		? []
		: [...(query === ANY_PACKET ? [] : [rowPacket(rows, query, start, end)]), ...words];
}

function cellsOf(plain: PlainText): readonly PlainText[] {
	const cells: PlainText[] = [];
	let from = plain.text.indexOf('|') + 1;
	for (let at = plain.text.indexOf('|', from); at >= 0; at = plain.text.indexOf('|', from)) {
		cells.push(slicePlain(plain, from, at));
		from = at + 1;
	}
	return cells;
}

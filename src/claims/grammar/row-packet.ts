import { lex } from '../text/lexer.ts';
import { isOf } from '../text/token.ts';
import type { PacketQuery, RowRef } from './packet-query.ts';
import { packetSay } from './packet-say.ts';
import type { Say } from './say.ts';

/** The packets that the cell of a number column names. */
export function rowNumber(text: string): RowRef | null {
	const found = /^\s*(?:frame|paket|packet|row|baris|#|no\.?)?\s*#?(\d{1,7})\s*$/i.exec(text);
	if (found) return { rows: [Number(found[1])], isRange: false, noun: 'row' };
	const [only, more] = lex(text);
	return isOf(only, 'rows') && more === undefined ? { rows: only.rows, isRange: only.isRange, noun: 'row' } : null;
}

/** That the packet of a line is as its cells say. */
export function rowPacket(rows: RowRef, query: PacketQuery, start: number, end: number): Say {
	return packetSay(query, { kinds: ['K01', 'K02', 'K06', 'K07'], pattern: 'P23', rows, start, end });
}

import type { PlainText } from '../report-document.ts';
import { lex } from '../text/lexer.ts';
import { has, isOf, type Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import type { RowRef } from './packet-query.ts';
import { readSentence } from './read-sentence.ts';
import type { Column } from './row-columns.ts';
import type { Say } from './say.ts';

/** Other columns are prose about this packet. */
export function wordsOf(
	columns: readonly Column[],
	cells: readonly PlainText[],
	rows: RowRef,
	context: SentenceContext,
): readonly Say[] {
	return columns.flatMap((column, i): readonly Say[] => {
		const cell = cells[i];
		if (column !== 'words' || !cell || cell.text.trim().length < 4) return [];
		return proseOf(cell, rows, context, columns.includes('flags'));
	});
}

/** Prose about the packet of its own line. */
export function proseOf(cell: PlainText, rows: RowRef, context: SentenceContext, hasFlags: boolean): readonly Say[] {
	const all = lex(cell.text);
	// "before the first segment" tells when, by another packet.
	if (has(all[0], 'BEFORE', 'AFTER')) return [];
	const tokens = all.filter((token) => !isHash(token));
	const isOfOther = hasFlags && tokens.some((token) => has(token, 'ACKNOWLEDGE'));
	// `| 3-5 | three-way handshake |`
	const isHandshake = rows.isRange && tokens.some((token) => has(token, 'THREE_WAY', 'HANDSHAKE'));
	const { says } = readSentence('', tokens, { ...context, rows, areRowsOwn: true });
	// Of a line's own packet only what it is can be refuted; the rest is told around it.
	return (
		says
			.filter(({ say }) => say === 'packet' || say === 'arp' || (say === 'handshake' && isHandshake))
			// The row says its own flags; those behind "acknowledges" are of the packet that is acknowledged.
			.filter((one) => !(isOfOther && one.say === 'packet' && one.query.flags.length > 0))
			.map((one) => ({ ...one, start: cell.offsets[one.start] ?? 0, end: cell.offsets[one.end] ?? 0 }))
	);
}

function isHash(token: Token | undefined): boolean {
	return isOf(token, 'rows') && token.noun === '#';
}

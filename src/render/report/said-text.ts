import type { Piece, Saying } from '../../i18n/say.ts';
import { safeLines, visibleBytes } from '../visible-text.ts';
import { shorten } from '../wrap.ts';

/** More of a payload is told by `capnote explain`. */
const DATA_LIMIT = 200;

/** A sentence for a terminal: what came from the wire is in quotes and can do nothing, and so is code with a space in it. */
export function saidText(saying: Saying, emphasis: (text: string) => string = plain): string {
	return saying.map((piece) => pieceText(piece, emphasis)).join('');
}

/** The same for a cell: data that has it for itself needs no quotes. */
export function cellSaid(saying: Saying): string {
	const [only] = saying;
	const isAlone = saying.length === 1 && typeof only === 'object' && only.kind === 'data';
	return isAlone ? shorten(visibleBytes(only.bytes), DATA_LIMIT) : saidText(saying);
}

function pieceText(piece: Piece, emphasis: (text: string) => string): string {
	if (typeof piece === 'string') return safeLines(piece);
	if (piece.kind === 'packets') return piece.text;
	if (piece.kind === 'data') return emphasis(`"${shorten(visibleBytes(piece.bytes), DATA_LIMIT)}"`);
	const code = safeLines(piece.text).replaceAll('\n', '\\n');
	return emphasis(/\s/.test(code) ? `"${code}"` : code);
}

function plain(text: string): string {
	return text;
}

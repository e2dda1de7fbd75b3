import type { Place } from './claim.ts';

/**
 * Text of a document without its markup, and where each character of it stands. Code keeps its back-ticks: they quote.
 */
export interface PlainText {
	readonly text: string;
	/** For each character, and for the one behind the last, its offset in the document. */
	readonly offsets: ArrayLike<number>;
}

/** A piece of a document in which claims are looked for, in reading order. */
export type Unit =
	/** A paragraph or a list item. */
	| (UnitBase & { readonly kind: 'prose' })
	/** A heading: context; one with a question in it is answered by what follows. */
	| (UnitBase & { readonly kind: 'heading'; readonly depth: number })
	/** A line of a table with the titles of its columns, none where a table has no head. */
	| (UnitBase & { readonly kind: 'row'; readonly titles: readonly string[]; readonly cells: readonly PlainText[] })
	/** A line of a block of code, sorted by content. */
	| (UnitBase & { readonly kind: 'log' | 'packet-line' | 'code' });

export interface UnitBase {
	readonly plain: PlainText;
	/** The headings above it, outermost first. */
	readonly section: readonly string[];
	/** Units with the same number stand together: items of one list, rows of one table, lines of one block. */
	readonly group: number;
	/** The unit before it that leads in to it with a colon, as index in the list of units; -1 for none. */
	readonly leadIn: number;
}

/** A document read into units; made by `readDocument`. */
export interface ReportDocument {
	readonly name: string;
	readonly text: string;
	readonly units: readonly Unit[];
	readonly pictures: number;
	/** Offset of each line's first character. */
	readonly lineStarts: readonly number[];
}

/** Line and column of a stretch of the document. */
export function placeOf({ lineStarts }: ReportDocument, start: number, end: number): Place {
	let low = 0;
	let high = lineStarts.length;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if ((lineStarts[middle] ?? 0) <= start) low = middle;
		else high = middle;
	}
	return { line: low + 1, column: start - (lineStarts[low] ?? 0) + 1, start, end };
}

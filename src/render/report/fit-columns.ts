import { GAP } from '../text-row.ts';
import { textWidth } from '../wrap.ts';

/** A column of a table, as its widths are found. */
export interface FitColumn {
	readonly title: string;
	readonly cells: readonly string[];
	readonly isRight: boolean;
}

/** How a table stands in a width. */
export interface ColumnFit {
	/** Of the columns that stand beside each other; those behind them stand below. */
	readonly widths: readonly number[];
	readonly gap: string;
}

/** Flags and addresses, which do not wrap, are not wider; nor is the least room of a few words. */
const SHORT = 12;
/** From here on a column is prose, which needs room for a few words a line. */
const PROSE = 40;
const LEAST_PROSE = 22;
/** The space between columns, widest first. */
const GAPS = [GAP, ' '];

interface Widths {
	/** Of the cells. */
	readonly widest: number;
	/** With the title. */
	readonly natural: number;
	readonly least: number;
}

/**
 * How wide each column is: all beside each other, else with the last one or two below their row, else with less space
 * between; `null` if it cannot be.
 */
export function fitColumns(columns: readonly FitColumn[], width: number): ColumnFit | null {
	const widths = columns.map(widthsOf);
	const counts = countsOf(columns, widths);
	for (const gap of GAPS) {
		for (const count of counts) {
			const fit = fitted(widths.slice(0, count), width - gap.length * (count - 1));
			// Rather than a column of broken words at the end, that one below its row, too.
			const isWhole = (fit?.at(-1) ?? 0) >= (widths[count - 1]?.natural ?? 0);
			if (fit && (isWhole || count === columns.length || count === counts.at(-1))) return { widths: fit, gap };
		}
	}
	return null;
}

/** How many columns may stand beside each other, the most first. */
function countsOf(columns: readonly FitColumn[], widths: readonly Widths[]): readonly number[] {
	const all = columns.length;
	if (!canStandBelow(columns, widths, all - 1)) return [all];
	return canStandBelow(columns, widths, all - 2) ? [all, all - 1, all - 2] : [all, all - 1];
}

function canStandBelow(columns: readonly FitColumn[], widths: readonly Widths[], at: number): boolean {
	return at > 0 && columns[at]?.isRight === false && (widths[at]?.widest ?? 0) > SHORT;
}

/** A title may wrap anywhere between its words; of the cells only those that are not short, and are no numbers. */
function widthsOf({ title, cells, isRight }: FitColumn): Widths {
	const widest = Math.max(0, ...cells.map(textWidth));
	const least =
		isRight || widest <= SHORT ? widest : Math.max(longestWord(cells), widest > PROSE ? LEAST_PROSE : SHORT);
	const ofTitle = longestWord([title]);
	return { widest, natural: Math.max(widest, textWidth(title)), least: Math.max(least, ofTitle) };
}

/** A word that is longer than prose needs may be broken. */
function longestWord(cells: readonly string[]): number {
	const words = cells.flatMap((cell) => cell.split(' '));
	return Math.max(0, ...words.map((word) => Math.min(textWidth(word), 2 * LEAST_PROSE)));
}

/** What is left over is shared among those that want more, the modest first. */
function fitted(columns: readonly Widths[], room: number): readonly number[] | null {
	const widths = columns.map(({ least }) => least);
	let left = room - widths.reduce((all, one) => all + one, 0);
	if (left < 0) return null;
	const hungry = columns
		.map(({ natural, least }, at) => ({ at, more: natural - least }))
		.sort((a, b) => a.more - b.more);
	for (const [i, { at, more }] of hungry.entries()) {
		const share = Math.min(more, Math.floor(left / (hungry.length - i)));
		widths[at] = (widths[at] ?? 0) + share;
		left -= share;
	}
	return widths;
}

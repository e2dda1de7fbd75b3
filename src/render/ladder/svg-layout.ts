import type { Timeline, TimelineRow, TimelineSpan } from '../../tcp/timeline/row.ts';
import { wrap } from '../wrap.ts';
import { type Ladder, remarks, rowText } from './ladder-text.ts';

/** Where the columns of the picture are, in pixels. */
export const X = {
	time: 82,
	bracket: 184,
	clientState: 194,
	client: 302,
	server: 742,
	serverState: 750,
	width: 860,
} as const;

export const STATE_WIDTH = 100;
/** Lines of text, and letters that surely fit between the lifelines. */
export const LINE = 15;
export const LANE_LETTERS = 60;

const HEAD_HEIGHT = 96;
const LEGEND_HEIGHT = 44;
const ARROW_HEIGHT = 34;
const BREAK_HEIGHT = 26;
const BAND_HEIGHT = 30;
/** Two arrows that cross fall deeper. */
const CROSSING_HEIGHT = 10;
/** Above the first row of each phase. */
const SPAN_GAP = 10;

/** A row with its place; `lines` are the words that stand in or below it. */
export interface PlacedRow {
	readonly row: TimelineRow;
	readonly ns: bigint | null;
	readonly top: number;
	readonly bottom: number;
	readonly lines: readonly string[];
	/** The row of the segment that this one's arrow crosses, if they are drawn so: first and last on the way. */
	readonly crossed: { readonly is: 'first' | 'last'; readonly top: number } | null;
}

/** The picture's rows from the top down. */
export interface SvgLayout {
	readonly rows: readonly PlacedRow[];
	readonly first: number;
	readonly last: number;
	readonly height: number;
}

/** Gives each row its place. */
export function layoutRows(ladder: Ladder): SvgLayout {
	const { timeline } = ladder;
	const rows: PlacedRow[] = [];
	let y = HEAD_HEIGHT;
	timeline.rows.forEach((row, i) => {
		if (i > 0 && timeline.spans.some(({ firstRow }) => firstRow === i)) y += SPAN_GAP;
		const lines = linesOf(row, ladder);
		const before = crossedRow(row, rows.at(-1));
		const bottom = y + heightOf(row, lines.length) + (before ? CROSSING_HEIGHT : 0);
		if (before) rows[i - 1] = { ...before, crossed: { is: 'first', top: y } };
		const crossed = before ? ({ is: 'last', top: before.top } as const) : null;
		rows.push({ row, ns: timeline.times[i] ?? null, top: y, bottom, lines, crossed });
		y = bottom;
	});
	return { rows, first: HEAD_HEIGHT, last: y, height: y + LEGEND_HEIGHT };
}

/** The row above, if its segment is crossed by this one's and nothing stands between the two arrows. */
function crossedRow(row: TimelineRow, above: PlacedRow | undefined): PlacedRow | undefined {
	if (row.kind !== 'packet' || row.crosses === null || above?.row.kind !== 'packet') return undefined;
	return above.row.packet.packet.number === row.crosses && above.lines.length === 0 ? above : undefined;
}

/** Where a span or band begins and ends. */
export function extentOf(
	{ rows }: SvgLayout,
	{ firstRow, lastRow }: Pick<TimelineSpan, 'firstRow' | 'lastRow'>,
): { readonly top: number; readonly bottom: number } {
	return { top: rows[firstRow]?.top ?? 0, bottom: rows[lastRow]?.bottom ?? 0 };
}

function linesOf(row: TimelineRow, ladder: Ladder): readonly string[] {
	const text = row.kind === 'packet' ? remarks(row, ladder) : rowText(row, ladder.words);
	return text === '' ? [] : wrap(text, LANE_LETTERS).split('\n');
}

function heightOf({ kind }: TimelineRow, lines: number): number {
	if (kind === 'packet') return ARROW_HEIGHT + lines * LINE;
	const more = Math.max(0, lines - 1) * LINE;
	return (kind === 'outside' || kind === 'missing' ? BAND_HEIGHT : BREAK_HEIGHT) + more;
}

/** Rows during which the lifelines are broken: nobody knows, or time is left out. */
export function isBroken({ kind }: Timeline['rows'][number]): boolean {
	return kind === 'pause' || kind === 'outside';
}

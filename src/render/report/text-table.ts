import type { Colors } from '../paint.ts';
import { textRow } from '../text-row.ts';
import { textWidth, wrap } from '../wrap.ts';
import type { Block } from './blocks.ts';
import { type ColumnFit, fitColumns } from './fit-columns.ts';
import { cellSaid, saidText } from './said-text.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Paint = (text: string) => string;

/** How a cell is painted, by its text; nothing for as its row. */
export type PaintCell = (text: string) => Paint | undefined;

const INDENT = '    ';
const NOTHING = '—';

/** A table of a report in lines that fit the width; where its columns do not, each row stands upright. */
export function tableLines(table: Table, width: number, colors: Colors, paintCell: PaintCell): readonly string[] {
	const titles = table.columns.map(({ title }) => title);
	const rows = table.rows.map(({ cells, isMissing }) => ({
		cells: cells.map(cellSaid),
		below: cells.map((cell) => saidText(cell)),
		paint: isMissing ? colors.dim : plain,
	}));
	const isRight = table.columns.map(({ align }) => align === 'right');
	const columns = titles.map((title, i) => ({
		...{ title, isRight: isRight[i] === true },
		cells: rows.map(({ cells }) => cells[i] ?? ''),
	}));
	const fit = fitColumns(columns, width);
	if (fit === null) return uprightLines(titles, rows, width, colors);
	return [{ cells: titles, below: titles, paint: colors.bold }, ...rows].flatMap(({ cells, below, paint }) => {
		const line = rowLines(cells, isRight, fit, paint, paint === plain ? paintCell : () => undefined);
		return [...line, ...belowLines(below.slice(fit.widths.length), width, paint)];
	});
}

function rowLines(
	cells: readonly string[],
	isRight: readonly boolean[],
	{ widths, gap }: ColumnFit,
	paint: Paint,
	paintCell: PaintCell,
): readonly string[] {
	const placed = widths.map((width, i) => {
		const text = cells[i] ?? '';
		return { lines: wrap(text, width).split('\n'), width, isRight: isRight[i] === true, paint: paintCell(text) };
	});
	return textRow(placed, paint, gap);
}

/** What has no room beside the others, under them. */
function belowLines(cells: readonly string[], width: number, paint: Paint): readonly string[] {
	const told = cells.filter((cell) => cell !== NOTHING && cell !== '').join(' · ');
	if (told === '') return [];
	return wrap(told, width - INDENT.length)
		.split('\n')
		.map((line) => INDENT + paint(line));
}

/** Each cell behind its column's title. */
function uprightLines(
	titles: readonly string[],
	rows: readonly { readonly cells: readonly string[]; readonly paint: Paint }[],
	width: number,
	colors: Colors,
): readonly string[] {
	const first = Math.max(...titles.map(textWidth));
	const room = Math.max(1, width - first - 2);
	return rows.flatMap(({ cells, paint }, at) => [
		...(at === 0 ? [] : ['']),
		...cells.flatMap((cell, i) =>
			textRow(
				[
					{ lines: [titles[i] ?? ''], width: first, isRight: false, paint: colors.bold },
					{ lines: wrap(cell, room).split('\n'), width: room, isRight: false },
				],
				paint,
			),
		),
	]);
}

function plain(text: string): string {
	return text;
}

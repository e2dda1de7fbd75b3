import { textWidth } from './wrap.ts';

/** One cell of a row: its lines, and how many columns it takes. */
export interface TextCell {
	readonly lines: readonly string[];
	readonly width: number;
	readonly isRight: boolean;
	/** Its own colour, where it has one. */
	readonly paint?: ((text: string) => string) | undefined;
}

export const GAP = '  ';

/** One row of a table for a terminal, as many lines as its highest cell has. */
export function textRow(
	cells: readonly TextCell[],
	paint: (text: string) => string,
	gap: string = GAP,
): readonly string[] {
	const height = Math.max(1, ...cells.map(({ lines }) => lines.length));
	return Array.from({ length: height }, (_, line) => lineText(cells, line, paint, gap));
}

/** One line of a row. Most cells are empty in most lines: space is made only for what stands behind it. */
function lineText(cells: readonly TextCell[], line: number, paint: (text: string) => string, gap: string): string {
	let all = '';
	let space = 0;
	for (const { lines, width, isRight, paint: own } of cells) {
		const text = lines[line] ?? '';
		const free = Math.max(0, width - textWidth(text));
		const before = isRight || text === '' ? free : 0;
		space += before;
		if (text !== '') {
			all += ' '.repeat(space) + (own ?? paint)(text);
			space = 0;
		}
		space += free - before + gap.length;
	}
	return all.trimEnd();
}

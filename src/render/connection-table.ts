import type { ConnectionTitle } from '../i18n/catalogue.ts';

const GAP = '  ';
/** The table of so many connections is drawn as a whole, with columns as wide as they must be. */
const HELD_ROWS = 100;
/** Of a longer one, whose lines are written before the next connection is known; what is longer moves its line. */
const WIDTHS: readonly (readonly [ConnectionTitle, number])[] = [
	['connection', 4],
	['client', 21],
	['server', 21],
	['packets', 8],
	['clientBytes', 10],
	['serverBytes', 10],
	['start', 12],
	['duration', 12],
	['handshake', 13],
	['close', 14],
	['file', 0],
];
const LEFT: ReadonlySet<ConnectionTitle> = new Set(['client', 'server', 'handshake', 'close', 'file']);
const RIGHT: readonly number[] = WIDTHS.flatMap(([key], at) => (LEFT.has(key) ? [] : [at]));

type Rows = readonly (readonly string[])[];

/** One row of the table as it is handed around, also between threads: cells that hold no tab, with tabs between. */
export function connectionRow(cells: Readonly<Record<ConnectionTitle, string>>): string {
	return `${WIDTHS.map(([key]) => cells[key]).join('\t')}\n`;
}

export interface ConnectionTable {
	/** Takes whole rows. */
	readonly put: (rows: string) => void;
	/** @param draw Draws the rows of a small table. */
	readonly end: (draw: (rows: Rows, right: readonly number[]) => string) => void;
}

/** Lays out rows, of which the first has the titles, and hands on the text. */
export function createConnectionTable(handOn: (text: string) => void): ConnectionTable {
	let held: (readonly string[])[] | undefined = [];

	function add(cells: readonly string[]): void {
		if (held === undefined) {
			handOn(fixedLine(cells));
			return;
		}
		held.push(cells);
		if (held.length <= HELD_ROWS) return;
		for (const row of held) handOn(fixedLine(row));
		held = undefined;
	}

	return {
		put(rows) {
			for (const row of rows.split('\n').slice(0, -1)) add(row.split('\t'));
		},
		end(draw) {
			if (held) handOn(draw(held, RIGHT));
		},
	};
}

function fixedLine(cells: readonly string[]): string {
	const padded = WIDTHS.map(([key, width], at) => {
		const cell = cells[at] ?? '';
		return LEFT.has(key) ? cell.padEnd(width) : cell.padStart(width);
	});
	return `${padded.join(GAP).trimEnd()}\n`;
}

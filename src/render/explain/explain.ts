import pico from 'picocolors';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Style } from '../view.ts';
import { textWidth, wrap } from '../wrap.ts';
import { explain, type NumberRow, type ToExplain } from './explanation.ts';
import { layerLines } from './field-lines.ts';

const MIN_WIDTH = 60;

/** Everything about one packet: its numbers and why they are what they are, what belongs to it, and each of its bytes. */
export function explainText(of: ToExplain, style: Style): string {
	const { words } = of;
	const { bold } = pico.createColors(style.color);
	const width = Math.max(MIN_WIDTH, style.width);
	const { headings } = words.explain;
	const told = explain(of);
	const section = (title: string, lines: readonly string[]): readonly string[] =>
		lines.length === 0 ? [] : ['', bold(title), ...lines];
	const lines = [
		...told.head.map((line, i) => (i === 0 ? bold(line) : wrap(line, width))),
		...section(headings.meaning, bullets([...told.meaning, ...(told.data ? [`"${told.data}"`] : [])], width)),
		...section(headings.numbers, told.numbers.length > 0 ? numberLines(told.numbers, words) : []),
		...section(headings.why, bullets(told.why, width)),
		...section(headings.states, bullets(told.states, width)),
		...section(headings.wireshark, bullets(told.wireshark, width)),
		...section(
			headings.bytes,
			told.layers.flatMap((layer) => layerLines(layer, width, words)),
		),
	];
	return `${lines.join('\n')}\n`;
}

function bullets(lines: readonly string[], width: number): readonly string[] {
	return lines.flatMap((line) => wrap(line, width - 4).split('\n')).map((line) => `  ${line}`);
}

/** Relative and raw numbers beside each other. */
function numberLines(numbers: readonly NumberRow[], { explain }: Catalogue): readonly string[] {
	const rows = [{ name: '', relative: explain.headings.relative, raw: explain.headings.raw }, ...numbers];
	const widthOf = (key: keyof NumberRow): number => Math.max(...rows.map((row) => textWidth(row[key])));
	const [name, relative, raw] = [widthOf('name'), widthOf('relative'), widthOf('raw')];
	return rows.map((row) =>
		`  ${row.name.padEnd(name)}  ${row.relative.padStart(relative)}  ${row.raw.padStart(raw)}`.trimEnd(),
	);
}

import { escapeLatex } from './latex-escape.ts';
import type { PacketColumn, PacketColumnKey } from './packet-columns.ts';
import { packetTable } from './packet-table.ts';
import { findingLines, summaryLines } from './summary.ts';
import type { View } from './view.ts';

/** Columns whose words wrap, as parts of the line's width. */
const WRAPPED: Readonly<Partial<Record<PacketColumnKey, number>>> = { payload: 0.15, meaning: 0.22 };
/** All columns need more than the narrow lines of an article. */
const HEAD = '% In the preamble: \\usepackage{booktabs,longtable,array} \\usepackage[a4paper,margin=2cm]{geometry}\n';
/** Data may be broken after so many letters. */
const BREAK_AFTER = 6;

/**
 * The annotated table for LaTeX, with the rules of booktabs, over as many pages as it needs. Roles stand for addresses,
 * which the lines above the table name.
 */
export function* latexText(view: View): Generator<string> {
	const { columns, packets } = packetTable(view, { addresses: false });
	yield HEAD;
	for (const line of summaryLines(view)) yield `\\noindent ${escapeLatex(line)}\\par\n`;
	yield `{\\footnotesize\\frenchspacing\\setlength{\\tabcolsep}{3pt}\n\\begin{longtable}{@{}${columns.map(columnOf).join('')}@{}}\n`;
	yield `\\toprule\n${row(columns.map(({ title }) => escapeLatex(title)))}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n`;
	for (const packet of packets) yield row(columns.map((column) => cell(column, column.text(packet))));
	yield '\\end{longtable}}\n';
	for (const line of findingLines(view)) yield `\\noindent ${escapeLatex(line)}\\par\n`;
}

function columnOf({ key, align }: PacketColumn): string {
	const part = WRAPPED[key];
	if (part !== undefined) return `>{\\raggedright\\arraybackslash}p{${part}\\linewidth}`;
	return align === 'right' ? 'r' : 'l';
}

function cell({ key }: PacketColumn, text: string): string {
	if (text === '') return '';
	return key === 'payload' ? `\\texttt{${breakable(text)}}` : escapeLatex(text);
}

function breakable(text: string): string {
	const letters = Array.from(text);
	const parts = letters.flatMap((_, i) => (i % BREAK_AFTER === 0 ? [letters.slice(i, i + BREAK_AFTER).join('')] : []));
	return parts.map(escapeLatex).join('\\allowbreak{}');
}

function row(cells: readonly string[]): string {
	return `${cells.join(' & ')} \\\\\n`;
}

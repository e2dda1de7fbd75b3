import pico from 'picocolors';
import { textLadder } from '../ladder/text.ts';
import type { Colors } from '../paint.ts';
import type { Style } from '../view.ts';
import { safeLines } from '../visible-text.ts';
import { textWidth, wrap } from '../wrap.ts';
import type { Block, ReportLanguage } from './blocks.ts';
import { saidText } from './said-text.ts';
import { type PaintCell, tableLines } from './text-table.ts';

const MIN_WIDTH = 60;
const INDENT = '    ';
/** Longer lines of prose are hard to read. */
const MOST_PROSE = 100;

type Paint = (text: string) => string;

/** What every block is written with. */
interface Pen {
	readonly language: ReportLanguage;
	readonly style: Style;
	readonly colors: Colors;
	/** Columns of prose. */
	readonly prose: number;
	readonly paintCell: PaintCell;
}

/** A report for a terminal, piece by piece: the same blocks as its Markdown, in lines that fit the width. */
export function* terminalReport(
	blocks: readonly Block[],
	language: ReportLanguage,
	{ width, color }: Style,
): Generator<string> {
	const style = { width: Math.max(MIN_WIDTH, width), color };
	const colors = pico.createColors(color);
	const { client, server } = language.words.sides;
	const paintCell: PaintCell = (text) => (text === client ? colors.cyan : text === server ? colors.yellow : undefined);
	const pen = { language, style, colors, prose: Math.min(style.width, MOST_PROSE), paintCell };
	for (const [i, block] of blocks.entries()) {
		const lines = linesOf(block, pen);
		if (lines.length > 0) yield `${i === 0 ? '' : '\n'}${lines.join('\n')}\n`;
	}
}

function linesOf(block: Block, pen: Pen): readonly string[] {
	const { colors, style, prose, language } = pen;
	switch (block.kind) {
		case 'heading':
			return headingLines(block, pen);
		case 'paragraph':
			return hanging('', saidText(block.text, colors.bold), prose);
		case 'table': {
			const caption = block.caption === null ? [] : [colors.bold(wrap(block.caption, prose)), ''];
			return [...caption, ...tableLines(block, style.width, colors, pen.paintCell)];
		}
		case 'ladder':
			return textLadder({ timeline: block.timeline, words: language.words, style: 'plain' }, style)
				.trimEnd()
				.split('\n');
		case 'strip':
			return [];
		case 'states':
			return block.sides.flatMap(({ text }) => hanging('• ', text, prose));
		case 'student':
			return hanging('✎ ', saidText(block.text), prose, colors.green);
		case 'advice':
			return [
				...hanging(colors.bold(colors.yellow('⚠ ')), safeLines(block.text), prose),
				...hanging('  ', `${colors.bold(`${block.title}:`)} ${safeLines(block.advice)}`, prose),
			];
		case 'code':
			return block.text.split('\n').flatMap((line) => commandLines(line, pen));
		case 'list':
			return block.items.flatMap((item, i) => {
				const mark = block.ordered ? `${i + 1}. `.padStart(`${block.items.length}. `.length) : '• ';
				return hanging(mark, saidText(item, colors.bold), prose);
			});
	}
}

/** A rule below says it without colour, too. */
function headingLines({ level, text }: Extract<Block, { kind: 'heading' }>, { colors, style }: Pen): readonly string[] {
	const lines = wrap(safeLines(text), style.width).split('\n');
	const paint = level === 3 ? colors.bold : (line: string): string => colors.bold(colors.magenta(line));
	const rule = { 1: '═', 2: '─', 3: '' }[level].repeat(Math.max(...lines.map(textWidth)));
	return [...lines.map(paint), ...(rule === '' ? [] : [colors.magenta(rule)])];
}

/** A command stays in one line, which can be copied; what is said of it wraps. */
function commandLines(line: string, { colors, prose }: Pen): readonly string[] {
	if (!line.startsWith('#')) return [INDENT + colors.bold(line)];
	const said = wrap(line.slice(1).trim(), prose - `${INDENT}# `.length);
	return said.split('\n').map((each) => INDENT + colors.dim(`# ${each}`));
}

/** Wrapped; the first line begins with a mark, the others under its text. */
function hanging(mark: string, text: string, width: number, paint: Paint = plain): readonly string[] {
	const indent = textWidth(mark);
	return wrap(text, width - indent)
		.split('\n')
		.map((line, i) => (i === 0 ? paint(mark) : ' '.repeat(indent)) + paint(line));
}

function plain(text: string): string {
	return text;
}

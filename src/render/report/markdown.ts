import stringWidth from 'fast-string-width';
import type { BlockContent, PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Saying } from '../../i18n/say.ts';
import type { Timeline } from '../../tcp/timeline/row.ts';
import { safeLines, visibleBytes } from '../visible-text.ts';
import type { Block, BlockRow } from './blocks.ts';

/** How the parts of a report that are no text stand in its Markdown. */
export interface MarkdownParts {
	/** The ladder as a Mermaid diagram, which GitHub draws. */
	readonly mermaid: (timeline: Timeline) => string;
	/** The file of a picture beside the report, if there is one. */
	readonly picture: (block: Extract<Block, { kind: 'ladder' | 'strip' }>) => string | null;
}

/** A report as GitHub Markdown. Payloads stand in code spans, all else is escaped: nothing of a capture is markup. */
export function markdownReport(blocks: readonly Block[], parts: MarkdownParts): string {
	const children = blocks.flatMap((block) => contentOf(block, parts));
	return toMarkdown(
		{ type: 'root', children },
		{ bullet: '-', extensions: [gfmTableToMarkdown({ stringLength: stringWidth })] },
	);
}

function contentOf(block: Block, parts: MarkdownParts): readonly RootContent[] {
	switch (block.kind) {
		case 'heading':
			return [{ type: 'heading', depth: block.level, children: [text(block.text)] }];
		case 'paragraph':
			return [paragraph(phrases(block.text))];
		case 'table':
			return [
				...(block.caption === null ? [] : [paragraph([{ type: 'strong', children: [text(block.caption)] }])]),
				{
					type: 'table',
					align: block.columns.map(({ align }) => align),
					children: [rowOf(block.columns.map(({ title }) => [text(title)])), ...block.rows.map(bodyRow)],
				},
			];
		case 'ladder':
			return [
				...picture(block, parts),
				{ type: 'code', lang: 'mermaid', value: parts.mermaid(block.timeline).trimEnd() },
			];
		case 'strip':
			return picture(block, parts);
		case 'states':
			return [
				listOf(
					false,
					block.sides.map((side) => [text(side.text)]),
				),
			];
		case 'student':
			return [quote([paragraph([text('✎ '), ...phrases(block.text)])])];
		case 'advice':
			return [
				quote([
					paragraph([text(`⚠ ${block.text}`)]),
					paragraph([{ type: 'strong', children: [text(`${block.title}:`)] }, text(` ${block.advice}`)]),
				]),
			];
		case 'code':
			return [{ type: 'code', lang: 'sh', value: block.text }];
		case 'list':
			return [listOf(block.ordered, block.items.map(phrases))];
	}
}

function picture(
	block: Extract<Block, { kind: 'ladder' | 'strip' }>,
	{ picture: fileOf }: MarkdownParts,
): readonly RootContent[] {
	const url = fileOf(block);
	return url === null ? [] : [paragraph([{ type: 'image', url, alt: block.title }])];
}

function bodyRow({ cells, isMissing }: BlockRow): TableRow {
	return rowOf(cells.map((cell) => (isMissing ? [{ type: 'emphasis', children: phrases(cell) }] : phrases(cell))));
}

function rowOf(cells: readonly PhrasingContent[][]): TableRow {
	return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) };
}

function listOf(ordered: boolean, items: readonly PhrasingContent[][]): RootContent {
	return {
		type: 'list',
		ordered,
		start: ordered ? 1 : null,
		spread: false,
		children: items.map((children) => ({ type: 'listItem', spread: false, children: [paragraph(children)] })),
	};
}

function quote(children: BlockContent[]): RootContent {
	return { type: 'blockquote', children };
}

function paragraph(children: PhrasingContent[]): Extract<BlockContent, { type: 'paragraph' }> {
	return { type: 'paragraph', children };
}

function phrases(saying: Saying): PhrasingContent[] {
	return saying.map((piece) => {
		if (typeof piece === 'string') return text(piece);
		if (piece.kind === 'packets') return text(piece.text);
		return { type: 'inlineCode', value: piece.kind === 'code' ? oneLine(piece.text) : visibleBytes(piece.bytes) };
	});
}

function text(value: string): PhrasingContent {
	return { type: 'text', value };
}

/** A name may hold line ends, and what turns the direction of text. */
function oneLine(code: string): string {
	return safeLines(code).replaceAll('\n', '\\n');
}

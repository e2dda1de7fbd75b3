import type { BlockContent, DefinitionContent, List, Nodes, PhrasingContent, Table, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { cutPieces } from '../../claims/markdown/cut-pieces.ts';
import { flatten } from '../../claims/markdown/flatten.ts';
import type { ReportNode, ReportTag } from '../page-data.ts';
import { createMarker, type Marker, type Stretch } from './statement-marker.ts';

/** What the builder knows of the piece that it is in. */
interface Builder {
	readonly marker: Marker;
	readonly source: string;
	/** Where the source begins in the document. */
	readonly base: number;
	/** Depths of the headings that are open: levels in a page leave none out. */
	readonly headings: number[];
}

const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

/**
 * A report's Markdown as elements of a few harmless kinds, in which its statements are marked: links and pictures are
 * their words, HTML is the text that it is written as. The time grows with the length of the text.
 */
export function reportTree(text: string, stretches: readonly Stretch[]): readonly ReportNode[] {
	const marker = createMarker(stretches);
	const headings: number[] = [];
	const nodes = cutPieces(text).flatMap(({ text: source, start, isPlain }): readonly ReportNode[] => {
		const builder = { marker, source, base: start, headings };
		if (isPlain) return plainLines(builder);
		const options = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
		return fromMarkdown(source, options).children.flatMap((node) => block(node, builder));
	});
	return [...nodes, ...marker.verdicts(Number.POSITIVE_INFINITY)];
}

function block(node: BlockContent | DefinitionContent | Nodes, builder: Builder): readonly ReportNode[] {
	const verdicts = () => builder.marker.verdicts(builder.base + endOf(node));
	switch (node.type) {
		case 'heading': {
			const tag = headingTag(node.depth, builder.headings);
			return [{ tag, inside: inline(node.children, builder) }, ...verdicts()];
		}
		case 'paragraph':
			return [{ tag: 'p', inside: inline(node.children, builder) }, ...verdicts()];
		case 'blockquote':
			return [{ tag: 'blockquote', inside: node.children.flatMap((child) => block(child, builder)) }];
		case 'list':
			return [list(node, builder)];
		case 'table':
			return [table(node, builder)];
		case 'thematicBreak':
			return [{ tag: 'hr', inside: [] }];
		case 'code':
		case 'html':
		case 'definition':
			return [{ tag: 'pre', inside: sourceLines(node, builder) }, ...verdicts()];
		default:
			return [{ tag: 'p', inside: inline([node as PhrasingContent], builder) }, ...verdicts()];
	}
}

/** The level below the nearest heading that is higher in the document; deeper ones share the last. */
function headingTag(depth: number, open: number[]): ReportTag {
	while ((open.at(-1) ?? 0) >= depth) open.pop();
	open.push(depth);
	return HEADINGS[Math.min(open.length, HEADINGS.length) - 1] ?? 'h6';
}

function list({ ordered, start, children }: List, builder: Builder): ReportNode {
	const inside = children.map((item): ReportNode => {
		return { tag: 'li', inside: item.children.flatMap((child) => block(child, builder)) };
	});
	return ordered ? { tag: 'ol', inside, ...(start ? { start } : {}) } : { tag: 'ul', inside };
}

function table({ children: [head, ...rows] }: Table, builder: Builder): ReportNode {
	const columns = head?.children.length ?? 1;
	const row = (of: TableRow, tag: 'th' | 'td'): ReportNode => ({
		tag: 'tr',
		inside: of.children.map((cell): ReportNode => {
			return { tag: cell.children.length > 0 ? tag : 'td', inside: inline(cell.children, builder) };
		}),
	});
	const below = (of: TableRow): readonly ReportNode[] =>
		builder.marker.verdicts(builder.base + endOf(of)).map((verdicts) => ({ ...verdicts, columns }));
	const body = rows.flatMap((of) => [row(of, 'td'), ...below(of)]);
	return {
		tag: 'table',
		inside: [
			{ tag: 'thead', inside: head ? [row(head, 'th')] : [] },
			{ tag: 'tbody', inside: body },
		],
	};
}

function inline(nodes: readonly PhrasingContent[], builder: Builder): readonly ReportNode[] {
	return nodes.flatMap((node): readonly ReportNode[] => {
		switch (node.type) {
			case 'text':
				return builder.marker.marked(flatten([node], builder.source, builder.base));
			case 'inlineCode':
				return [
					{ tag: 'code', inside: builder.marker.marked(withoutTicks(flatten([node], builder.source, builder.base))) },
				];
			case 'html':
				if (/^<br\s*\/?>$/i.test(node.value)) return [{ tag: 'br', inside: [] }];
				return builder.marker.marked(asWritten(node, builder));
			case 'break':
				return [{ tag: 'br', inside: [] }];
			case 'emphasis':
				return [{ tag: 'em', inside: inline(node.children, builder) }];
			case 'strong':
				return [{ tag: 'strong', inside: inline(node.children, builder) }];
			case 'link':
			case 'linkReference':
				return [{ tag: 'link', inside: inline(node.children, builder) }];
			case 'image':
			case 'imageReference':
				return [{ tag: 'picture', inside: builder.marker.marked(plain(node.alt || sourceOf(node, builder))) }];
			default:
				return builder.marker.marked(asWritten(node, builder));
		}
	});
}

function withoutTicks({ text, offsets }: Marked): Marked {
	return { text: text.slice(1, -1), offsets: Array.prototype.slice.call(offsets, 1) };
}

type Marked = Parameters<Marker['marked']>[0];

/** Text that is in no statement. */
function plain(text: string): Marked {
	return { text, offsets: [] };
}

function asWritten(node: Nodes, builder: Builder): Marked {
	return stretch(sourceOf(node, builder), builder.base + startOf(node));
}

/** The lines of a block of code or HTML; the fences of code are left out. */
function sourceLines(node: Nodes, builder: Builder): readonly ReportNode[] {
	const start = builder.base + startOf(node);
	return markedLines(sourceOf(node, builder), start, builder, node.type === 'code' ? /^\s*(?:`{3,}|~{3,})/ : undefined);
}

function markedLines(text: string, start: number, { marker }: Builder, without?: RegExp): readonly ReportNode[] {
	const nodes: ReportNode[] = [];
	let at = start;
	for (const line of text.split('\n')) {
		const shown = line.replace(/\r$/, '');
		if (!without?.test(shown)) nodes.push(...(nodes.length > 0 ? ['\n'] : []), ...marker.marked(stretch(shown, at)));
		at += line.length + 1;
	}
	return nodes;
}

/** What no parser may see: each line is a paragraph. */
function plainLines({ source, base, marker }: Builder): readonly ReportNode[] {
	const nodes: ReportNode[] = [];
	let at = base;
	for (const line of source.split('\n')) {
		const shown = line.replace(/\r$/, '');
		if (shown.trim() !== '') nodes.push({ tag: 'p', inside: marker.marked(stretch(shown, at)) });
		at += line.length + 1;
		nodes.push(...marker.verdicts(at));
	}
	return nodes;
}

/** Text as it stands in the document. */
function stretch(text: string, start: number): Marked {
	return { text, offsets: Array.from({ length: text.length }, (_, i) => start + i) };
}

function sourceOf(node: Nodes, { source }: Builder): string {
	return source.slice(startOf(node), endOf(node));
}

function startOf({ position }: Nodes): number {
	return position?.start.offset ?? 0;
}

function endOf({ position }: Nodes): number {
	return position?.end.offset ?? 0;
}

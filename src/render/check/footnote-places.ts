import type { Nodes, Root } from 'mdast';

/** Where a reference goes into the text, and what must stand before it and behind it. */
export interface FootnotePlace {
	readonly offset: number;
	readonly before: string;
	readonly after: string;
	/** References with the same key go to one line of their own, behind a block in which none is possible. */
	readonly block: number | null;
}

/** A reference here would be read as part of a picture, an escape or another reference. */
const STICKS_BEFORE = /[!\\[^]$/;
const STICKS_BEHIND = /^[([:]/;

/** Where a reference to what ends at `end` can stand, so that Markdown reads it as one and the text stays what it is. */
export function footnotePlace(root: Root, text: string, end: number): FootnotePlace {
	let node: Nodes = root;
	for (;;) {
		const inner = childAt(node, end - 1);
		if (inner === undefined) return inFirst(node, text, end);
		if (inner.type === 'code' || (inner.type === 'html' && node.type !== 'paragraph')) return behind(inner, text);
		if (inner.type === 'tableRow') return inRow(inner, text, end);
		if (inner.type === 'text') return inText(text, end);
		if (node.type === 'paragraph' || node.type === 'heading') return inText(text, endOf(inner));
		node = inner;
	}
}

/** What ends at a marker, such as that of a list item, speaks of what follows it there. */
function inFirst(node: Nodes, text: string, end: number): FootnotePlace {
	if (node.type === 'tableRow') return inRow(node, text, end);
	if (node.type === 'paragraph' || node.type === 'heading') return inText(text, endOf(node.children.at(-1) ?? node));
	const [first] = 'children' in node ? node.children : [];
	return first === undefined ? inText(text, end) : inFirst(first, text, end);
}

function inText(text: string, offset: number): FootnotePlace {
	const before = STICKS_BEFORE.test(text.slice(Math.max(0, offset - 1), offset)) ? ' ' : '';
	const after = STICKS_BEHIND.test(text.slice(offset, offset + 1)) ? ' ' : '';
	return { offset, before, after, block: null };
}

/** At the end of the cell, of the last one that holds something if this one is empty. */
function inRow(row: Nodes, text: string, end: number): FootnotePlace {
	const cells = 'children' in row ? row.children : [];
	const full = cells.filter((cell) => 'children' in cell && cell.children.length > 0);
	const cell = full.findLast((one) => startOf(one) < end) ?? full[0];
	const last = cell !== undefined && 'children' in cell ? cell.children.at(-1) : undefined;
	return inText(text, last === undefined ? end : endOf(last));
}

/** On a line of its own below a block of code or HTML, which is closed if the student has not. */
function behind(node: Nodes, text: string): FootnotePlace {
	const prefix = linePrefix(text, startOf(node));
	const closer = closerOf(text.slice(startOf(node), endOf(node)), node.type, prefix);
	const before = `${closer === '' ? '' : `\n${prefix}${closer}`}\n${prefix.trimEnd()}\n${prefix}`;
	return { offset: endOf(node), before, after: '\n', block: startOf(node) };
}

/** What the lines of a block begin with: the signs of quotes stay, markers of lists become spaces. */
function linePrefix(text: string, start: number): string {
	const lineStart = text.lastIndexOf('\n', start - 1) + 1;
	return text.slice(lineStart, start).replace(/[^>\t ]/g, ' ');
}

/** What ends a block that runs to the end of its container because nobody ended it; empty if it is ended. */
export function closerOf(source: string, type: string, prefix: string): string {
	return type === 'code' ? fenceCloser(source, prefix) : (htmlCloser(source) ?? '');
}

function fenceCloser(source: string, prefix: string): string {
	const fence = /^(`{3,}|~{3,})/.exec(source)?.[1];
	if (fence === undefined) return '';
	const lines = source.split('\n');
	const last = (lines.at(-1) ?? '').slice(Math.min(prefix.length, (lines.at(-1) ?? '').search(/[^>\s]|$/))).trim();
	const isClosed = lines.length > 1 && last.startsWith(fence) && last.replaceAll(fence[0] ?? '`', '') === '';
	return isClosed ? '' : fence;
}

/** Kinds of HTML that an empty line does not end (CommonMark, section 4.6), with what ends them. */
const HTML_ENDS: readonly (readonly [RegExp, RegExp, string])[] = [
	[/^<script[\s>]/i, /<\/script>/i, '</script>'],
	[/^<pre[\s>]/i, /<\/pre>/i, '</pre>'],
	[/^<style[\s>]/i, /<\/style>/i, '</style>'],
	[/^<textarea[\s>]/i, /<\/textarea>/i, '</textarea>'],
	[/^<!--/, /-->/, '-->'],
	[/^<\?/, /\?>/, '?>'],
	[/^<!\[CDATA\[/, /\]\]>/, ']]>'],
	[/^<![a-z]/i, />/, '>'],
];

function htmlCloser(source: string): string | undefined {
	const kind = HTML_ENDS.find(([start]) => start.test(source));
	return kind?.[1].test(source) ? undefined : kind?.[2];
}

function childAt(node: Nodes, offset: number): Nodes | undefined {
	const children: readonly Nodes[] = 'children' in node ? node.children : [];
	let low = 0;
	let high = children.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const child = children[middle];
		if (child !== undefined && endOf(child) <= offset) low = middle + 1;
		else high = middle;
	}
	const found = children[low];
	return found !== undefined && startOf(found) <= offset ? found : undefined;
}

function startOf({ position }: Nodes): number {
	return position?.start.offset ?? 0;
}

function endOf({ position }: Nodes): number {
	return position?.end.offset ?? 0;
}

import type { List, Nodes, PhrasingContent, Root, Table } from 'mdast';
import type { PlainText, Unit, UnitBase } from '../report-document.ts';
import { slicePlain } from '../text/normal-text.ts';
import { codeLineKind } from './code-line.ts';
import { createTextBuilder, flatten } from './flatten.ts';

/** What is gathered while a document is walked. */
export interface UnitSink {
	readonly units: Unit[];
	pictures: number;
	/** The headings that are open, with their depths. */
	readonly headings: { readonly depth: number; readonly text: string }[];
	group: number;
	/** Index of a unit that ends in a colon and still waits for what it leads in to; -1 for none. */
	leadIn: number;
}

export function createUnitSink(): UnitSink {
	return { units: [], pictures: 0, headings: [], group: 0, leadIn: -1 };
}

/** Adds the units of one parsed piece. @param base Where the piece begins in the document. */
export function addUnits(sink: UnitSink, root: Root, source: string, base: number): void {
	for (const node of root.children) addBlock(sink, node, source, base, false);
}

function addBlock(sink: UnitSink, node: Nodes, source: string, base: number, isInList: boolean): void {
	countPictures(sink, node);
	const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
	if (node.type === 'heading') addHeading(sink, node.depth, flatten(node.children, source, base));
	else if (node.type === 'paragraph') {
		if (!isInList) sink.group++;
		addProse(sink, flatten(node.children, source, base), isInList);
	} else if (node.type === 'list') addList(sink, node, source, base);
	else if (node.type === 'table') addTable(sink, node, source, base);
	else if (node.type === 'code') addCode(sink, source, base, from, to);
	else if (node.type === 'html') addHtml(sink, node.value, base + from);
}

function addList(sink: UnitSink, list: List, source: string, base: number): void {
	const before = sink.leadIn;
	sink.group++;
	for (const item of list.children) {
		sink.leadIn = before;
		for (const child of item.children) addBlock(sink, child, source, base, true);
	}
	sink.leadIn = -1;
}

/** Block quotes hold the exercise's questions, never claims; all else with text in it is looked into. */
function countPictures(sink: UnitSink, node: Nodes): void {
	if (node.type === 'image') sink.pictures++;
	else if (node.type === 'html') sink.pictures += node.value.match(/<img\b/gi)?.length ?? 0;
	if (node.type !== 'list' && 'children' in node) for (const child of node.children) countPictures(sink, child);
}

function addHeading(sink: UnitSink, depth: number, plain: PlainText): void {
	while ((sink.headings.at(-1)?.depth ?? 0) >= depth) sink.headings.pop();
	const base = unitBase(sink, plain);
	sink.headings.push({ depth, text: plain.text.replaceAll('`', '').replace(/\s+/g, ' ').trim() });
	sink.group++;
	sink.leadIn = -1;
	if (plain.text.trim() !== '') sink.units.push({ kind: 'heading', depth, ...base });
}

function addProse(sink: UnitSink, plain: PlainText, isInList: boolean): void {
	if (plain.text.trim() === '') return;
	sink.units.push({ kind: 'prose', ...unitBase(sink, plain) });
	const leads = /:\s*$/.test(plain.text);
	if (leads) sink.leadIn = sink.units.length - 1;
	else if (!isInList) sink.leadIn = -1;
}

function addTable(sink: UnitSink, table: Table, source: string, base: number): void {
	sink.group++;
	const [head, ...rows] = table.children;
	const titles = (head?.children ?? []).map((cell) =>
		flatten(cell.children, source, base).text.replaceAll('`', '').trim(),
	);
	for (const row of rows) {
		const cells = row.children.map((cell) => flatten(cell.children, source, base));
		const start = base + (row.position?.start.offset ?? 0);
		const plain = flatten(
			row.children.flatMap((cell): PhrasingContent[] => cell.children),
			source,
			base,
		);
		const end = base + (row.position?.end.offset ?? 0);
		const whole = { text: source.slice(start - base, end - base), offsets: steps(start, end) };
		if (plain.text.trim() !== '') sink.units.push({ kind: 'row', titles, cells, ...unitBase(sink, whole) });
	}
	sink.leadIn = -1;
}

/** Lines of a fenced or indented block, each by itself. */
function addCode(sink: UnitSink, source: string, base: number, from: number, to: number): void {
	sink.group++;
	addCodeLines(sink, source.slice(from, to), base + from);
	sink.leadIn = -1;
}

/** Adds the lines of a block of code; fences themselves are left out. */
function addCodeLines(sink: UnitSink, text: string, start: number): void {
	let at = start;
	for (const line of text.split('\n')) {
		const shown = line.replace(/\r$/, '');
		if (shown.trim() !== '' && !/^\s*(?:`{3,}|~{3,})/.test(shown)) {
			const plain = { text: shown, offsets: steps(at, at + shown.length) };
			sink.units.push({ kind: codeLineKind(shown), ...unitBase(sink, plain) });
		}
		at += line.length + 1;
	}
}

/** Text between HTML tags, in which students put whole paragraphs. */
function addHtml(sink: UnitSink, html: string, start: number): void {
	const builder = createTextBuilder();
	let at = 0;
	for (const found of html.matchAll(/<[^<>]{0,4000}>/g)) {
		builder.copy(html.slice(at, found.index), start + at);
		if (/^<(?:br|p|\/p|div|\/div|li|\/li)\b/i.test(found[0])) builder.add('\n', start + found.index);
		at = found.index + found[0].length;
	}
	builder.copy(html.slice(at), start + at);
	sink.group++;
	addProse(sink, builder.done(start + html.length), false);
}

/** A piece that no parser may see: each line is a paragraph, a line of a table or of a fenced block. */
export function addPlainLines(sink: UnitSink, text: string, start: number): void {
	let at = start;
	let table: PlainTable = { titles: [], isOpen: false };
	let isFenced = false;
	for (const line of text.split('\n')) {
		const heading = /^ {0,3}(#{1,6})\s+(.{1,300})/.exec(line.slice(0, 320));
		const plain = { text: line.replace(/\r$/, ''), offsets: steps(at, at + line.length) };
		const isFence = /^ {0,3}(?:`{3,}|~{3,})/.test(line.slice(0, 8));
		const isRow = line.startsWith('|') && !isFenced;
		if (isFence) isFenced = !isFenced;
		else if (isFenced) addCodeLines(sink, plain.text, at);
		else if (heading) addHeading(sink, heading[1]?.length ?? 1, plain);
		else if (isRow) table = addPlainRow(sink, plain, table);
		else {
			sink.group++;
			addProse(sink, plain, false);
		}
		if (!isRow) table = { titles: [], isOpen: false };
		at += line.length + 1;
	}
}

interface PlainTable {
	/** Of the line before, until a line of dashes makes them titles. */
	readonly titles: readonly string[];
	readonly isOpen: boolean;
}

function addPlainRow(sink: UnitSink, plain: PlainText, { titles, isOpen }: PlainTable): PlainTable {
	if (titles.length > 0 && !isOpen && /^[\s|:-]+$/.test(plain.text)) {
		sink.group++;
		return { titles, isOpen: true };
	}
	const cells = cellsOf(plain);
	if (isOpen) sink.units.push({ kind: 'row', titles, cells, ...unitBase(sink, plain) });
	else if (titles.length > 0) addProse(sink, plain, false);
	return isOpen ? { titles, isOpen } : { titles: cells.map(({ text }) => text.replaceAll('`', '').trim()), isOpen };
}

function cellsOf(plain: PlainText): readonly PlainText[] {
	const cells: PlainText[] = [];
	let from = 1;
	for (let at = 1; at < plain.text.length && cells.length < MOST_CELLS; at++) {
		if (plain.text[at] !== '|' || plain.text[at - 1] === '\\') continue;
		cells.push(slicePlain(plain, from, at));
		from = at + 1;
	}
	return cells;
}

const MOST_CELLS = 64;

function unitBase(sink: UnitSink, plain: PlainText): UnitBase {
	return { plain, section: sink.headings.map(({ text }) => text), group: sink.group, leadIn: sink.leadIn };
}

/** Offsets that rise by one: text that stands in the document as it is. */
function steps(start: number, end: number): ArrayLike<number> {
	return Array.from({ length: end - start + 1 }, (_, i) => start + i);
}

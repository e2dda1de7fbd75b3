import stringWidth from 'fast-string-width';
import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { packetTable } from './packet-table.ts';
import { callTables, eventsByPacket, programCells, programLines } from './program-rows.ts';
import { findingLines, summaryLines } from './summary.ts';
import type { View } from './view.ts';

/** The annotated table as GitHub Markdown. Payloads stand in code spans, so nothing in them is markup. */
export function markdownText(view: View): string {
	const children: RootContent[] = [
		...summaryLines(view).map(paragraph),
		table(view),
		...callTables(view).flatMap(({ title, rows }) => [paragraph(title), callTable(rows)]),
		...programLines(view).map(paragraph),
		...findingLines(view).map(paragraph),
	];
	return toMarkdown({ type: 'root', children }, { extensions: [gfmTableToMarkdown({ stringLength: stringWidth })] });
}

function paragraph(value: string): RootContent {
	return { type: 'paragraph', children: [text(value)] };
}

function callTable(rows: readonly (readonly string[])[]): RootContent {
	return {
		type: 'table',
		align: rows[0]?.map(() => 'left') ?? [],
		children: rows.map((cells) => row(cells.map(text))),
	};
}

function table(view: View): RootContent {
	const { columns, packets } = packetTable(view, { addresses: true });
	const { read } = view.result;
	const calls = eventsByPacket(view);
	const decimals = read.kind === 'capture' && read.head.nanoseconds ? 9 : 6;
	const callRows = (after: number): readonly TableRow[] =>
		(calls.get(after) ?? []).map((placed) => {
			const cells = programCells(placed, view, decimals);
			return row(columns.map(({ key }) => text(cells[key] ?? '')));
		});
	const rows = Array.from(packets).flatMap((packet) => [
		...(packet.packet.number === 1 ? callRows(0) : []),
		row(columns.map(({ key, text: textOf }) => (key === 'payload' ? code(textOf(packet)) : text(textOf(packet))))),
		...callRows(packet.packet.number),
	]);
	return {
		type: 'table',
		align: columns.map(({ align }) => align),
		children: [row(columns.map(({ title }) => text(title))), ...rows],
	};
}

function row(cells: readonly PhrasingContent[]): TableRow {
	return { type: 'tableRow', children: cells.map((cell) => ({ type: 'tableCell', children: [cell] })) };
}

function code(value: string): PhrasingContent {
	return value === '' ? text('') : { type: 'inlineCode', value };
}

function text(value: string): PhrasingContent {
	return { type: 'text', value };
}

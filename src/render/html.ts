import { escapeMarkup } from './markup.ts';
import type { PacketColumn } from './packet-columns.ts';
import { packetTable } from './packet-table.ts';
import { findingLines, summaryLines } from './summary.ts';
import type { View } from './view.ts';

/**
 * The annotated table as a piece of HTML, to be put into a page or pasted into a word processor: no style, no script,
 * and nothing of a payload but text.
 */
export function* htmlText(view: View): Generator<string> {
	const { columns, packets } = packetTable(view, { addresses: true });
	yield `<section class="capnote" lang="${view.words.language}">\n`;
	for (const line of summaryLines(view)) yield `<p>${escapeMarkup(line)}</p>\n`;
	yield `<table>\n<thead>\n<tr>${columns.map(titleCell).join('')}</tr>\n</thead>\n<tbody>\n`;
	for (const packet of packets)
		yield `<tr>${columns.map((column) => cell(column, column.text(packet))).join('')}</tr>\n`;
	yield '</tbody>\n</table>\n';
	for (const line of findingLines(view)) yield `<p>${escapeMarkup(line)}</p>\n`;
	yield '</section>\n';
}

function titleCell({ title, align }: PacketColumn): string {
	return `<th scope="col"${alignment(align)}>${escapeMarkup(title)}</th>`;
}

/** Data keeps its spaces and its direction to itself. */
function cell({ key, align }: PacketColumn, text: string): string {
	const inside = escapeMarkup(text);
	if (key === 'payload' && text !== '') return `<td><code><bdi>${inside}</bdi></code></td>`;
	return `<td${alignment(align)}>${inside}</td>`;
}

function alignment(align: PacketColumn['align']): string {
	return align === 'right' ? ' align="right"' : '';
}

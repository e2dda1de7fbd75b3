import { cutPieces } from './markdown/cut-pieces.ts';
import { addPlainLines, addUnits, createUnitSink } from './markdown/read-units.ts';
import type { ReportDocument } from './report-document.ts';

/**
 * Reads a report's Markdown into units with their places. The parser is loaded when it is first needed; the time grows
 * with the length of the text, whatever is in it.
 */
export async function readDocument(name: string, text: string): Promise<ReportDocument> {
	const [{ fromMarkdown }, { gfmTable }, { gfmTableFromMarkdown }] = await Promise.all([
		import('mdast-util-from-markdown'),
		import('micromark-extension-gfm-table'),
		import('mdast-util-gfm-table'),
	]);
	const options = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
	const sink = createUnitSink();
	for (const piece of cutPieces(text)) {
		if (piece.isPlain) addPlainLines(sink, piece.text, piece.start);
		else addUnits(sink, fromMarkdown(piece.text, options), piece.text, piece.start);
	}
	return { name, text, units: sink.units, pictures: sink.pictures, lineStarts: lineStarts(text) };
}

function lineStarts(text: string): readonly number[] {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
}

import type { AnalyzeResult } from '../analyze.ts';
import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import { isDamaged } from '../file/read-result.ts';
import { findFindings } from '../findings/find.ts';
import { isRowFormat } from '../render/row-format-names.ts';
import type { View } from '../render/view.ts';
import { analyzeFile } from './analyze-file.ts';
import { chooseColumns, choosePackets } from './choose-packets.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { labsFor } from './read-profile.ts';
import { readPrograms } from './read-programs.ts';
import { type FormatName, type ShowOptions, styleOf, type ViewFormatName } from './show-options.ts';

/**
 * Reads, analyses and shows a capture.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file`, `not-a-capture`, `file-exists` or `cannot-write`.
 */
export async function showCapture(context: Context, path: string, options: ShowOptions): Promise<ExitStatus> {
	const format = options.json ? 'json' : options.format;
	if (options.events !== undefined && !SHOWS_EVENTS.has(format)) {
		throw new CapnoteError('wrong-use', { problem: 'events-of-a-view' });
	}
	requireTable(format, options);
	if (isRowFormat(format)) return (await import('./stream-rows.ts')).streamRows(context, path, format, options);
	const result = await analyzeFile(context, path, options);
	const { read } = result;
	const view = await viewOf(context, result, options);
	const text = await FORMATS[format](view, context, options);
	if (options.output === undefined) for (const piece of text) context.out.write(piece);
	else await context.files.write(options.output, [...text].join(''), options.force === true);
	const agrees = options.verify ? await verify(context, path, view, options) : true;
	return !agrees || (options.strict && isDamaged(read)) ? EXIT.negative : EXIT.fine;
}

async function viewOf(context: Context, result: AnalyzeResult, options: ShowOptions): Promise<View> {
	const words = await context.words(options.lang ?? defaultLanguage(context.environment));
	const findings = findFindings(result.analysis, await labsFor(context, options.labProfile), isDamaged(result.read));
	const programs = options.events === undefined ? undefined : await readPrograms(context, result, options.events);
	return {
		...{ result, findings, words, programs },
		packets: choosePackets(result.analysis, options),
		columns: chooseColumns(options.columns),
		rawNumbers: options.rawSeq === true,
	};
}

/** Packets and columns are chosen for people; what is for machines is whole, but rows have columns of their own. */
function requireTable(format: FormatName, { rows, connection, rawSeq, columns }: ShowOptions): void {
	const isForMachines = format === 'json' || isRowFormat(format);
	if (isForMachines && (rows !== undefined || connection !== undefined || rawSeq)) {
		throw new CapnoteError('wrong-use', { problem: 'rows-of-tables' });
	}
	if (columns !== undefined && (format === 'json' || format === 'text')) {
		throw new CapnoteError('wrong-use', { problem: 'columns-of-rows' });
	}
}

/** The formats in which the calls of programs have a place. */
const SHOWS_EVENTS: ReadonlySet<FormatName> = new Set(['table', 'md', 'json']);

type Format = (view: View, context: Context, options: ShowOptions) => Promise<Iterable<string>>;

/** Each format loads what it needs, and nothing else. */
const FORMATS: { readonly [F in ViewFormatName]: Format } = {
	async table(view, context, options) {
		const { terminalText } = await import('../render/terminal.ts');
		const draw = view.programs && (await import('../render/aligned-table.ts')).alignedTable;
		return terminalText(view, styleOf(context, options), draw);
	},
	html: async (view) => (await import('../render/html.ts')).htmlText(view),
	latex: async (view) => (await import('../render/latex.ts')).latexText(view),
	text: async (view) => (await import('../render/notation.ts')).notationText(view),
	md: async (view) => [(await import('../render/markdown.ts')).markdownText(view)],
	async json(view, context) {
		const { jsonText } = await import('../render/json.ts');
		const [en, id] = await Promise.all([context.words('en'), context.words('id')]);
		return jsonText(view, { en, id });
	},
};

async function verify(context: Context, path: string, view: View, { quiet }: ShowOptions): Promise<boolean> {
	const { verifyCapture } = await import('./verify-capture.ts');
	const { words, result } = view;
	const opinion = await verifyCapture(path, result);
	const { agrees, damaged, unsupported } = words.verify;
	const said = { agrees: agrees(result.analysis.packetCount), damaged, unsupported };
	if (opinion.kind === 'differs') context.log.write(`${words.verify.differs(opinion.difference)}\n`);
	else if (!quiet) context.log.write(`${said[opinion.kind]}\n`);
	return opinion.kind !== 'differs';
}

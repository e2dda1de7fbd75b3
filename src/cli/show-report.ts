import { basename } from 'node:path';
import { EXIT, type ExitStatus } from '../errors.ts';
import { isDamaged } from '../file/read-result.ts';
import { findFindings } from '../findings/find.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import { answerBlocks, type ReportLanguage, reportBlocks } from '../render/report/blocks.ts';
import { type MarkdownFiles, markdownFiles } from '../render/report/markdown-files.ts';
import type { Style } from '../render/view.ts';
import { visibleText } from '../render/visible-text.ts';
import { buildReport } from '../report/build-report.ts';
import type { Student } from '../report/head-sections.ts';
import type { Report } from '../report/report.ts';
import type { ReportSource } from '../report/subject.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context, Language } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { Holding } from './hold-files.ts';
import { loadReportWords } from './load-report-words.ts';
import { labsFor } from './read-profile.ts';
import { readPrograms } from './read-programs.ts';
import type { ReportFormatName, ReportShowOptions } from './report-options.ts';
import { sha256Of } from './sha256-of.ts';
import { styleOf } from './show-options.ts';
import { writeNewFiles } from './write-new-files.ts';

/**
 * Writes a report of one capture, or of two.
 *
 * @returns `unreadableInput` if a capture holds no packet; the report then says how to record again.
 * @throws CapnoteError as `analyzeFile` and `Files.write` do.
 */
export async function showReport(
	context: Context,
	paths: readonly string[],
	options: ReportShowOptions,
): Promise<ExitStatus> {
	const format = formatOf(context, options);
	const holding = format === 'html' ? (await import('./hold-files.ts')).holdFiles(context) : undefined;
	const sources: ReportSource[] = [];
	for (const path of paths) sources.push(await readSource(holding?.context ?? context, path, options));
	const { title, expand, version } = options;
	const student = studentOf(options);
	const labs = await labsFor(context, options.labProfile);
	const report = (): Report => buildReport(withFindings(sources, labs), { title, expand, version, student, labs });
	const languages = await languagesOf(context, options);
	const files = holding ? await pageFiles(holding) : await textFiles(format, report(), languages, context, options);
	if (options.output === undefined) context.out.write(files.text);
	const written = [
		...(options.output === undefined ? [] : [{ path: options.output, text: files.text }, ...files.pictures]),
		...(options.answers === undefined ? [] : [{ path: options.answers, text: answersText(report(), languages) }]),
	];
	await writeNewFiles(context, written, options.force === true);
	return sources.every(({ result }) => result.analysis.packetCount > 0) ? EXIT.fine : EXIT.unreadableInput;

	async function pageFiles(held: Holding): Promise<MarkdownFiles> {
		const { reportPageText } = await import('./report-page-text.ts');
		return { text: await reportPageText(held, paths, sources, student, { ...options, labs }), pictures: [] };
	}
}

/** A page looks for findings itself, so they are looked for only when they are told here. */
function withFindings(sources: readonly ReportSource[], labs: readonly LabProfile[]): readonly ReportSource[] {
	return sources.map(({ result, ...source }) => ({
		...source,
		// A name stands in headings and tables: on one line, whatever a file may be called.
		result: { ...result, name: visibleText(result.name) },
		findings: findFindings(result.analysis, labs, isDamaged(result.read)),
	}));
}

/** As asked for, else by the name of the output; what is read at once is written for the terminal. */
function formatOf({ out }: Context, { format, output }: ReportShowOptions): ReportFormatName {
	if (format !== undefined) return format;
	if (output === undefined) return out.isTerminal ? 'text' : 'md';
	const ending = output.toLowerCase().match(/\.(html?|json)$/)?.[1];
	return ending === undefined ? 'md' : ending === 'json' ? 'json' : 'html';
}

function studentOf({ student: name, studentNumber: number, class: className, date }: ReportShowOptions): Student {
	return { name, number, class: className, date };
}

async function readSource(context: Context, path: string, options: ReportShowOptions): Promise<ReportSource> {
	const result = await analyzeFile(context, path, options);
	const named = { ...result, name: basename(path) };
	const programs = options.events === undefined ? undefined : await readPrograms(context, result, options.events);
	return { result: named, findings: [], programs, sha256: await sha256Of(context, path) };
}

async function languagesOf(context: Context, { lang }: ReportShowOptions): Promise<readonly ReportLanguage[]> {
	const names: readonly Language[] = lang === 'both' ? ['en', 'id'] : [lang ?? defaultLanguage(context.environment)];
	return Promise.all(names.map((name) => loadReportWords(context, name)));
}

async function textFiles(
	format: ReportFormatName,
	report: Report,
	languages: readonly ReportLanguage[],
	context: Context,
	options: ReportShowOptions,
): Promise<MarkdownFiles> {
	if (format === 'text')
		return { text: await terminalText(report, languages, styleOf(context, options)), pictures: [] };
	if (format === 'md') return markdownFiles(report, languages, options.output);
	const { reportJson } = await import('../render/report/report-json.ts');
	const [en, id] = await Promise.all([loadReportWords(context, 'en'), loadReportWords(context, 'id')]);
	return { text: reportJson(report, { en, id }), pictures: [] };
}

async function terminalText(report: Report, languages: readonly ReportLanguage[], style: Style): Promise<string> {
	const { terminalReport } = await import('../render/report/terminal.ts');
	const told = languages.map((language) => [...terminalReport(reportBlocks(report, language), language, style)]);
	return told.map((pieces) => pieces.join('')).join('\n\n');
}

function answersText(report: Report, languages: readonly ReportLanguage[]): string {
	return markdownFiles(report, languages, undefined, answerBlocks).text;
}

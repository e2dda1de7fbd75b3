import { join } from 'node:path';
import type { GradeWords } from '../../i18n/grade-words.ts';
import type { GradeBook } from '../../render/grade/counts.ts';
import type { CsvStyle } from '../../render/grade/csv.ts';
import { gradeJson } from '../../render/grade/json.ts';
import type { Context } from '../context.ts';
import { styleOf } from '../show-options.ts';
import { createFolderWriter, type FolderWriter } from './folder-writer.ts';
import type { GradeOptions, OutputName } from './grade-options.ts';
import type { GradePlan } from './grade-task.ts';

/** What can be written to a folder. */
export const OUTPUT_NAMES = ['csv', 'html', 'md', 'junit', 'gradescope', 'classroom', 'json', 'parquet'] as const;
const USUAL: readonly OutputName[] = ['csv', 'html', 'md', 'json'];

/** Prints the grade book. */
export async function printBook(
	context: Context,
	book: GradeBook,
	words: GradeWords,
	options: GradeOptions,
	cached: number,
): Promise<void> {
	const { out } = context;
	const format = options.json ? 'json' : options.format;
	if (format === 'json') for (const piece of gradeJson(book)) out.write(piece);
	else if (format === 'csv') {
		const { gradesCsv } = await import('../../render/grade/csv.ts');
		for await (const piece of gradesCsv(book, csvStyle(options))) out.write(piece);
	} else {
		const { gradeSummary } = await import('../../render/grade/summary.ts');
		out.write(await gradeSummary(book, words, cached, styleOf(context, { color: options.color, output: undefined })));
	}
}

/** Writes the outputs that were asked for. @throws CapnoteError `file-exists` or `cannot-write`. */
export async function writeBook(
	context: Context,
	folder: string,
	book: GradeBook,
	plan: GradePlan,
	words: GradeWords,
	options: GradeOptions,
): Promise<void> {
	const writer = createFolderWriter(folder, options.force === true);
	for (const name of options.write ?? USUAL) await WRITERS[name](writer, book, plan, words, options);
	if (!options.quiet) context.log.write(`${words.written(folder, writer.paths().size)}\n`);
	options.onWritten?.(writer.paths());
}

type WriteOutput = (
	writer: FolderWriter,
	book: GradeBook,
	plan: GradePlan,
	words: GradeWords,
	options: GradeOptions,
) => Promise<void>;

const WRITERS: { readonly [O in OutputName]: WriteOutput } = {
	async csv(writer, book, _plan, words, options) {
		const { claimsCsv, gradesCsv, pairsCsv } = await import('../../render/grade/csv.ts');
		const style = csvStyle(options);
		await writer.pieces('grades.csv', gradesCsv(book, style));
		await writer.pieces('claims.csv', claimsCsv(book, style));
		if (book.pairs !== null) await writer.pieces('alike.csv', pairsCsv(book, style, words.evidence));
	},
	async html(writer, book, plan, words) {
		const { indexPage, submissionPage } = await import('../../render/grade/html.ts');
		await writer.pieces('index.html', indexPage(book, words, plan.rubric.language, writer.nameOf));
		for (const result of book.results()) {
			const page = submissionPage(result, book, words, plan.rubric.language);
			await writer.pieces(join('students', `${writer.nameOf(result)}.html`), page);
		}
	},
	async md(writer, book, plan, words) {
		const { commentMarkdown } = await import('../../render/grade/comment.ts');
		for (const result of book.results()) {
			const comment = commentMarkdown(result, plan.rubric, words);
			await writer.pieces(join('comments', `${writer.nameOf(result)}.md`), [comment]);
		}
	},
	async junit(writer, book, _plan, words) {
		const { gradeJunit } = await import('../../render/grade/grade-junit.ts');
		for (const result of book.results()) {
			await writer.pieces(join('junit', `${writer.nameOf(result)}.xml`), [gradeJunit(result, words)]);
		}
	},
	async gradescope(writer, book, plan, words) {
		const { gradescopeJson } = await import('../../render/grade/autograders.ts');
		for (const result of book.results()) {
			const text = gradescopeJson(result, plan.rubric, words);
			await writer.pieces(join('gradescope', writer.nameOf(result), 'results.json'), [text]);
		}
	},
	async classroom(writer, book, plan, words) {
		const { classroomJson } = await import('../../render/grade/autograders.ts');
		for (const result of book.results()) {
			await writer.pieces(join('classroom', `${writer.nameOf(result)}.json`), [
				classroomJson(result, plan.rubric, words),
			]);
		}
	},
	async json(writer, book) {
		await writer.pieces('grades.json', gradeJson(book));
	},
	async parquet(writer, book, _plan, _words, options) {
		const { writeParquet } = await import('./write-parquet.ts');
		await writeParquet(writer, book, options.packets === true);
	},
};

function csvStyle({ bom, delimiter }: GradeOptions): CsvStyle {
	return { bom: bom === true, delimiter };
}

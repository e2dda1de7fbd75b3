import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT, type ExitStatus } from '../../errors.ts';
import type { LikenessIndex } from '../../grading/likeness/likeness-index.ts';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import { createSpool, type Spool } from '../../node/spool.ts';
import type { GradeBook } from '../../render/grade/counts.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';
import { loadGradeWords } from '../load-grade-words.ts';
import { createIndex } from './course-prints.ts';
import type { GradeOptions } from './grade-options.ts';
import { createProgress } from './grade-progress.ts';
import type { GradedLine, GradePlan } from './grade-task.ts';
import { printBook, writeBook } from './write-book.ts';

/** From graded lines to all that was asked for: to the terminal, to files, and the exit status. */
export async function finishBook(
	context: Context,
	lines: AsyncIterable<GradedLine>,
	count: number,
	plan: GradePlan,
	options: GradeOptions,
): Promise<ExitStatus> {
	const language = options.lang ?? defaultLanguage(context.environment);
	const words = await loadGradeWords(language);
	const index = isCompared(plan, options) ? await createIndex(plan, options.rubric) : null;
	const spool = createSpool(join(tmpdir(), `capnote-grade-${process.pid}-${spools++}.jsonl`), false);
	try {
		const progress = createProgress(context, words, count, options.quiet === true);
		const { cached, isStopped } = await collect(context, lines, spool, index, progress.step);
		progress.end();
		if (isStopped) {
			context.log.write(`${words.stopped(spool.count(), count, options.cache !== false)}\n`);
			return EXIT.negative;
		}
		const book = bookOf(spool, plan, index, options.lang ?? plan.rubric.language);
		if (options.output !== undefined) await writeInLanguage(context, options.output, book, plan, options);
		await printBook(context, book, words, options, cached);
		return statusOf(book, options);
	} finally {
		spool.close();
	}
}

let spools = 0;

/** What is written for students is in the rubric's language, unless another one was asked for. */
async function writeInLanguage(
	context: Context,
	folder: string,
	book: GradeBook,
	plan: GradePlan,
	options: GradeOptions,
): Promise<void> {
	const language = options.lang ?? plan.rubric.language;
	const rubric = { ...plan.rubric, language };
	await writeBook(context, folder, book, { ...plan, rubric }, await loadGradeWords(language), options);
}

/** Ctrl+C ends it after what is under way; another one ends the program. */
async function collect(
	context: Context,
	lines: AsyncIterable<GradedLine>,
	spool: Spool,
	index: LikenessIndex | null,
	step: (cached: number) => void,
): Promise<{ readonly cached: number; readonly isStopped: boolean }> {
	let cached = 0;
	let isStopped = false;
	const release = context.onInterrupt(() => {
		isStopped = true;
		release();
	});
	try {
		for await (const { line, cached: isCached } of lines) {
			spool.append(line);
			index?.add(JSON.parse(line) as SubmissionResult);
			if (isCached) cached++;
			step(cached);
			if (isStopped) break;
		}
	} finally {
		release();
	}
	return { cached, isStopped };
}

function bookOf(spool: Spool, { rubric }: GradePlan, index: LikenessIndex | null, language: 'en' | 'id'): GradeBook {
	const resultAt = (n: number): SubmissionResult => JSON.parse(spool.at(n)) as SubmissionResult;
	const items = [...rubric.capture.map(({ id }) => id), ...rubric.claims.required.map(({ id }) => id)];
	return {
		rubric: { hash: rubric.hash, title: rubric.title[language], items: [...items, ...ADDED], max: rubric.max },
		*results() {
			for (let n = 0; n < spool.count(); n++) yield resultAt(n);
		},
		count: spool.count(),
		pairs: index?.pairs(resultAt) ?? null,
		showsPoints: rubric.visibility.points === 'student',
	};
}

/** What a rubric takes away, under these names. */
const ADDED = ['minimum-evidence', 'refuted-claims', 'half-without-capture'];

function isCompared({ rubric }: GradePlan, { compare }: GradeOptions): boolean {
	return compare === true || rubric.compare.enabled;
}

function statusOf(book: GradeBook, { failOn, strict }: GradeOptions): ExitStatus {
	for (const { passed, claims, failures, captures } of book.results()) {
		if (failOn === 'pass' && !passed) return EXIT.negative;
		if (failOn === 'refuted' && claims.some(({ verdict }) => verdict === 'refuted')) return EXIT.negative;
		const isPoor = failures.length > 0 || captures.length === 0 || captures.some((one) => one.damage ?? one.looksLike);
		if (strict && isPoor) return EXIT.negative;
	}
	return EXIT.fine;
}

import { readFileSync } from 'node:fs';
import { analyze } from '../../analyze.ts';
import { CapnoteError } from '../../errors.ts';
import { bytesSource } from '../../file/bytes-source.ts';
import type { HandedIn } from '../../grading/choose-capture.ts';
import { gradeSubmission } from '../../grading/grade-submission.ts';
import type { FileFailure, ReportFile } from '../../grading/submission-result.ts';
import { fileError } from '../../node/file-source.ts';
import { createResultCache, sha256 } from '../../node/result-cache.ts';
import { createGradeHelp } from './grade-help.ts';
import type { GradedLine, GradePlan, GradeTask, TaskFile } from './grade-task.ts';

/** More of one capture would fill the memory of a worker. */
const MOST_CAPTURE_BYTES = 200e6;
/** Markdown is read in a time that grows faster than its length. */
const MOST_REPORT_BYTES = 100_000;

/** What was read of a file. */
export type FileContent =
	| {
			readonly name: string;
			readonly kind: 'report' | 'capture';
			readonly content: Uint8Array;
			readonly failure?: never;
	  }
	| { readonly name: string; readonly failure: FileFailure };

/** Grades one submission, or finds what was said of the same content before. */
export async function gradeTask({ plan, student, folder, files, cache }: GradeTask): Promise<GradedLine> {
	const contents = files.map(readContent);
	const store = cache === null ? null : createResultCache(cache);
	const key = keyOf(plan, student, folder, contents);
	const known = store?.get(key);
	if (known !== undefined) return { line: known, cached: true };
	const line = await gradeContents(plan, student, folder, contents);
	store?.put(key, line);
	return { line, cached: false };
}

/** The result of files whose content is there, as one line of JSON. */
export async function gradeContents(
	plan: GradePlan,
	student: string,
	folder: string,
	contents: readonly FileContent[],
): Promise<string> {
	const reports: ReportFile[] = [];
	const captures: HandedIn[] = [];
	const failures: FileFailure[] = [];
	for (const file of contents) {
		if (file.failure) failures.push(file.failure);
		else if (file.kind === 'report') reports.push({ name: file.name, text: new TextDecoder().decode(file.content) });
		else captures.push(await readCapture(file.name, file.content, plan));
	}
	const submission = { student, folder, reports, captures, failures };
	return JSON.stringify(await gradeSubmission(plan.rubric, submission, await createGradeHelp(plan)));
}

/** Reads a file of a submission; what cannot be read is told of, and stops nothing. */
export function readContent({ name, kind, bytes, path }: TaskFile): FileContent {
	if (bytes > (kind === 'capture' ? MOST_CAPTURE_BYTES : MOST_REPORT_BYTES)) {
		return { name, failure: { name, code: 'too-large', details: null } };
	}
	try {
		return { name, kind, content: readFileSync(path) };
	} catch (error) {
		const { code, details } = error instanceof CapnoteError ? error : fileError(name, error);
		return { name, failure: { name, code, details } };
	}
}

async function readCapture(name: string, content: Uint8Array, { labs }: GradePlan): Promise<HandedIn> {
	const result = await analyze(bytesSource(name, content), { rules: labs });
	return { name, bytes: content.length, sha256: sha256(content), result };
}

/** Changes with all that a result depends on. */
export function keyOf(plan: GradePlan, student: string, folder: string, contents: readonly FileContent[]): string {
	const files = contents.map((file) =>
		file.failure ? [file.name, file.failure] : [file.name, file.kind, sha256(file.content)],
	);
	return sha256(JSON.stringify([plan.build, plan.rubric, plan.labs, plan.mostRows, student, folder, files]));
}

import { analyze } from '../../analyze.ts';
import { bytesSource } from '../../file/bytes-source.ts';
import type { HandedIn } from '../../grading/choose-capture.ts';
import { gradeSubmission } from '../../grading/grade-submission.ts';
import type { FileFailure, ReportFile } from '../../grading/submission-result.ts';
import { createResultCache, sha256 } from '../../node/result-cache.ts';
import { foreignKind, reportText } from '../report-text.ts';
import { createGradeHelp } from './grade-help.ts';
import type { GradedLine, GradePlan, GradeTask } from './grade-task.ts';
import { type FileContent, readContents } from './read-contents.ts';

/** Grades one submission, or finds what was said of the same content before. */
export async function gradeTask({ plan, student, folder, files, cache }: GradeTask): Promise<GradedLine> {
	const contents = await readContents(files, plan.rubric.submission);
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
		else if (file.kind === 'report') {
			if (foreignKind(file.content) === undefined) reports.push({ name: file.name, text: reportText(file.content) });
			else failures.push({ name: file.name, code: 'no-text', details: null });
		} else captures.push(await readCapture(file.name, file.content, plan));
	}
	const submission = { student, folder, reports, captures, failures };
	return JSON.stringify(await gradeSubmission(plan.rubric, submission, await createGradeHelp(plan)));
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

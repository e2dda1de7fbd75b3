import { gradeContents, gradeTask } from './grade/grade-files.ts';
import type { GradedLine, GradeTask, QueuedTask } from './grade/grade-task.ts';

/** What a thread does: a submission of a folder, or one of a queue, whose content came with it. */
function grade(task: GradeTask | QueuedTask): Promise<GradedLine | string> {
	if (!('contents' in task)) return gradeTask(task);
	const contents = task.contents.map((file) =>
		file.failure ? file : { ...file, content: new Uint8Array(Buffer.from(file.content, 'base64')) },
	);
	return gradeContents(task.plan, task.student, task.folder, contents);
}

// biome-ignore lint/style/noDefaultExport: this is how piscina finds what to run
export default grade;

import { watch } from 'node:fs';
import { CapnoteError, EXIT, type ExitStatus } from '../../errors.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';
import { loadGradeWords } from '../load-grade-words.ts';
import type { GradeOptions } from './grade-options.ts';
import { runGrade } from './run-grade.ts';

/** A file that is being copied changes many times. */
const QUIET_MS = 500;

/** Grades a folder now and after each change, until Ctrl+C. What did not change is known already. */
export async function watchFolder(context: Context, folder: string, options: GradeOptions): Promise<ExitStatus> {
	if (options.output === undefined || options.shard !== undefined || options.queue !== undefined) {
		throw new CapnoteError('wrong-use', { problem: 'watch-alone' });
	}
	const words = await loadGradeWords(options.lang ?? defaultLanguage(context.environment));
	await runGrade(context, folder, options);
	context.log.write(`${words.watching(folder)}\n`);
	let isEnded = false;
	let wake = (): void => undefined;
	const watcher = watch(folder, { recursive: true }, () => wake());
	const release = context.onInterrupt(() => {
		isEnded = true;
		wake();
	});
	try {
		while (!isEnded) {
			await new Promise<void>((changed) => {
				wake = changed;
			});
			if (isEnded) break;
			await new Promise((quiet) => setTimeout(quiet, QUIET_MS));
			await runGrade(context, folder, { ...options, force: true });
		}
	} finally {
		watcher.close();
		release();
	}
	return EXIT.fine;
}

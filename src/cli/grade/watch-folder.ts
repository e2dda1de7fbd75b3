import { rmSync } from 'node:fs';
import { CapnoteError, EXIT, type ExitStatus } from '../../errors.ts';
import { watchChanges } from '../../node/folder-changes.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';
import { loadGradeWords } from '../load-grade-words.ts';
import type { GradeOptions } from './grade-options.ts';
import { runGrade } from './run-grade.ts';

const QUIET_MS = 500;

/**
 * Grades a folder now and after each change, until Ctrl+C. What did not change is known already; the files of a
 * submission that is gone are taken away, if they were written meanwhile.
 */
export async function watchFolder(context: Context, folder: string, options: GradeOptions): Promise<ExitStatus> {
	if (options.output === undefined || options.shard !== undefined || options.queue !== undefined) {
		throw new CapnoteError('wrong-use', { problem: 'watch-alone' });
	}
	const words = await loadGradeWords(options.lang ?? defaultLanguage(context.environment));
	let written: ReadonlySet<string> = new Set();

	function onWritten(paths: ReadonlySet<string>): void {
		for (const path of written) if (!paths.has(path)) rmSync(path, { force: true });
		written = paths;
	}

	async function grade(force: true | undefined): Promise<void> {
		try {
			await runGrade(context, folder, { ...options, force, onWritten });
		} catch (error) {
			if (!(error instanceof CapnoteError) || error.code !== 'no-submissions') throw error;
			context.log.write(`${words.nothingYet(folder)}\n`);
		}
	}

	const changes = watchChanges(folder, QUIET_MS, options.output);
	const release = context.onInterrupt(changes.end);
	try {
		await grade(options.force);
		context.log.write(`${words.watching(folder)}\n`);
		while (await changes.next()) await grade(written.size > 0 ? true : options.force);
	} finally {
		changes.end();
		release();
	}
	return EXIT.fine;
}

import type { ProgramLog } from '../lab/program-log.ts';
import type { Context } from './context.ts';

/**
 * Opens the log of a program's own calls: a file, or standard error for `-`; nothing is written without a path.
 *
 * @throws CapnoteError `file-exists` or `cannot-write`, when the first line is written.
 */
export async function openProgramLog(
	context: Context,
	program: 'client' | 'server',
	path: string | undefined,
): Promise<ProgramLog> {
	const { createProgramLog, NO_LOG } = await import('../lab/program-log.ts');
	if (path === undefined) return NO_LOG;
	if (path === '-') return createProgramLog(program, context.log.write);
	const sink = await context.files.openOutput(path, false);
	const encoder = new TextEncoder();
	const log = createProgramLog(program, (text) => void sink.write(encoder.encode(text)));
	const close = (): void => {
		log.close();
		sink.close();
	};
	return { ...log, close };
}

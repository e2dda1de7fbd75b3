import { CapnoteError } from '../errors.ts';
import type { Context } from './context.ts';

/**
 * Writes files that belong together: none of them if one is there already, unless `force` is given.
 *
 * @throws CapnoteError `file-exists` or `cannot-write`.
 */
export async function writeNewFiles(
	{ files }: Context,
	all: readonly { readonly path: string; readonly text: string }[],
	force: boolean,
): Promise<void> {
	for (const { path } of force ? [] : all) {
		if (await isThere(files, path)) throw new CapnoteError('file-exists', { path });
	}
	for (const { path, text } of all) await files.write(path, text, force);
}

async function isThere(files: Context['files'], path: string): Promise<boolean> {
	try {
		await (await files.open(path)).close();
		return true;
	} catch (error) {
		if (error instanceof CapnoteError && error.code === 'no-such-file') return false;
		throw error;
	}
}

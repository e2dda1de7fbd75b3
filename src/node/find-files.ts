import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CapnoteError } from '../errors.ts';
import { fileError } from './file-source.ts';

/** A file to look into, or why a name leads to none. */
export type FoundFile =
	| { readonly path: string; readonly bytes: number; readonly error?: never }
	| { readonly path: string; readonly error: CapnoteError };

/**
 * The files behind names: files as given, folders with all that is in them, in the order of names (of code units, so
 * that it is the same everywhere), each only once. Links to folders are not followed, and of pipes and devices only
 * those that were named; `-` is standard input.
 */
export function findFiles(names: readonly string[]): readonly FoundFile[] {
	const found = new Map<string, FoundFile>();
	for (const name of names) for (const file of filesOf(name)) if (!found.has(file.path)) found.set(file.path, file);
	return [...found.values()];
}

function* filesOf(path: string): Generator<FoundFile> {
	if (path === '-') {
		yield { path, bytes: 0 };
		return;
	}
	const stat = attempt(path, () => statSync(path));
	if (stat instanceof CapnoteError) yield { path, error: stat };
	else if (stat.isDirectory()) yield* filesIn(path);
	else yield { path, bytes: stat.size };
}

function* filesIn(folder: string): Generator<FoundFile> {
	const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
	if (entries instanceof CapnoteError) {
		yield { path: folder, error: entries };
		return;
	}
	for (const entry of entries.sort(byName)) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* filesIn(path);
		else if (entry.isFile() || entry.isSymbolicLink()) yield* plainFile(path);
	}
}

function* plainFile(path: string): Generator<FoundFile> {
	const stat = attempt(path, () => statSync(path));
	if (stat instanceof CapnoteError) yield { path, error: stat };
	else if (stat.isFile()) yield { path, bytes: stat.size };
}

function byName(a: Dirent, b: Dirent): number {
	return a.name < b.name ? -1 : 1;
}

function attempt<T>(path: string, action: () => T): T | CapnoteError {
	try {
		return action();
	} catch (error) {
		return fileError(path, error);
	}
}

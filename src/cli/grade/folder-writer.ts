import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CapnoteError } from '../../errors.ts';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import { fileSink } from '../../node/byte-sink.ts';

/** Writes files into a folder, piece by piece. */
export interface FolderWriter {
	/** @throws CapnoteError `file-exists` unless replacing was asked for, or `cannot-write`. */
	readonly pieces: (name: string, pieces: AsyncIterable<string> | Iterable<string>) => Promise<void>;
	/** The path of a file, whose folder is made. */
	readonly place: (name: string) => string;
	/** What a submission's files are called: the student's number, made safe, and one of its kind. */
	readonly nameOf: (result: Pick<SubmissionResult, 'student' | 'folder'>) => string;
	readonly paths: () => ReadonlySet<string>;
}

export function createFolderWriter(folder: string, force: boolean): FolderWriter {
	const names = new Map<string, string>();
	const taken = new Set<string>();
	const paths = new Set<string>();

	function place(name: string): string {
		const path = join(folder, name);
		try {
			mkdirSync(dirname(path), { recursive: true });
		} catch (error) {
			throw new CapnoteError('cannot-write', { path, reason: (error as Error).message }, error);
		}
		paths.add(path);
		return path;
	}

	return {
		place,
		paths: () => paths,
		async pieces(name, pieces) {
			const sink = fileSink(place(name), force);
			const encoder = new TextEncoder();
			try {
				sink.write(new Uint8Array(0));
				for await (const piece of pieces) sink.write(encoder.encode(piece));
			} finally {
				sink.close();
			}
		},
		nameOf({ student, folder: own }) {
			const known = names.get(own);
			if (known !== undefined) return known;
			const plain = safeName(student);
			let name = plain;
			for (let i = 2; taken.has(name); i++) name = `${plain}-${i}`;
			taken.add(name);
			names.set(own, name);
			return name;
		},
	};
}

/** Letters, digits, `-`, `_` and `.`, but none that begins with a point: a name that means the same everywhere. */
function safeName(text: string): string {
	const safe = text
		.normalize('NFC')
		.replace(/[^\p{L}\p{N}._-]+/gu, '-')
		.replace(/^[.-]+/, '')
		.slice(0, 80);
	return safe === '' ? 'submission' : safe;
}

import { closeSync, type Dirent, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { CapnoteError } from '../errors.ts';
import { type FileKind, isCaptureHead, isLookedInto, kindOfName, type NameRules, SNIFFED_BYTES } from './file-kind.ts';
import { fileError } from './file-source.ts';

/** What belongs to a submission, by the names that a rubric gives. */
export interface FindRules extends NameRules {
	/** Folders that hold no submission, such as that of the results. */
	readonly apart?: readonly string[];
	readonly student: { readonly from: 'folder' | 'file'; readonly pattern: string };
}

/** All that one student handed in. */
export interface FoundSubmission {
	readonly student: string;
	/** As a path within the folder that was looked through; empty for that folder itself. */
	readonly folder: string;
	/** In the order of their names. */
	readonly files: readonly SubmissionFile[];
}

export interface SubmissionFile {
	/** As a path within the submission. */
	readonly name: string;
	readonly path: string;
	readonly bytes: number;
	readonly kind: FileKind;
}

const ARCHIVE_ENDING = /(\.tar)?\.[a-z0-9]+$/i;

/**
 * Finds submissions as students hand them in: a folder or an archive each, with reports and captures anywhere in it,
 * captures under any name (they are known by their first bytes). A folder whose own captures belong to reports below it
 * is one submission. In the order of folders, by code units; a submission may lack a report, a capture or both.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file` or `no-submissions`.
 */
export function findSubmissions(root: string, rules: FindRules): readonly FoundSubmission[] {
	const found = rules.student.from === 'file' ? byFile(root, rules) : byFolder(root, rules);
	if (found.every(({ files }) => files.length === 0)) throw new CapnoteError('no-submissions', { path: root });
	return found;
}

function byFolder(root: string, rules: FindRules): readonly FoundSubmission[] {
	const folders = list(root).filter((entry) => entry.isDirectory() && isOpened(join(root, entry.name), rules));
	const submissions = folders.map(({ name }) => submissionOf(root, name, rules));
	const own = list(root).flatMap((entry) => (isFile(root, '', entry) ? fileOf(root, entry.name, rules) : []));
	const archives = own.filter(({ kind }) => kind === 'archive' || kind === 'foreign-archive');
	const hasCapture = (files: readonly SubmissionFile[]): boolean =>
		files.some(({ kind }) => kind === 'capture' || kind === 'archive');
	const isOne = own.length > archives.length && archives.length < 2;
	if (isOne && !submissions.some(({ files }) => hasCapture(files))) return [submissionOf(root, '', rules)];
	return [...submissions, ...archives.map((archive) => archiveAlone(archive, rules))].sort(byCode('folder'));
}

/** What a course's website gives to download: an archive for each student, in one folder. */
function archiveAlone(archive: SubmissionFile, rules: FindRules): FoundSubmission {
	return {
		student: studentOf(archive.name.replace(ARCHIVE_ENDING, ''), rules),
		folder: archive.name,
		files: [archive],
	};
}

function submissionOf(root: string, folder: string, rules: FindRules): FoundSubmission {
	const name = folder === '' ? basename(resolve(root)) : folder;
	return { student: studentOf(name, rules), folder, files: filesIn(join(root, folder), '', rules) };
}

function byFile(root: string, rules: FindRules): readonly FoundSubmission[] {
	const byStudent = new Map<string, SubmissionFile[]>();
	for (const file of filesIn(root, '', rules)) {
		const student = studentOf(basename(file.name), rules);
		byStudent.set(student, [...(byStudent.get(student) ?? []), file]);
	}
	return [...byStudent].map(([student, files]) => ({ student, folder: student, files })).sort(byCode('folder'));
}

function studentOf(name: string, { student }: FindRules): string {
	return new RegExp(student.pattern).exec(name)?.groups?.id ?? name;
}

function filesIn(folder: string, inside: string, rules: FindRules): readonly SubmissionFile[] {
	return list(join(folder, inside)).flatMap((entry) => {
		const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
		if (entry.isDirectory()) return isOpened(join(folder, name), rules) ? filesIn(folder, name, rules) : [];
		return isFile(folder, inside, entry) ? fileOf(folder, name, rules) : [];
	});
}

function isOpened(path: string, { apart = [] }: FindRules): boolean {
	return isLookedInto(basename(path)) && !apart.some((other) => resolve(other) === resolve(path));
}

function fileOf(folder: string, name: string, rules: FindRules): readonly SubmissionFile[] {
	const path = join(folder, name);
	const { size: bytes } = statSync(path);
	const kind = kindOfName(name, rules);
	if (kind === 'unknown') return isCapture(path) ? [{ name, path, bytes, kind: 'capture' }] : [];
	return kind === null ? [] : [{ name, path, bytes, kind }];
}

function isCapture(path: string): boolean {
	let fd: number | undefined;
	try {
		fd = openSync(path, 'r');
		const bytes = new Uint8Array(SNIFFED_BYTES);
		return isCaptureHead(bytes.subarray(0, readSync(fd, bytes)));
	} catch {
		return false;
	} finally {
		if (fd !== undefined) closeSync(fd);
	}
}

/** A link is followed only within what was handed in: it could lead to the teacher's own files. */
function isFile(folder: string, inside: string, entry: Dirent): boolean {
	if (!isLookedInto(entry.name)) return false;
	if (!entry.isSymbolicLink()) return entry.isFile();
	try {
		const target = realpathSync(join(folder, inside, entry.name));
		return target.startsWith(realpathSync(folder) + sep) && statSync(target).isFile();
	} catch {
		return false;
	}
}

function list(folder: string): readonly Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true }).sort(byCode('name'));
	} catch (error) {
		throw fileError(folder, error);
	}
}

function byCode<K extends string>(
	key: K,
): (a: { readonly [P in K]: string }, b: { readonly [P in K]: string }) => number {
	return (a, b) => (a[key] < b[key] ? -1 : 1);
}

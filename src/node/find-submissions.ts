import { closeSync, type Dirent, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CapnoteError } from '../errors.ts';
import { looksLike } from '../file/sniff.ts';
import { fileError } from './file-source.ts';

/** What belongs to a submission, by the names that a rubric gives. */
export interface FindRules {
	/** Names with `*` for any part. */
	readonly report: readonly string[];
	readonly captures: readonly string[];
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
	readonly kind: 'report' | 'capture';
}

/** What editors, tools and archives leave behind. */
const NOT_LOOKED_INTO = /^(\..*|node_modules|__pycache__|__MACOSX|venv)$/;
/** Text and programs are not opened to see whether they are captures. */
const NO_CAPTURE = /\.(md|txt|py|js|ts|yml|yaml|json|html|css|png|jpe?g|gif|svg|pdf|docx?|mp4|zip|log)$/i;
const SNIFFED_BYTES = 512;
const MAGIC_BYTES = 4;
/** What a capture's beginning is taken for, as long as nobody reads on. */
const CAPTURES = ['short', 'other-capture'];

/**
 * Finds submissions as students hand them in: a folder each, with reports and captures anywhere in it, captures under
 * any name (they are known by their first bytes). A folder whose own captures belong to reports below it is one
 * submission. In the order of folders, by code units; a submission may lack a report, a capture or both.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file` or `no-submissions`.
 */
export function findSubmissions(root: string, rules: FindRules): readonly FoundSubmission[] {
	const found = rules.student.from === 'file' ? byFile(root, rules) : byFolder(root, rules);
	if (found.every(({ files }) => files.length === 0)) throw new CapnoteError('no-submissions', { path: root });
	return found;
}

function byFolder(root: string, rules: FindRules): readonly FoundSubmission[] {
	const folders = list(root).filter((entry) => entry.isDirectory() && !NOT_LOOKED_INTO.test(entry.name));
	const submissions = folders.map(({ name }) => submissionOf(root, name, rules));
	const own = list(root).flatMap((entry) => (isFile(root, entry) ? fileOf(root, entry.name, rules) : []));
	const hasCapture = (files: readonly SubmissionFile[]): boolean => files.some(({ kind }) => kind === 'capture');
	const isOne = own.length > 0 && !submissions.some(({ files }) => hasCapture(files));
	return isOne ? [submissionOf(root, '', rules)] : submissions;
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
		if (entry.isDirectory()) return NOT_LOOKED_INTO.test(entry.name) ? [] : filesIn(folder, name, rules);
		return isFile(join(folder, inside), entry) ? fileOf(folder, name, rules) : [];
	});
}

function fileOf(folder: string, name: string, rules: FindRules): readonly SubmissionFile[] {
	const path = join(folder, name);
	const { size: bytes } = statSync(path);
	if (matches(name, rules.captures)) return [{ name, path, bytes, kind: 'capture' }];
	if (matches(name, rules.report)) return [{ name, path, bytes, kind: 'report' }];
	return !NO_CAPTURE.test(name) && isCapture(path) ? [{ name, path, bytes, kind: 'capture' }] : [];
}

/** A pattern without `/` is compared with the last part of the name; capitals make no difference. */
function matches(name: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => {
		const compared = pattern.includes('/') ? name : basename(name);
		const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${source.join('.*')}$`, 'i').test(compared);
	});
}

function isCapture(path: string): boolean {
	let fd: number | undefined;
	try {
		fd = openSync(path, 'r');
		const bytes = new Uint8Array(SNIFFED_BYTES);
		const head = bytes.subarray(0, readSync(fd, bytes));
		return head.length >= MAGIC_BYTES && CAPTURES.includes(looksLike(head));
	} catch {
		return false;
	} finally {
		if (fd !== undefined) closeSync(fd);
	}
}

function isFile(folder: string, entry: Dirent): boolean {
	if (entry.name.startsWith('.')) return false;
	if (!entry.isSymbolicLink()) return entry.isFile();
	try {
		return statSync(join(folder, entry.name)).isFile();
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

import { readFileSync } from 'node:fs';
import type { FileFailure } from '../../grading/submission-result.ts';
import { type ArchiveMember, archiveMembers } from '../../node/archive.ts';
import {
	type FileKind,
	isCaptureHead,
	isLookedInto,
	kindOfName,
	type NameRules,
	SNIFFED_BYTES,
} from '../../node/file-kind.ts';
import { fileError } from '../../node/file-source.ts';
import { sha256 } from '../../node/result-cache.ts';
import type { TaskFile } from './grade-task.ts';

/** How much of a submission is read. */
export interface ReadLimits {
	/** More of one capture would fill the memory of a worker. */
	readonly captureBytes: number;
	/** Markdown is read in a time that grows faster than its length. */
	readonly reportBytes: number;
	/** All archives together unpack to no more: a small one can say that it holds the world. */
	readonly unpackedBytes: number;
	readonly members: number;
}

const LIMITS: ReadLimits = { captureBytes: 200e6, reportBytes: 100_000, unpackedBytes: 400e6, members: 20_000 };
/** An archive in an archive is opened, one in that is not. */
const DEEPEST = 2;

/** What was read of a file. */
export type FileContent =
	| {
			readonly name: string;
			readonly kind: 'report' | 'capture';
			readonly content: Uint8Array;
			readonly failure?: never;
	  }
	| { readonly name: string; readonly failure: FileFailure; readonly content?: never };

/** By what names files are known, and what is left of the limits while they are read. */
interface Reading {
	readonly rules: NameRules;
	readonly limits: ReadLimits;
	bytesLeft: number;
	membersLeft: number;
}

/**
 * Reads the files of a submission, archives in memory; what cannot be read is told of, and stops nothing. The same
 * content is read only once, for an archive often lies beside what was unpacked from it.
 */
export async function readContents(
	files: readonly TaskFile[],
	rules: NameRules,
	limits: ReadLimits = LIMITS,
): Promise<readonly FileContent[]> {
	const reading: Reading = { rules, limits, bytesLeft: limits.unpackedBytes, membersLeft: limits.members };
	const contents: FileContent[] = [];
	for (const file of files) for await (const content of contentOf(file, reading)) contents.push(content);
	const hasReport = contents.some((one) => !one.failure && one.kind === 'report');
	return withoutCopies(contents).filter(({ failure }) => !(hasReport && failure?.code === 'document-unread'));
}

async function* contentOf({ name, kind, bytes, path }: TaskFile, reading: Reading): AsyncGenerator<FileContent> {
	const refused = refusal(name, kind, bytes, reading.limits);
	if (refused !== null) {
		yield refused;
		return;
	}
	let content: Uint8Array;
	try {
		content = readFileSync(path);
	} catch (error) {
		const { code, details } = fileError(name, error);
		yield { name, failure: { name, code, details } };
		return;
	}
	yield* opened(name, kind, content, reading, 1);
}

/** Why a file is not even opened. */
function refusal(name: string, kind: FileKind, bytes: number, limits: ReadLimits): FileContent | null {
	if (kind === 'document') return failed(name, 'document-unread');
	if (kind === 'foreign-archive') return failed(name, 'archive-unread');
	return bytes > (kind === 'report' ? limits.reportBytes : limits.captureBytes) ? failed(name, 'too-large') : null;
}

async function* opened(
	name: string,
	kind: FileKind,
	content: Uint8Array,
	reading: Reading,
	depth: number,
): AsyncGenerator<FileContent> {
	if (kind === 'report' || kind === 'capture') yield { name, kind, content };
	else if (depth > DEEPEST) yield failed(name, 'archive-too-deep');
	else yield* unpacked(name, content, reading, depth);
}

async function* unpacked(
	archive: string,
	content: Uint8Array,
	reading: Reading,
	depth: number,
): AsyncGenerator<FileContent> {
	try {
		for await (const member of archiveMembers(content, reading.limits.unpackedBytes)) {
			if (reading.membersLeft-- <= 0) {
				yield failed(archive, 'archive-too-large');
				return;
			}
			if (!member.name.split('/').every(isLookedInto)) continue;
			const name = `${archive}/${member.name}`;
			const kind = await kindOf(member, reading);
			if (kind === null) continue;
			const refused = member.isLocked
				? failed(archive, 'archive-locked')
				: refusal(name, kind, member.bytes, reading.limits);
			if (refused !== null) {
				yield refused;
				if (member.isLocked) return;
				continue;
			}
			reading.bytesLeft -= member.bytes;
			if (reading.bytesLeft < 0) {
				yield failed(archive, 'archive-too-large');
				return;
			}
			yield* opened(name, kind, await member.read(), reading, depth + 1);
		}
	} catch {
		yield failed(archive, 'archive-damaged');
	}
}

async function kindOf(member: ArchiveMember, { rules, limits }: Reading): Promise<FileKind | null> {
	const kind = kindOfName(member.name, rules);
	if (kind !== 'unknown') return kind;
	if (member.isLocked || member.bytes > limits.captureBytes) return null;
	return isCaptureHead(await member.head(SNIFFED_BYTES)) ? 'capture' : null;
}

function withoutCopies(contents: readonly FileContent[]): readonly FileContent[] {
	const seen = new Set<string>();
	return contents.filter((one) => {
		if (one.failure) return true;
		const key = `${one.kind} ${sha256(one.content)}`;
		return !seen.has(key) && seen.add(key);
	});
}

function failed(name: string, code: FileFailure['code']): FileContent {
	return { name, failure: { name, code, details: null } };
}

import { constants } from 'node:fs';
import { access, type FileHandle, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CapnoteError } from '../errors.ts';
import { giveTo, type Owner } from './owner.ts';
import { createRecordMeter, type RecordMeter } from './record-meter.ts';
import type { CaptureSink } from './recording.ts';
import { systemReason } from './system-reason.ts';

/** A capture file that bears its name only when it is finished. */
export interface PartFile extends CaptureSink {
	/** `NAME.pcap.part`, with another extension for another format. */
	readonly partPath: string;
	readonly bytes: () => number;
	/** Whole packets so far. */
	readonly records: () => number;
	/**
	 * Cuts a half-written record off, brings the file to the disk and gives it its name; never replaces a file.
	 *
	 * @param companion Text of the JSON file beside it, made from the final name; none unless given.
	 * @returns The path of the capture.
	 */
	readonly finish: (companion?: Companion) => Promise<string>;
	/** Removes it. */
	readonly discard: () => Promise<void>;
}

type Companion = (captureName: string) => string;

export interface PartFileOptions {
	/** With its point. */
	readonly extension?: string;
	/** Knows whole records from half-written ones. */
	readonly meter?: RecordMeter;
	/** `exact`: this name or none; `replace`: this name, whatever bears it. Else the next free one. */
	readonly naming?: 'free' | 'exact' | 'replace';
	/** Whose the file, its companion and the folders made for it are to be; ours unless given. */
	readonly owner?: Owner | null;
}

/** A file that is being made: its name up to a suffix. */
export interface Naming {
	readonly base: string;
	readonly extension: string;
	readonly naming: 'free' | 'exact' | 'replace';
	readonly owner: Owner | null;
}

const MOST_SUFFIXES = 1000;

/**
 * Starts `BASE.pcap.part`, or `BASE-2.pcap.part` and so on where a name is taken; the folder is made if need be.
 *
 * @param base Path without its extension.
 * @throws CapnoteError `cannot-write`, or `file-exists` for a name that must be this one.
 */
export async function createPartFile(base: string, options: PartFileOptions = {}): Promise<PartFile> {
	const { extension = '.pcap', naming = 'free', owner = null, meter = createRecordMeter() } = options;
	const names = { base, extension, naming, owner };
	const { handle, stem, suffix } = await reserve(names);
	const partPath = `${stem}${extension}.part`;
	await giveTo(owner, partPath);
	return {
		partPath,
		write: async (bytes) => await writeAll(handle, bytes, meter.add),
		bytes: () => meter.wholeBytes(),
		records: () => meter.records(),
		finish: async (companion) => {
			await handle.truncate(meter.wholeBytes());
			await handle.sync().finally(() => handle.close());
			return await giveName(partPath, names, suffix, companion);
		},
		discard: async () => {
			await handle.close();
			await rm(partPath, { force: true });
		},
	};
}

async function reserve(names: Naming): Promise<{ handle: FileHandle; stem: string; suffix: number }> {
	const { base, extension, naming, owner } = names;
	try {
		await makeFolder(dirname(base), owner);
		for (let suffix = 1; suffix < mostSuffixes(names); suffix++) {
			const stem = stemOf(base, suffix);
			if (naming !== 'replace' && (await isTaken(stem, extension))) continue;
			const handle = await openNew(`${stem}${extension}.part`);
			if (handle !== undefined) return { handle, stem, suffix };
		}
	} catch (error) {
		throw cannotWrite(`${base}${extension}`, error);
	}
	throw everyNameTaken(names);
}

async function isTaken(stem: string, extension: string): Promise<boolean> {
	return (await exists(`${stem}${extension}`)) || (await exists(`${stem}.json`));
}

function mostSuffixes({ naming }: Naming): number {
	return naming === 'free' ? MOST_SUFFIXES : 2;
}

function everyNameTaken({ base, extension, naming }: Naming): CapnoteError {
	const path = `${base}${extension}`;
	if (naming !== 'free') return new CapnoteError('file-exists', { path });
	return new CapnoteError('cannot-write', { path, reason: 'every name like it is taken' });
}

/** Not the `recursive` of Node, which tries for ever where a folder cannot be made, as in `/proc` (Node 20). */
async function makeFolder(path: string, owner: Owner | null): Promise<void> {
	try {
		await mkdir(path);
		await giveTo(owner, path);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return;
		if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
		await makeFolder(dirname(path), owner);
		await mkdir(path);
		await giveTo(owner, path);
	}
}

/** Writes every byte; what did reach the file is told to `wrote` even when the disk fills in the middle. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, wrote: (bytes: Uint8Array) => void): Promise<void> {
	for (let at = 0; at < bytes.length; ) {
		const { bytesWritten } = await handle.write(bytes, at);
		wrote(bytes.subarray(at, at + bytesWritten));
		at += bytesWritten;
	}
}

/** Gives a whole file that lies under another name its own, or the next free one like it. */
export async function nameFinished(partPath: string, names: Naming, companion: Companion): Promise<string> {
	return await giveName(partPath, names, 1, companion);
}

async function giveName(
	partPath: string,
	names: Naming,
	from: number,
	companion: Companion | undefined,
): Promise<string> {
	if (names.naming === 'replace') return await replace(partPath, names, companion);
	for (let suffix = from; suffix < MOST_SUFFIXES; suffix++) {
		const stem = stemOf(names.base, suffix);
		const path = `${stem}${names.extension}`;
		const beside = companion ? await writeCompanion(`${stem}.json`, companion(basename(path)), 'wx') : 'none';
		if (beside === 'taken') continue;
		await giveTo(names.owner, `${stem}.json`);
		if (await moveNew(partPath, path)) return path;
		if (beside === 'written') await rm(`${stem}.json`, { force: true });
	}
	throw everyNameTaken(names);
}

async function replace(partPath: string, { base, extension, owner }: Naming, companion?: Companion): Promise<string> {
	const path = `${base}${extension}`;
	if (companion) await writeCompanion(`${base}.json`, companion(basename(path)), 'w');
	await giveTo(owner, `${base}.json`);
	await rename(partPath, path);
	return path;
}

/** The companion comes first, so that a capture that bears its name always has one, disk permitting. */
export async function writeCompanion(
	path: string,
	text: string,
	flag: 'w' | 'wx',
): Promise<'written' | 'taken' | 'failed'> {
	let handle: FileHandle | undefined;
	try {
		handle = await open(path, flag);
		await handle.writeFile(text).finally(() => handle?.close());
		return 'written';
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return 'taken';
		// A full disk must not cost the capture its name.
		if (handle !== undefined) await rm(path, { force: true });
		return 'failed';
	}
}

async function moveNew(from: string, to: string): Promise<boolean> {
	try {
		await link(from, to);
		await rm(from);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		return await moveWithoutLinks(from, to);
	}
}

/** For file systems without hard links: an empty file made by us holds the name until ours replaces it. */
async function moveWithoutLinks(from: string, to: string): Promise<boolean> {
	const handle = await openNew(to);
	if (handle === undefined) return false;
	await handle.close();
	await rename(from, to);
	return true;
}

async function openNew(path: string): Promise<FileHandle | undefined> {
	try {
		return await open(path, 'wx');
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return undefined;
		throw error;
	}
}

async function exists(path: string): Promise<boolean> {
	return await access(path, constants.F_OK).then(
		() => true,
		() => false,
	);
}

function stemOf(base: string, suffix: number): string {
	return suffix === 1 ? base : `${base}-${suffix}`;
}

function cannotWrite(path: string, error: unknown): CapnoteError {
	return new CapnoteError('cannot-write', { path, reason: systemReason(error) }, error);
}

function codeOf(error: unknown): string | undefined {
	return (error as NodeJS.ErrnoException).code;
}

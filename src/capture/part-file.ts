import { constants } from 'node:fs';
import { access, type FileHandle, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CapnoteError } from '../errors.ts';
import { giveTo, type Owner } from './owner.ts';
import { createRecordMeter } from './record-meter.ts';
import type { CaptureSink } from './recording.ts';
import { systemReason } from './system-reason.ts';

/** A capture file that bears its name only when it is finished. */
export interface PartFile extends CaptureSink {
	/** `NAME.pcap.part`. */
	readonly partPath: string;
	readonly bytes: () => number;
	/** Whole packets so far. */
	readonly records: () => number;
	/**
	 * Cuts a half-written record off, brings the file to the disk and gives it its name; never replaces a file.
	 *
	 * @param companion Text of the JSON file beside it, made from the final name.
	 * @returns The path of the capture.
	 */
	readonly finish: (companion: (captureName: string) => string) => Promise<string>;
	/** Removes it. */
	readonly discard: () => Promise<void>;
}

const MOST_SUFFIXES = 1000;

/**
 * Starts `BASE.pcap.part`, or `BASE-2.pcap.part` and so on where a name is taken; the folder is made if need be.
 *
 * @param base Path without `.pcap`.
 * @param owner Whose the file, its companion and the folders made for it are to be; ours when `null`.
 * @throws CapnoteError `cannot-write`.
 */
export async function createPartFile(base: string, owner: Owner | null = null): Promise<PartFile> {
	const { handle, stem, suffix } = await reserve(base, owner);
	const meter = createRecordMeter();
	const partPath = `${stem}.pcap.part`;
	await giveTo(owner, partPath);
	return {
		partPath,
		write: async (bytes) => await writeAll(handle, bytes, meter.add),
		bytes: () => meter.wholeBytes(),
		records: () => meter.records(),
		finish: async (companion) => {
			await handle.truncate(meter.wholeBytes());
			await handle.sync().finally(() => handle.close());
			return await giveName(partPath, base, suffix, companion, owner);
		},
		discard: async () => {
			await handle.close();
			await rm(partPath, { force: true });
		},
	};
}

async function reserve(
	base: string,
	owner: Owner | null,
): Promise<{ handle: FileHandle; stem: string; suffix: number }> {
	try {
		await makeFolder(dirname(base), owner);
		for (let suffix = 1; suffix < MOST_SUFFIXES; suffix++) {
			const stem = stemOf(base, suffix);
			if ((await exists(`${stem}.pcap`)) || (await exists(`${stem}.json`))) continue;
			const handle = await openNew(`${stem}.pcap.part`);
			if (handle !== undefined) return { handle, stem, suffix };
		}
	} catch (error) {
		throw cannotWrite(`${base}.pcap`, error);
	}
	throw new CapnoteError('cannot-write', { path: `${base}.pcap`, reason: 'every name like it is taken' });
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

async function giveName(
	partPath: string,
	base: string,
	from: number,
	companion: (captureName: string) => string,
	owner: Owner | null,
): Promise<string> {
	for (let suffix = from; suffix < MOST_SUFFIXES; suffix++) {
		const stem = stemOf(base, suffix);
		const beside = await writeCompanion(`${stem}.json`, companion(`${basename(stem)}.pcap`));
		if (beside === 'taken') continue;
		await giveTo(owner, `${stem}.json`);
		if (await moveNew(partPath, `${stem}.pcap`)) return `${stem}.pcap`;
		if (beside === 'written') await rm(`${stem}.json`, { force: true });
	}
	throw new CapnoteError('cannot-write', { path: `${base}.pcap`, reason: 'every name like it is taken' });
}

/** The companion comes first, so that a capture that bears its name always has one, disk permitting. */
async function writeCompanion(path: string, text: string): Promise<'written' | 'taken' | 'failed'> {
	try {
		const handle = await openNew(path);
		if (handle === undefined) return 'taken';
		await handle.writeFile(text).finally(() => handle.close());
		return 'written';
	} catch {
		// A full disk must not cost the capture its name.
		await rm(path, { force: true });
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

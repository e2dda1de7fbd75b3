import {
	closeSync,
	fsyncSync,
	ftruncateSync,
	openSync,
	readdirSync,
	readlinkSync,
	readSync,
	realpathSync,
	statSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createColumns } from '../file/columns.ts';
import { BATCH_ROWS, FRAME_COLUMNS } from '../file/frame-batch.ts';
import type { ReadResult } from '../file/read-result.ts';
import { createFrameReader } from '../file/reader.ts';
import { nameFinished } from './part-file.ts';

/** What became of a file that an earlier recording could not finish. */
export type Leftover =
	/** Cut behind its last whole packet, and named. */
	| { readonly kind: 'recovered'; readonly path: string; readonly packets: number }
	/** It held no packet, and is gone. */
	| { readonly kind: 'empty'; readonly path: string }
	/** A process writes it. */
	| { readonly kind: 'in-use'; readonly path: string }
	/** It is not ours, or nobody can tell whether a process writes it. */
	| { readonly kind: 'left'; readonly path: string };

const PART = /^(.+)(\.(?:pcap|pcapng|cap))\.part$/;

/**
 * Finishes what earlier recordings left in a folder when they were killed: `NAME.pcap.part` is cut behind its last
 * whole packet and named. A file that another process has open is left alone.
 *
 * @param userId Only its files are touched; `undefined` where the system has no such numbers.
 */
export async function recoverLeftovers(folder: string, userId: number | undefined): Promise<readonly Leftover[]> {
	const found: Leftover[] = [];
	for (const name of partsIn(folder)) {
		const path = join(folder, name);
		const use = useOf(path, userId);
		found.push(use === 'free' ? await recover(folder, name) : { kind: use, path });
	}
	return found;
}

function partsIn(folder: string): readonly string[] {
	try {
		return readdirSync(folder).filter((name) => PART.test(name));
	} catch {
		return [];
	}
}

async function recover(folder: string, name: string): Promise<Leftover> {
	const path = join(folder, name);
	const [, stem = '', extension = ''] = PART.exec(name) ?? [];
	try {
		const packets = await cutToWhole(path);
		if (packets === 0) {
			await rm(path);
			return { kind: 'empty', path };
		}
		const finished = await nameFinished(
			path,
			{ base: join(folder, stem), extension, naming: 'free', owner: null },
			companionOf,
		);
		return { kind: 'recovered', path: finished, packets };
	} catch {
		return { kind: 'left', path };
	}
}

function companionOf(capture: string): string {
	const unknown = { captured: null, received: null, dropped: null, droppedByInterface: null };
	const recording = { capture, recovered: true, ...unknown, complete: false, cause: 'unfinished', said: null };
	return `${JSON.stringify({ capnote: 1, recording }, null, '\t')}\n`;
}

/** Cuts a half-written record off; gives the number of whole packets. */
async function cutToWhole(path: string): Promise<number> {
	const fd = openSync(path, 'r+');
	try {
		const read = await framesOf(fd);
		if (read.kind !== 'capture') return 0;
		if (read.damage !== null) ftruncateSync(fd, read.damage.at);
		fsyncSync(fd);
		return read.frames;
	} finally {
		closeSync(fd);
	}
}

async function framesOf(fd: number): Promise<ReadResult> {
	const batch = { firstNumber: 1, rows: 0, columns: createColumns(FRAME_COLUMNS, BATCH_ROWS) };
	const source = { name: 'part', read: (into: Uint8Array) => readSync(fd, into) };
	return await createFrameReader(batch)(source, () => undefined);
}

/** Whether the file is ours and no process that we can see has it open; nobody can tell where there is no `/proc`. */
function useOf(path: string, userId: number | undefined): 'free' | 'in-use' | 'left' {
	try {
		if (isOpenAnywhere(realpathSync(path))) return 'in-use';
		return userId === 0 || statSync(path).uid === userId ? 'free' : 'left';
	} catch {
		return 'left';
	}
}

function isOpenAnywhere(path: string): boolean {
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.some((pid) => openFilesOf(pid).some((open) => open === path));
}

function openFilesOf(pid: string): readonly string[] {
	try {
		return readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
	} catch {
		return [];
	}
}

function linkOf(path: string): string {
	try {
		return readlinkSync(path);
	} catch {
		return '';
	}
}

import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapnoteError } from '../errors.ts';
import { systemReason } from './system-reason.ts';

/** A pipe of the kernel, from a process to us. */
export interface Pipe {
	/** For the process that writes. */
	readonly writeEnd: number;
	/** To be called when that process has it. */
	readonly closeWriteEnd: () => void;
	/** What comes, in pieces as large as there is time for, until nobody can write any more. */
	readonly pieces: () => AsyncGenerator<Uint8Array>;
	/** Ends the pieces behind what is there now, although somebody may still write. */
	readonly giveUp: () => void;
}

const BUSY_MS = 5;
const IDLE_MS = 20;
const READ_BYTES = 65_536;
/** What is read ahead of a slow disk. */
const QUEUE_BYTES = 16_777_216;

/**
 * Opens one. Node's own are sockets, which hold less than 300 small writes, and wake the reader at each; a recorder that
 * writes packet by packet would lose half of them at 60,000 a second.
 *
 * @throws CapnoteError `cannot-write` or `tool-missing`.
 */
export function openPipe(): Pipe {
	const { readEnd, writeEnd } = openEnds();
	const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
	let waiting: Uint8Array[] = [];
	let bytes = 0;
	let isAtEnd = false;
	let isGivenUp = false;
	let wake = (): void => undefined;

	/** Takes what is there. @returns Whether there was anything. */
	function take(): boolean {
		const before = bytes;
		while (bytes < QUEUE_BYTES && !isAtEnd) {
			const count = readSome(readEnd, buffer);
			isAtEnd = count === 0 || (count === undefined && isGivenUp);
			if (count === undefined || count === 0) break;
			waiting.push(Uint8Array.prototype.slice.call(buffer, 0, count));
			bytes += count;
		}
		return bytes > before;
	}

	async function fill(): Promise<void> {
		while (!isAtEnd) {
			const isBusy = take();
			wake();
			if (!isAtEnd) await sleep(isBusy ? BUSY_MS : IDLE_MS);
		}
		closeSync(readEnd);
	}

	return {
		writeEnd,
		closeWriteEnd: () => closeSync(writeEnd),
		giveUp: () => {
			isGivenUp = true;
		},
		async *pieces() {
			fill().catch(() => undefined);
			try {
				while (waiting.length > 0 || !isAtEnd) {
					const piece = Buffer.concat(waiting);
					waiting = [];
					bytes = 0;
					if (piece.length > 0) yield piece;
					else
						await new Promise<void>((resolve) => {
							wake = resolve;
						});
				}
			} finally {
				isAtEnd = true;
			}
		},
	};
}

function openEnds(): { readonly readEnd: number; readonly writeEnd: number } {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-pipe-'));
	const path = join(folder, 'pipe');
	try {
		execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
		const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const writeEnd = openSync(path, constants.O_WRONLY);
		enlarge(writeEnd);
		return { readEnd, writeEnd };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).syscall?.startsWith('spawn')) {
			throw new CapnoteError('tool-missing', { tool: 'mkfifo', package: 'coreutils' }, error);
		}
		throw new CapnoteError('cannot-write', { path, reason: systemReason(error) }, error);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Of packets of a hundred bytes, those of two seconds at 80,000 a second; an ordinary user may have 1 MiB. */
const SIZES = [16_777_216, 1_048_576];
/** 1031 is `F_SETPIPE_SZ` of Linux. */
const ENLARGE = 'for (@ARGV) { exit 0 if fcntl(STDOUT, 1031, int) }';

/**
 * Gives a pipe more room than its 64 KiB, so that the recorder need not wait while we are kept from reading: on a busy
 * machine for a tenth of a second, in which it would lose packets. Node cannot, but `perl-base` of every Debian can;
 * where there is none, the pipe stays as it is.
 */
function enlarge(writeEnd: number): void {
	spawnSync('perl', ['-e', ENLARGE, ...SIZES.map(String)], { stdio: ['ignore', writeEnd, 'ignore'] });
}

/** @returns 0 at the end, `undefined` when nothing is there yet. */
function readSome(fd: number, buffer: Buffer): number | undefined {
	try {
		return readSync(fd, buffer);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
		throw error;
	}
}

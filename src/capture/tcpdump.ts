import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapnoteError } from '../errors.ts';
import { type ChildEnd, endChild, endOf, type Urging, within } from './child-end.ts';
import { parseCounters } from './counters.ts';
import {
	type CaptureSink,
	type Counters,
	isDrained,
	judge,
	type Recording,
	type RecordingCause,
	type RecordingResult,
} from './recording.ts';
import { systemReason } from './system-reason.ts';
import { type TcpdumpSettings, tcpdumpArguments } from './tcpdump-arguments.ts';
import { reasonIn, saysInterfaceGone, saysListening, startError } from './tcpdump-said.ts';

export interface TcpdumpOptions extends TcpdumpSettings {
	/** The program, with what stands before its own arguments. */
	readonly command: readonly string[];
	readonly output: CaptureSink;
	/** Sees the same bytes, for a live view. */
	readonly onBytes?: (bytes: Uint8Array) => void;
}

const START_LIMIT_MS = 5000;
const QUIET_MS = 50;
const QUIET_LIMIT_MS = 1000;
const DRAIN_LIMIT_MS = 1500;
const POLL_MS = 10;
const COUNTERS_LIMIT_MS = 300;
const URGINGS: readonly Urging[] = [
	{ signal: 'SIGINT', waitMs: 3000 },
	{ signal: 'SIGTERM', waitMs: 2000 },
	{ signal: 'SIGKILL', waitMs: 1000 },
];

type Tcpdump = ChildProcessByStdio<null, Readable, Readable>;

/** What is known of a running tcpdump. */
interface Progress {
	said: string;
	bytes: number;
	lastBytesAt: number;
	writeError: NodeJS.ErrnoException | undefined;
}

/**
 * Records with tcpdump through a pipe, and resolves when tcpdump said that it listens: every packet from then on is
 * in the recording.
 *
 * @throws CapnoteError `tool-missing`, `capture-forbidden` or `recorder-failed`.
 */
export async function startTcpdump(options: TcpdumpOptions): Promise<Recording> {
	const [program = 'tcpdump', ...before] = options.command;
	const child = spawn(program, [...before, ...tcpdumpArguments(options)], {
		// Its own session: Ctrl+C at the terminal must not end it before the client has closed its connection.
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const progress: Progress = { said: '', bytes: 0, lastBytesAt: performance.now(), writeError: undefined };
	const ended = endOf(child);
	const copied = copyOutput(child, options, progress);
	await listening(child, program, options.iface, progress, ended);
	return recordingOf(child, options.iface, progress, ended, copied);
}

async function listening(
	child: Tcpdump,
	program: string,
	iface: string,
	progress: Progress,
	ended: Promise<ChildEnd>,
): Promise<void> {
	let startFailure: Error | undefined;
	child.once('error', (error) => {
		startFailure = error;
	});
	const heard = new Promise<'listening'>((resolve) => {
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			progress.said += text;
			if (saysListening(progress.said)) resolve('listening');
		});
	});
	const limit = new AbortController();
	const late = sleep(START_LIMIT_MS, 'late', { signal: limit.signal }).catch(() => 'late');
	const outcome = await Promise.race([heard, ended, late]);
	limit.abort();
	if (outcome === 'listening') return;
	if (startFailure !== undefined) {
		throw new CapnoteError('tool-missing', { tool: basename(program), package: 'tcpdump' }, startFailure);
	}
	await endChild(child, ended, URGINGS);
	throw startError(basename(program), iface, progress.said);
}

/** Brings every byte to the sink, in order; the pipe makes tcpdump wait for a slow disk, its ring bridges that. */
async function copyOutput(child: Tcpdump, options: TcpdumpOptions, progress: Progress): Promise<void> {
	try {
		for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) {
			await options.output.write(chunk);
			progress.bytes += chunk.length;
			progress.lastBytesAt = performance.now();
			options.onBytes?.(chunk);
		}
	} catch (error) {
		progress.writeError = error as NodeJS.ErrnoException;
		child.kill('SIGTERM');
	}
}

function recordingOf(
	child: Tcpdump,
	iface: string,
	progress: Progress,
	ended: Promise<ChildEnd>,
	copied: Promise<void>,
): Recording {
	let result: Promise<RecordingResult> | undefined;
	const stop = (): Promise<RecordingResult> => {
		result ??= stopTcpdump(child, progress, ended, copied);
		return result;
	};
	return {
		interface: iface,
		ended: Promise.all([ended, copied]).then(() => undefined),
		stop,
		[Symbol.asyncDispose]: async () => {
			await stop();
		},
	};
}

async function stopTcpdump(
	child: Tcpdump,
	progress: Progress,
	ended: Promise<ChildEnd>,
	copied: Promise<void>,
): Promise<RecordingResult> {
	const alone = hasEnded(child);
	if (!alone) await drain(child, progress);
	const urged = await endChild(child, ended, URGINGS);
	const end = await ended;
	await copied;
	const cause = causeOf(progress, alone || (urged === undefined && end.signal === null), end);
	const said = progress.writeError === undefined ? reasonIn(progress.said) : systemReason(progress.writeError);
	return judge(parseCounters(progress.said), progress.bytes, cause, cause === 'stopped' ? null : said);
}

function causeOf(progress: Progress, alone: boolean, end: ChildEnd): RecordingCause {
	const code = progress.writeError?.code;
	if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
	if (progress.writeError !== undefined) return 'write-failed';
	if (saysInterfaceGone(progress.said)) return 'interface-gone';
	if (alone) return 'recorder-died';
	return end.signal === null ? 'stopped' : 'recorder-killed';
}

/** Waits until nothing passes any more and nothing is left in the ring. */
async function drain(child: Tcpdump, progress: Progress): Promise<void> {
	const start = performance.now();
	while (performance.now() - progress.lastBytesAt < QUIET_MS) {
		if (hasEnded(child) || performance.now() - start > QUIET_LIMIT_MS) break;
		await sleep(POLL_MS);
	}
	while (!hasEnded(child) && performance.now() - start < DRAIN_LIMIT_MS) {
		const counters = await askCounters(child, progress);
		if (counters === undefined || isDrained(counters)) return;
		await sleep(POLL_MS);
	}
}

/** tcpdump prints its counters at SIGUSR1 and goes on. */
async function askCounters(child: Tcpdump, progress: Progress): Promise<Counters | undefined> {
	const before = progress.said.length;
	const answer = new Promise<void>((resolve) => {
		child.stderr.on('data', function look() {
			if (parseCounters(progress.said.slice(before)) === undefined) return;
			child.stderr.off('data', look);
			resolve();
		});
	});
	child.kill('SIGUSR1');
	await within(answer, COUNTERS_LIMIT_MS);
	return parseCounters(progress.said.slice(before));
}

function hasEnded(child: Tcpdump): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

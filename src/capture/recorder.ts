import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapnoteError } from '../errors.ts';
import { type ChildEnd, endChild, endOf, type Urging, within } from './child-end.ts';
import { countedOnce, parseCounters } from './counters.ts';
import { openPipe, type Pipe } from './pipe.ts';
import { reasonIn, saysInterfaceGone, saysListening, startError } from './recorder-said.ts';
import {
	type CaptureSink,
	type Counters,
	isDrained,
	judge,
	type Recording,
	type RecordingCause,
	type RecordingResult,
} from './recording.ts';
import { runCommand } from './run-command.ts';
import { systemReason } from './system-reason.ts';

/** A recorder as a process: what it is called with, and where its packets go. */
export interface RecorderOptions {
	readonly iface: string;
	/** The program with all its arguments. */
	readonly command: readonly string[];
	/** What the program is called, in messages. */
	readonly tool: string;
	/** Packets after which it ends by itself. */
	readonly count?: number;
	/** A `kill` for a recorder that is not ours to signal. */
	readonly killCommand?: readonly string[];
	readonly output: CaptureSink;
	/** Sees the same bytes, for a live view. */
	readonly onBytes?: (bytes: Uint8Array) => void;
	/** Aborted when it is not to start after all. */
	readonly signal?: AbortSignal;
}

/** A container's first start takes long on a slow disk. */
const START_LIMIT_MS = 30_000;
const QUIET_MS = 50;
const QUIET_LIMIT_MS = 1000;
/** Longer than the second after which the kernel hands over a block that is not full. */
const DRAIN_LIMIT_MS = 2500;
const POLL_MS = 10;
const COUNTERS_LIMIT_MS = 300;
const URGINGS: readonly Urging[] = [
	{ signal: 'SIGINT', waitMs: 3000 },
	{ signal: 'SIGTERM', waitMs: 2000 },
	{ signal: 'SIGKILL', waitMs: 1000 },
];

type Recorder = ChildProcessByStdio<null, null, Readable>;

/** What is known of a running recorder. */
interface Progress {
	/** Its standard error, without the counters that it was asked for. */
	said: string;
	/** Those counters, and how often they came. */
	asked: Counters | undefined;
	answers: number;
	bytes: number;
	lastBytesAt: number;
	writeError: NodeJS.ErrnoException | undefined;
	isKilled: boolean;
}

/** A recorder that runs. */
interface Run {
	readonly child: Recorder;
	readonly options: RecorderOptions;
	readonly progress: Progress;
	readonly ended: Promise<ChildEnd>;
	readonly copied: Promise<void>;
	readonly send: (signal: NodeJS.Signals) => void;
}

/**
 * Starts a recorder that speaks as tcpdump does (a capture on standard output; `listening on` and counters on
 * standard error; SIGUSR1 asks for counters, SIGINT ends it), and resolves when it said that it listens: every packet
 * from then on is in the recording.
 *
 * @throws CapnoteError `tool-missing`, `capture-forbidden`, `no-such-interface`, `interface-down`, `recorder-late` or
 *   `recorder-failed`; the signal's reason when that was aborted.
 */
export async function startRecorder(options: RecorderOptions): Promise<Recording> {
	const [program = '', ...rest] = options.command;
	const pipe = openPipe();
	const child = spawn(program, rest, {
		// Its own session: Ctrl+C at the terminal must not end it before the client has closed its connection.
		detached: true,
		stdio: ['ignore', pipe.writeEnd, 'pipe'],
	}) as Recorder;
	pipe.closeWriteEnd();
	const progress: Progress = {
		...{ said: '', asked: undefined, answers: 0, bytes: 0 },
		...{ lastBytesAt: performance.now(), writeError: undefined, isKilled: false },
	};
	let abandon = (): void => undefined;
	const abandoned = new Promise<ChildEnd>((resolve) => {
		abandon = () => resolve({ status: null, signal: 'SIGKILL' });
	});
	const ended = Promise.race([endOf(child), abandoned]);
	const send = sender(child, pipe, options.killCommand, abandon);
	const run = { child, options, progress, ended, send, copied: copyOutput(pipe, options, progress, send) };
	await listening(run, program);
	return recordingOf(run);
}

/**
 * A process of root takes signals from root only; it passes all on but SIGKILL, so that its pipes are closed then. If
 * root's help to end it is refused, it ends by itself at its next packet, which nobody waits for.
 */
function sender(
	child: Recorder,
	pipe: Pipe,
	killCommand: readonly string[] | undefined,
	abandon: () => void,
): Run['send'] {
	return (signal) => {
		if (killCommand === undefined) return void child.kill(signal);
		const sent = runCommand([...killCommand, '-s', signal.replace('SIG', ''), `${child.pid}`]).catch(() => undefined);
		if (signal !== 'SIGKILL') return;
		pipe.giveUp();
		child.stderr.destroy();
		child.unref();
		sent.then(abandon, abandon);
	};
}

async function listening({ child, options, progress, ended, send }: Run, program: string): Promise<void> {
	let startFailure: Error | undefined;
	child.once('error', (error) => {
		startFailure = error;
	});
	const heard = new Promise<'listening'>((resolve) => {
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			hear(progress, text);
			if (saysListening(progress.said)) resolve('listening');
		});
	});
	const limit = new AbortController();
	const late = sleep(START_LIMIT_MS, 'late', { signal: limit.signal }).catch(() => 'late');
	const outcome = await Promise.race([heard, ended, late, abortOf(options.signal)]);
	limit.abort();
	if (outcome === 'listening') return;
	if (startFailure !== undefined) {
		const tool = basename(program);
		throw new CapnoteError('tool-missing', { tool, package: PACKAGES[tool] ?? tool }, startFailure);
	}
	await endChild(child, ended, URGINGS, send);
	options.signal?.throwIfAborted();
	if (outcome === 'late')
		throw new CapnoteError('recorder-late', { tool: options.tool, seconds: START_LIMIT_MS / 1000 });
	throw startError(options.tool, options.iface, progress.said);
}

function abortOf(signal: AbortSignal | undefined): Promise<'aborted'> {
	return new Promise((resolve) => {
		if (signal?.aborted) resolve('aborted');
		signal?.addEventListener('abort', () => resolve('aborted'), { once: true });
	});
}

const ASKED_COUNTERS = /^.*packets? captured, .*dropped by kernel.*\n/gm;

function hear(progress: Progress, text: string): void {
	progress.said = (progress.said + text).replace(ASKED_COUNTERS, (line) => {
		progress.asked = parseCounters(line);
		progress.answers += 1;
		return '';
	});
}

const PACKAGES: Readonly<Record<string, string>> = { nsenter: 'util-linux', docker: 'docker.io' };

/** Brings every byte to the sink, in order; the pipe makes the recorder wait for a slow disk, its ring bridges that. */
async function copyOutput(pipe: Pipe, options: RecorderOptions, progress: Progress, send: Run['send']): Promise<void> {
	try {
		for await (const chunk of pipe.pieces()) {
			await options.output.write(chunk);
			progress.bytes += chunk.length;
			progress.lastBytesAt = performance.now();
			options.onBytes?.(chunk);
		}
	} catch (error) {
		progress.writeError = error as NodeJS.ErrnoException;
		send('SIGTERM');
	}
}

function recordingOf(run: Run): Recording {
	const { child, options, progress, ended, copied, send } = run;
	let result: Promise<RecordingResult> | undefined;
	const stop = (): Promise<RecordingResult> => {
		result ??= stopRecorder(run);
		return result;
	};
	return {
		interface: options.iface,
		ended: Promise.all([ended, copied]).then(() => undefined),
		counters: async () => {
			if (hasEnded(child)) return finalCounters(run);
			// Each question would be another command of root.
			return options.killCommand === undefined ? await askCounters(run) : undefined;
		},
		stop,
		kill: () => {
			progress.isKilled = true;
			send('SIGKILL');
		},
		[Symbol.asyncDispose]: async () => {
			await stop();
		},
	};
}

async function stopRecorder(run: Run): Promise<RecordingResult> {
	const { child, progress, ended, copied, send } = run;
	const alone = hasEnded(child);
	if (!alone) await drain(run);
	const urged = await endChild(child, ended, URGINGS, send);
	const end = await ended;
	await copied;
	const counters = finalCounters(run);
	const cause = causeOf(run, counters, alone || (urged === undefined && end.signal === null), end);
	const isFine = cause === 'stopped' || cause === 'count-reached' || cause === 'ended-at-once';
	const said = progress.writeError === undefined ? reasonIn(progress.said) : systemReason(progress.writeError);
	return judge(counters, progress.bytes, cause, isFine ? null : said);
}

function causeOf(
	{ progress, options }: Run,
	counters: Counters | undefined,
	alone: boolean,
	end: ChildEnd,
): RecordingCause {
	const code = progress.writeError?.code;
	if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
	if (progress.writeError !== undefined) return 'write-failed';
	if (progress.isKilled) return 'ended-at-once';
	if (saysInterfaceGone(progress.said)) return 'interface-gone';
	if (options.count !== undefined && counters !== undefined && counters.captured >= options.count)
		return 'count-reached';
	if (alone) return 'recorder-died';
	return end.signal === null ? 'stopped' : 'recorder-killed';
}

/** Waits until nothing passes any more and nothing is left in the ring. */
async function drain(run: Run): Promise<void> {
	const { child, progress } = run;
	const start = performance.now();
	while (performance.now() - progress.lastBytesAt < QUIET_MS) {
		if (hasEnded(child) || performance.now() - start > QUIET_LIMIT_MS) break;
		await sleep(POLL_MS);
	}
	while (!hasEnded(child) && performance.now() - start < DRAIN_LIMIT_MS) {
		const counters = await askCounters(run);
		if (counters === undefined || isDrained(counters)) return;
		await sleep(POLL_MS);
	}
}

/** A recorder prints its counters at SIGUSR1 and goes on. */
async function askCounters({ child, options, progress, send }: Run): Promise<Counters | undefined> {
	const before = progress.answers;
	const answer = new Promise<void>((resolve) => {
		child.stderr.on('data', function look() {
			if (progress.answers === before) return;
			child.stderr.off('data', look);
			resolve();
		});
	});
	send('SIGUSR1');
	await within(answer, COUNTERS_LIMIT_MS);
	return progress.answers === before || !progress.asked ? undefined : countedOnce(progress.asked, options.iface);
}

function finalCounters({ progress, options }: Run): Counters | undefined {
	const counters = parseCounters(progress.said);
	return counters && countedOnce(counters, options.iface);
}

function hasEnded(child: Recorder): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

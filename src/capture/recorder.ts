import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapnoteError } from '../errors.ts';
import { type ChildEnd, endChild, endOf } from './child-end.ts';
import { askCounters, finalCounters, stopRecorder } from './end-recorder.ts';
import { openPipe } from './pipe.ts';
import { goFirst } from './priority.ts';
import {
	copyOutput,
	hasEnded,
	hear,
	type Progress,
	type Recorder,
	type RecorderOptions,
	type Run,
	sender,
	URGINGS,
} from './recorder-process.ts';
import { saysListening, startError } from './recorder-said.ts';
import type { Recording, RecordingResult } from './recording.ts';

/** A container's first start takes long on a slow disk. */
const START_LIMIT_MS = 30_000;

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
	if (child.pid !== undefined) goFirst(child.pid);
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

const PACKAGES: Readonly<Record<string, string>> = { nsenter: 'util-linux', docker: 'docker.io' };

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

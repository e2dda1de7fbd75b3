import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ChildEnd, Urging } from './child-end.ts';
import { parseCounters } from './counters.ts';
import type { Pipe } from './pipe.ts';
import type { CaptureSink, Counters } from './recording.ts';
import { runCommand } from './run-command.ts';

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

/** How it is ended, if need be. */
export const URGINGS: readonly Urging[] = [
	{ signal: 'SIGINT', waitMs: 3000 },
	{ signal: 'SIGTERM', waitMs: 2000 },
	{ signal: 'SIGKILL', waitMs: 1000 },
];

export type Recorder = ChildProcessByStdio<null, null, Readable>;

/** What is known of a running recorder. */
export interface Progress {
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
export interface Run {
	readonly child: Recorder;
	readonly options: RecorderOptions;
	readonly progress: Progress;
	readonly ended: Promise<ChildEnd>;
	readonly copied: Promise<void>;
	readonly send: (signal: NodeJS.Signals) => void;
}

/**
 * A process of root takes signals from root only; it passes all on but SIGKILL, so that its pipes are closed then. If
 * root's help to end it is refused, it ends by itself at its next packet, which nobody waits for.
 */
export function sender(
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

const ASKED_COUNTERS = /^.*packets? captured, .*dropped by kernel.*\n/gm;

/** Takes what it says on its standard error. */
export function hear(progress: Progress, text: string): void {
	progress.said = (progress.said + text).replace(ASKED_COUNTERS, (line) => {
		progress.asked = parseCounters(line);
		progress.answers += 1;
		return '';
	});
}

/** Brings every byte to the sink, in order; the pipe makes the recorder wait for a slow disk, its ring bridges that. */
export async function copyOutput(
	pipe: Pipe,
	options: RecorderOptions,
	progress: Progress,
	send: Run['send'],
): Promise<void> {
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

export function hasEnded(child: Recorder): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { kill } from 'node:process';
import type { Readable } from 'node:stream';
import { type ChildEnd, endChild, endOf, type Urging, within } from '../capture/child-end.ts';
import type { LabEvent, ProgramName } from './lab-event.ts';
import { createLineCutter } from './line-cutter.ts';

/** One of the lab's own programs, running in its namespace. */
export interface Program {
	readonly ended: Promise<ChildEnd>;
	/** How many whole lines began like this so far. */
	readonly countLines: (beginning: string) => number;
	/** Settles with whether the program printed something that begins like this; `false` when it ended without. */
	readonly printed: (beginning: string, times?: number) => Promise<boolean>;
	/** What it wrote to its standard error. */
	readonly complaints: () => string;
	readonly type: (line: string) => void;
	/** Ends its input. */
	readonly endInput: () => void;
	/** Ends it; the kernel closes its connection. */
	readonly end: () => Promise<void>;
}

const URGINGS: readonly Urging[] = [
	{ signal: 'SIGTERM', waitMs: 1000 },
	{ signal: 'SIGKILL', waitMs: 1000 },
];

/** How a program is started. */
export interface ProgramStart {
	readonly stdin: 'inherit' | 'pipe' | 'ignore';
	/** It runs behind a command that passes no signal on: the end of its input ends it. */
	readonly isRemote: boolean;
}

const END_OF_INPUT_LIMIT_MS = 2000;

/** Which program of the lab; `instance` is a client's number where there are several. */
export interface ProgramId {
	readonly name: ProgramName;
	readonly instance: number | null;
}

/** Starts a program; what it prints becomes events. */
export function startProgram(
	{ name: program, instance }: ProgramId,
	command: readonly string[],
	{ stdin, isRemote }: ProgramStart,
	emit: (event: LabEvent) => void,
): Program {
	const [file = '', ...rest] = command;
	// A remote one must not see Ctrl+C at the terminal: it would end before its connection is closed.
	const child: ChildProcess = spawn(file, rest, { stdio: [stdin, 'pipe', 'pipe'], detached: isRemote });
	const id = { program, instance };
	const said = listenTo(child.stdout, (text, whole) => emit({ kind: 'said', ...id, text, whole }));
	const complaints: string[] = [];
	readLines(child.stderr, (text) => {
		if (text.startsWith(EVENT_LINE)) return emit({ kind: 'call', line: text });
		complaints.push(text);
		emit({ kind: 'complained', ...id, text });
	});
	child.on('error', (error) => emit({ kind: 'complained', ...id, text: error.message }));
	child.stdin?.on('error', () => undefined);
	const ended = endOf(child);
	ended.then((end) => emit({ kind: 'ended', ...id, end })).catch(() => undefined);
	return {
		ended,
		countLines: said.count,
		printed: (beginning, times = 1) => Promise.race([said.seen(beginning, times), ended.then(() => false)]),
		complaints: () => complaints.join('\n'),
		type: (line) => void child.stdin?.write(`${line}\n`),
		endInput: () => void child.stdin?.end(),
		end: async () => {
			if (isRemote && child.stdin !== null) {
				child.stdin.end();
				await within(ended, END_OF_INPUT_LIMIT_MS);
			}
			await endChild(child, ended, URGINGS, isRemote ? (signal) => signalGroup(child, signal) : undefined);
		},
	};
}

/** How a line of program events begins; it comes where the complaints do, the only way out of a container. */
const EVENT_LINE = '{"capnote":';

function readLines(stream: Readable | null, take: (line: string) => void): void {
	let rest = '';
	stream?.setEncoding('utf8').on('data', (chunk: string) => {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) take(line);
	});
	stream?.on('end', () => {
		if (rest !== '') take(rest);
	});
}

/** The command before a remote program starts others, which hold its output open: all of them are to end. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (pid !== undefined) kill(-pid, signal);
	} catch {
		// They ended meanwhile.
	}
}

interface Heard {
	readonly count: (beginning: string) => number;
	readonly seen: (beginning: string, times: number) => Promise<boolean>;
}

function listenTo(stream: Readable | null, tell: (text: string, whole: boolean) => void): Heard {
	const texts: string[] = [];
	const waiting = new Set<() => void>();
	const cut = createLineCutter((text, whole) => {
		texts.push(text);
		tell(text, whole);
		for (const look of waiting) look();
	});
	stream?.setEncoding('utf8').on('data', cut);
	const count = (beginning: string): number => texts.filter((text) => text.startsWith(beginning)).length;
	const seen = (beginning: string, times: number): Promise<boolean> =>
		new Promise((resolve) => {
			const look = (): void => {
				if (count(beginning) >= times) resolve(waiting.delete(look) || true);
			};
			waiting.add(look);
			look();
		});
	return { count, seen };
}

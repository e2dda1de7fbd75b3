import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { publicMain } from './public-copy.ts';

export const MAIN: string = publicMain();

/** A run of the built command line, marked so that whatever it leaves behind can be found. */
export interface LabProcess {
	readonly child: ChildProcess;
	readonly folder: string;
	readonly ended: Promise<{ readonly status: number | null; readonly signal: string | null }>;
	readonly out: () => string;
	readonly log: () => string;
	/** Waits until its log says this. */
	readonly logged: (text: string) => Promise<void>;
}

/** Starts `capnote` in a process group of its own, with its captures in a fresh folder. */
export function startLab(args: readonly string[], before: readonly string[] = []): LabProcess {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-lab-'));
	execFileSync('chmod', ['777', folder]);
	const [program = '', ...rest] = [...before, process.execPath, MAIN, ...args, '--captures', join(folder, 'captures')];
	const child = spawn(program, rest, {
		cwd: folder,
		detached: true,
		env: { ...process.env, LC_ALL: 'C', CAPNOTE_TEST_MARK: folder },
	});
	let out = '';
	let log = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		out += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		log += text;
	});
	child.stdin.on('error', () => undefined);
	const ended = new Promise<{ status: number | null; signal: string | null }>((settle) =>
		child.on('close', (status, signal) => settle({ status, signal })),
	);
	const logged = async (text: string): Promise<void> => {
		while (!log.includes(text) && child.exitCode === null) await sleep(5);
	};
	return { child, folder, ended, out: () => out, log: () => log, logged };
}

/** Files that a run left in its captures folder, in order. */
export function captureFiles({ folder }: LabProcess): readonly string[] {
	try {
		return readdirSync(join(folder, 'captures')).sort();
	} catch {
		return [];
	}
}

/** The captures of a run, by full path. */
export function capturesOf(lab: LabProcess): readonly string[] {
	return captureFiles(lab)
		.filter((name) => name.endsWith('.pcap'))
		.map((name) => join(lab.folder, 'captures', name));
}

/** The lines of `tcpdump -r`; throws when the file is damaged. */
export function packetLines(path: string): readonly string[] {
	const text = execFileSync('tcpdump', ['-nr', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	return text.split('\n').filter((line) => line !== '');
}

/** Processes of a run that still live. */
export function leftoverProcesses({ folder }: LabProcess): readonly string[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
		.filter((pid) => contentOf(`/proc/${pid}/environ`).includes(`CAPNOTE_TEST_MARK=${folder}`))
		.map((pid) => contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

/** Waits until a run has left nothing, at most so long; gives what is left. */
export async function leftoversAfter(lab: LabProcess, limitMs: number): Promise<readonly string[]> {
	const end = performance.now() + limitMs;
	while (leftoverProcesses(lab).length > 0 && performance.now() < end) await sleep(20);
	return leftoverProcesses(lab);
}

/** What Docker makes; other tests run containers meanwhile. */
const OF_DOCKER = /^(br-[0-9a-f]{12}|veth[0-9a-f]{7})$/;

/** The network interfaces of this machine. */
export function interfaces(): readonly string[] {
	return readdirSync('/sys/class/net')
		.filter((name) => !OF_DOCKER.test(name))
		.sort();
}

/** Removes a run's folder. */
export function tidy({ folder }: LabProcess): void {
	rmSync(folder, { recursive: true, force: true });
}

function contentOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}

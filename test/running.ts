import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A command that runs, in a process group of its own. */
export interface Running {
	readonly pid: number;
	readonly ended: Promise<number | null>;
	readonly out: () => string;
	readonly log: () => string;
	/** Waits until its log says this, or it has ended. */
	readonly logged: (text: string) => Promise<void>;
}

export function startCommand(command: readonly string[], cwd: string): Running {
	const [program = '', ...rest] = command;
	const child = spawn(program, rest, { cwd, env: { ...process.env, LC_ALL: 'C' }, detached: true });
	let out = '';
	let log = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		out += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		log += text;
	});
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	const logged = async (text: string): Promise<void> => {
		while (!log.includes(text) && child.exitCode === null && child.signalCode === null) await sleep(5);
	};
	return { pid: child.pid ?? 0, ended, out: () => out, log: () => log, logged };
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A command: the program and its arguments. */
export type Command = readonly string[];

/** One run of a command, as a whole process. */
export interface Run {
	readonly wallMs: number;
	/** User and system time together; `null` where no C compiler is. */
	readonly cpuMs: number | null;
	/** The largest resident set; `null` where no C compiler is. */
	readonly peakMb: number | null;
}

/** Runs a command once. */
export type Measure = (command: Command) => Run;

const ROOT = join(import.meta.dirname, '..');

/** Compiles a C file of this folder; `null` where the compiler or what the file needs is missing. */
export function compile(name: string, folder: string, ...libraries: readonly string[]): string | null {
	const program = join(folder, name);
	const source = join(import.meta.dirname, `${name}.c`);
	const { status } = spawnSync('cc', ['-O2', '-o', program, source, ...libraries], { stdio: 'ignore' });
	return status === 0 ? program : null;
}

/**
 * Makes the function that runs and measures. Node does not say how much memory a child took, so a small C program
 * stands between; without it, only wall time is known.
 *
 * @throws Error when a command ends with a status other than 0.
 */
export function createMeasure(folder: string): Measure {
	const helper = compile('measure', folder);
	return (command) => {
		const [program = '', ...args] = helper === null ? command : [helper, ...command];
		const start = process.hrtime.bigint();
		const { status, output } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
		const wallMs = Number(process.hrtime.bigint() - start) / 1e6;
		if (status !== 0) throw new Error(`${command.join(' ')} ended with status ${status}`);
		if (helper === null) return { wallMs, cpuMs: null, peakMb: null };
		const [wallNs = 0, userUs = 0, systemUs = 0, peakKib = 0] = String(output[3]).split(' ').map(Number);
		return { wallMs: wallNs / 1e6, cpuMs: (userUs + systemUs) / 1000, peakMb: (peakKib * 1024) / 1e6 };
	};
}

/** Whether a program is on this machine. */
export function isInstalled(program: string): boolean {
	return program.includes('/') || spawnSync('/bin/sh', ['-c', 'command -v "$0"', program]).status === 0;
}

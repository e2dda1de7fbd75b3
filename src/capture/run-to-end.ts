import { spawn } from 'node:child_process';
import { endOf } from './child-end.ts';

/** Runs a command to its end, whatever comes of it. */
export async function runToEnd(command: readonly string[]): Promise<void> {
	const [program = '', ...rest] = command;
	await endOf(spawn(program, rest, { stdio: 'ignore' }));
}

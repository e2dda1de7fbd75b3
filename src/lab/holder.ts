import { spawn } from 'node:child_process';
import { endOf } from '../capture/child-end.ts';
import { CapnoteError } from '../errors.ts';
import { HOLDER_SCRIPT } from './topology.ts';

/** A process that does its work until it is released. */
export interface Holder {
	readonly pid: number;
	readonly release: () => void;
}

/**
 * Makes a network namespace, held by a process that ends with its input.
 *
 * @throws CapnoteError `lab-step-failed`.
 */
export async function holdNamespace(unshare: string): Promise<Holder> {
	return await startHolder([unshare, '--net', '--', 'sh', '-c', HOLDER_SCRIPT], 'unshare --net');
}

/**
 * Starts a process that writes something when it is ready, and ends with its input.
 *
 * @throws CapnoteError `lab-step-failed`, about this step, when it ends before.
 */
export async function startHolder(command: readonly string[], step: string): Promise<Holder> {
	const [program = '', ...rest] = command;
	const child = spawn(program, rest, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	child.stdin.on('error', () => undefined);
	const ready = new Promise<boolean>((resolve) => child.stdout.once('data', () => resolve(true)));
	const isReady = await Promise.race([ready, endOf(child).then(() => false)]);
	if (!isReady || child.pid === undefined) throw new CapnoteError('lab-step-failed', { step, said: said.trim() });
	return { pid: child.pid, release: () => void child.stdin.end() };
}

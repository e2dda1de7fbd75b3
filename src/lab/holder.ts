import { spawn } from 'node:child_process';
import { endOf } from '../capture/child-end.ts';
import { CapnoteError } from '../errors.ts';
import { HOLDER_SCRIPT } from './topology.ts';

/** A process that keeps a network namespace alive. */
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
	const child = spawn(unshare, ['--net', '--', 'sh', '-c', HOLDER_SCRIPT], {
		detached: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	child.stdin.on('error', () => undefined);
	const ready = new Promise<boolean>((resolve) => child.stdout.once('data', () => resolve(true)));
	const isReady = await Promise.race([ready, endOf(child).then(() => false)]);
	if (!isReady || child.pid === undefined) {
		throw new CapnoteError('lab-step-failed', { step: 'unshare --net', said: said.trim() });
	}
	return { pid: child.pid, release: () => void child.stdin.end() };
}

import { spawn } from 'node:child_process';
import { endOf } from '../capture/child-end.ts';
import { CapnoteError } from '../errors.ts';

/** What a command that has ended left. */
export interface CommandEnd {
	readonly status: number | null;
	/** Its standard output. */
	readonly printed: string;
	/** Its standard error. */
	readonly said: string;
}

/** Runs a command to its end, with `input` as its standard input. */
export async function runCommand(command: readonly string[], input = ''): Promise<CommandEnd> {
	const [program = '', ...rest] = command;
	// Its own group: Ctrl+C at the terminal must not leave its work half done.
	const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
	let said = '';
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		printed += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	child.on('error', (error) => {
		said += error.message;
	});
	// A command that ends before it has read all says why itself.
	child.stdin.on('error', () => undefined).end(input);
	const { status } = await endOf(child);
	return { status, printed, said: said.trim() };
}

/**
 * Runs lines of `ip` in one process, stopping at the first that fails.
 *
 * @param before What stands before `ip`: the way into another namespace.
 * @throws CapnoteError `lab-step-failed`, with the line and what `ip` said about it.
 */
export async function runIpBatch(ip: string, lines: readonly string[], before: readonly string[] = []): Promise<void> {
	const { status, said } = await runCommand([...before, ip, '-batch', '-'], `${lines.join('\n')}\n`);
	if (status === 0) return;
	const failed = /^Command failed -:(\d+)$/m.exec(said)?.[1];
	const line = failed === undefined ? undefined : lines[Number(failed) - 1];
	const reason = said.replace(/\n?^Command failed -:\d+$/m, '');
	throw new CapnoteError('lab-step-failed', { step: [...before, 'ip', line ?? '-batch -'].join(' '), said: reason });
}

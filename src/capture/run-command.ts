import { spawn } from 'node:child_process';
import { endOf } from './child-end.ts';

/** What a command that has ended left. */
export interface CommandEnd {
	readonly status: number | null;
	/** Its standard output. */
	readonly printed: string;
	/** Its standard error. */
	readonly said: string;
}

export interface CommandOptions {
	/** Its standard input. */
	readonly input?: string;
	/** Ends it when aborted. */
	readonly signal?: AbortSignal | undefined;
}

/** Runs a command to its end. */
export async function runCommand(
	command: readonly string[],
	{ input = '', signal }: CommandOptions = {},
): Promise<CommandEnd> {
	const [program = '', ...rest] = command;
	// Its own group: Ctrl+C at the terminal must not leave its work half done.
	const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, ...(signal && { signal }) });
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

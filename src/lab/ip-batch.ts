import { runCommand } from '../capture/run-command.ts';
import { CapnoteError } from '../errors.ts';

/**
 * Runs lines of `ip` in one process, stopping at the first that fails.
 *
 * @param before What stands before `ip`: the way into another namespace.
 * @throws CapnoteError `lab-step-failed`, with the line and what `ip` said about it.
 */
export async function runIpBatch(ip: string, lines: readonly string[], before: readonly string[] = []): Promise<void> {
	const { status, said } = await runCommand([...before, ip, '-batch', '-'], {
		input: `${lines.join('\n')}\n`,
	});
	if (status === 0) return;
	const failed = /^Command failed -:(\d+)$/m.exec(said)?.[1];
	const line = failed === undefined ? undefined : lines[Number(failed) - 1];
	const reason = said.replace(/\n?^Command failed -:\d+$/m, '');
	throw new CapnoteError('lab-step-failed', { step: [...before, 'ip', line ?? '-batch -'].join(' '), said: reason });
}

import { readFileSync } from 'node:fs';

/**
 * When a process started, in clock ticks since the machine did: with it, a process is not taken for another that got its
 * number later.
 *
 * @returns `null` when there is no such process, or the system does not tell.
 */
export function processStart(pid: number): string | null {
	try {
		return startIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return null;
	}
}

const FIELD = 22;
/** The fields behind the program's name, which may hold anything, begin with the third. */
const FIRST_BEHIND_NAME = 3;

/** @param stat Text of `/proc/PID/stat` (proc(5)). */
export function startIn(stat: string): string | null {
	const behind = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return behind[FIELD - FIRST_BEHIND_NAME] ?? null;
}

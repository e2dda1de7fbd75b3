import { readFileSync } from 'node:fs';
import { kill, pid } from 'node:process';

/** Kills the programs of this name that this process has started, as somebody would with `kill -9`. */
export function killChildren(name: string): void {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
	for (const child of children) {
		if (readFileSync(`/proc/${child}/comm`, 'utf8').trim() === name) kill(Number(child), 'SIGKILL');
	}
}

import { readFileSync } from 'node:fs';
import { processStart } from './process-start.ts';

/** The label on a run's containers and networks; the compose files take its value from `OWNER_VARIABLE`. */
export const OWNER_LABEL = 'capnote.owner';
export const OWNER_VARIABLE = 'CAPNOTE_OWNER';
const KEPT = 'kept';

/** How it stands with the run that made something. */
export type OwnerState =
	| 'live'
	| 'dead'
	/** It has ended, and what it made was to stay. */
	| 'kept'
	/** Not marked, or marked by another machine. */
	| 'unknown';

/** What tells processes of a machine apart, also after it was started anew. */
export interface Processes {
	readonly machine: string;
	/** `null` when there is no such process. */
	readonly startOf: (pid: number) => string | null;
}

/** This machine, as it is named until it is started anew. */
export function ownProcesses(): Processes {
	return { machine: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), startOf: processStart };
}

/**
 * The mark of a run that is this process.
 *
 * @param keep What it makes is to stay.
 */
export function ownerMark(pid: number, keep: boolean, { machine, startOf }: Processes): string {
	return [pid, startOf(pid), machine, ...(keep ? [KEPT] : [])].join('/');
}

/** @param mark Value of `OWNER_LABEL`. */
export function ownerState(mark: string | undefined, { machine, startOf }: Processes): OwnerState {
	const [pid, start, where, keep] = mark?.split('/') ?? [];
	if (where === machine && start !== '' && startOf(Number(pid)) === start) return 'live';
	if (keep === KEPT) return 'kept';
	return where === machine ? 'dead' : 'unknown';
}

import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a process ended. */
export interface ChildEnd {
	readonly status: number | null;
	readonly signal: NodeJS.Signals | null;
}

/** Settles when the process has ended and everything it wrote has been read; a failed start counts as an end. */
export function endOf(child: ChildProcess): Promise<ChildEnd> {
	return new Promise((resolve) => {
		child.once('close', (status, signal) => resolve({ status, signal }));
		child.once('error', () => {
			if (child.pid === undefined) resolve({ status: null, signal: null });
		});
	});
}

/** Whether `wanted` came within the time. */
export async function within(wanted: Promise<unknown>, limitMs: number): Promise<boolean> {
	const giveUp = new AbortController();
	const timer = sleep(limitMs, false, { signal: giveUp.signal }).catch(() => false);
	const came = await Promise.race([wanted.then(() => true), timer]);
	giveUp.abort();
	return came;
}

/** A signal and how long to wait for the end before the next one. */
export interface Urging {
	readonly signal: NodeJS.Signals;
	readonly waitMs: number;
}

/**
 * Ends a process, first politely.
 *
 * @param send Brings it a signal; `kill(2)` unless given.
 * @returns The signal after which it ended, `undefined` when it had ended already.
 */
export async function endChild(
	child: ChildProcess,
	ended: Promise<unknown>,
	urgings: readonly Urging[],
	send: (signal: NodeJS.Signals) => unknown = (signal) => child.kill(signal),
): Promise<NodeJS.Signals | undefined> {
	for (const { signal, waitMs } of urgings) {
		if (child.exitCode !== null || child.signalCode !== null) break;
		send(signal);
		if (await within(ended, waitMs)) return signal;
	}
	await ended;
	return undefined;
}

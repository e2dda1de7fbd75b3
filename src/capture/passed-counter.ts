import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ChildSettings } from './libpcap-child.ts';

/**
 * Interfaces that count each frame exactly once where a recorder sees it: a bridge does so while it is recorded, for
 * it must be promiscuous then. Network cards count what offload has not joined or not yet cut.
 */
const EXACT_KINDS = new Set(['bridge', 'veth', 'dummy']);

/**
 * What the interface itself counts from now on; `cap` does not tell what the kernel dropped.
 *
 * @returns A function that says how many packets passed; it says `null` where that cannot be known: behind a filter,
 *   and on interfaces that count otherwise.
 */
export function passedCounter({ iface, filter }: ChildSettings): () => number | null {
	const first = filter === '' && countsExactly(iface) ? packetsIn(iface) : null;
	return () => {
		const now = first === null ? null : packetsIn(iface);
		return now === null || first === null ? null : now - first;
	};
}

function countsExactly(iface: string): boolean {
	if (iface === 'lo') return true;
	const { stdout } = spawnSync('ip', ['-d', '-j', 'link', 'show', 'dev', iface], { encoding: 'utf8' });
	return EXACT_KINDS.has(/"info_kind":\s*"(\w+)"/.exec(stdout ?? '')?.[1] ?? '');
}

/** Packets in and out, by the kernel's table of the network namespace of this process. */
function packetsIn(iface: string): number | null {
	return packetsOf(iface, readFileSync('/proc/self/net/dev', 'utf8'));
}

const RECEIVED = 1;
const SENT = 9;

/** @param table Text of `/proc/net/dev`. */
export function packetsOf(iface: string, table: string): number | null {
	const line = table.split('\n').find((text) => text.trimStart().startsWith(`${iface}:`));
	const numbers = line
		?.slice(line.indexOf(':') + 1)
		.trim()
		.split(/\s+/)
		.map(Number);
	return numbers ? (numbers[RECEIVED] ?? 0) + (numbers[SENT] ?? 0) : null;
}

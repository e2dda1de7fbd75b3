import { writeFile } from 'node:fs/promises';
import { type Holder, holdNamespace } from './holder.ts';
import type { ProgramName } from './lab-event.ts';
import type { LabTools } from './lab-plan.ts';
import { runIpBatch } from './run-command.ts';
import { hostCommands, IPV6_OFF, switchCommands } from './topology.ts';

/** The lab's network: two machines, each a network namespace, and a switch in the namespace of this process. */
export interface Network {
	/** What stands before a command to run it on one of the machines. */
	readonly on: (host: ProgramName) => readonly string[];
	/** Lays the cables; until then the machines are alone. */
	readonly connect: () => Promise<void>;
	readonly release: () => void;
}

/**
 * Makes the machines. This process must be alone in its network namespace.
 *
 * @throws CapnoteError `lab-step-failed`; so does `connect`.
 */
export async function openNetwork(tools: LabTools): Promise<Network> {
	const [client, server] = await Promise.all([holdNamespace(tools.unshare), holdNamespace(tools.unshare), ipv6Off()]);
	const holders: Readonly<Record<ProgramName, Holder>> = { client, server };
	const on = (host: ProgramName): readonly string[] => [tools.nsenter, '-t', String(holders[host].pid), '-n', '--'];
	return {
		on,
		connect: async () => {
			await runIpBatch(tools.ip, switchCommands({ client: client.pid, server: server.pid }));
			await Promise.all([
				runIpBatch(tools.ip, hostCommands('client'), on('client')),
				runIpBatch(tools.ip, hostCommands('server'), on('server')),
			]);
		},
		release: () => {
			client.release();
			server.release();
		},
	};
}

async function ipv6Off(): Promise<void> {
	// A kernel without IPv6 has no such files, and needs none.
	await Promise.all(IPV6_OFF.map((path) => writeFile(path, '1', { flag: 'r+' }).catch(() => undefined)));
}

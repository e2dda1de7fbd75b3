import { writeFile } from 'node:fs/promises';
import { type Holder, holdNamespace } from './holder.ts';
import type { ProgramName } from './lab-event.ts';
import type { NetnsPlan } from './lab-plan.ts';
import type { Machines } from './machines.ts';
import { runIpBatch } from './run-command.ts';
import { BRIDGE, HOSTS, hostCommands, IPV6_OFF, switchCommands } from './topology.ts';

/**
 * Makes two machines, each a network namespace; their switch is in the namespace of this process, which must be alone
 * in it.
 *
 * @throws CapnoteError `lab-step-failed`; so does `connect`.
 */
export async function openNamespaces({ tools, self }: NetnsPlan): Promise<Machines> {
	const [client, server] = await Promise.all([holdNamespace(tools.unshare), holdNamespace(tools.unshare), ipv6Off()]);
	const holders: Readonly<Record<ProgramName, Holder>> = { client, server };
	const on = (host: ProgramName): readonly string[] => [tools.nsenter, '-t', String(holders[host].pid), '-n', '--'];
	return {
		command: (host, args) => [...on(host), ...self, ...args],
		serverAddress: HOSTS.server.address,
		isRemote: false,
		// A server that only listens sends nothing: it may start before the cables are laid.
		runFirst: true,
		connectStage: 'network',
		connect: async () => {
			await runIpBatch(tools.ip, switchCommands({ client: client.pid, server: server.pid }));
			await Promise.all([
				runIpBatch(tools.ip, hostCommands('client'), on('client')),
				runIpBatch(tools.ip, hostCommands('server'), on('server')),
			]);
			return BRIDGE;
		},
		run: async () => undefined,
		release: async () => {
			client.release();
			server.release();
		},
	};
}

async function ipv6Off(): Promise<void> {
	// A kernel without IPv6 has no such files, and needs none.
	await Promise.all(IPV6_OFF.map((path) => writeFile(path, '1', { flag: 'r+' }).catch(() => undefined)));
}

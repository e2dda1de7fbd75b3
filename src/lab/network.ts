import { writeFile } from 'node:fs/promises';
import { type Holder, holdNamespace, startHolder } from './holder.ts';
import { runIpBatch } from './ip-batch.ts';
import type { ProgramName } from './lab-event.ts';
import type { NetnsPlan, Wire } from './lab-plan.ts';
import type { Machines } from './machines.ts';
import { BRIDGE, cableEnds, HOSTS, hostCommands, IPV6_OFF, switchCommands } from './topology.ts';
import { WIRE_PROGRAM } from './wire-program.ts';

/**
 * Makes two machines, each a network namespace; their switch is in the namespace of this process, which must be alone
 * in it.
 *
 * @throws CapnoteError `lab-step-failed`; so does `connect`.
 */
export async function openNamespaces({ tools, scenario, ways: { self } }: NetnsPlan): Promise<Machines> {
	const [client, server] = await Promise.all([holdNamespace(tools.unshare), holdNamespace(tools.unshare), ipv6Off()]);
	const holders: Readonly<Record<ProgramName, Holder>> = { client, server };
	const cables: Holder[] = [];
	const on = (host: ProgramName): readonly string[] => [tools.nsenter, '-t', String(holders[host].pid), '-n', '--'];
	return {
		command: (host, args) => [...on(host), ...self, ...args],
		serverAddress: HOSTS.server.address,
		isRemote: false,
		// A server that only listens sends nothing: it may start before the cables are laid.
		runFirst: true,
		connectStage: 'network',
		connect: async () => {
			await runIpBatch(tools.ip, switchCommands({ client: client.pid, server: server.pid }, scenario.wires));
			for (const wire of scenario.wires) cables.push(await layBadCable(tools.perl ?? 'perl', wire));
			await Promise.all(BOTH.map((host) => runIpBatch(tools.ip, hostCommands(host, scenario), on(host))));
			return { iface: BRIDGE, place: { kind: 'here', isUp: true } };
		},
		run: async () => undefined,
		forgetNeighbours: async () => {
			await Promise.all(BOTH.map((host) => runIpBatch(tools.ip, ['neigh flush dev eth0'], on(host))));
		},
		release: async () => {
			client.release();
			server.release();
			for (const cable of cables) cable.release();
		},
	};
}

const BOTH = ['client', 'server'] as const;

function layBadCable(perl: string, { host, rules }: Wire): Promise<Holder> {
	const ends = cableEnds(host);
	const written = rules.map(({ direction, kind, value }) => `${direction === 'to-bridge' ? 0 : 1}:${kind}:${value}`);
	return startHolder([perl, '-e', WIRE_PROGRAM, ends.host, ends.bridge, ...written], 'perl (a bad cable)');
}

async function ipv6Off(): Promise<void> {
	// A kernel without IPv6 has no such files, and needs none.
	await Promise.all(IPV6_OFF.map((path) => writeFile(path, '1', { flag: 'r+' }).catch(() => undefined)));
}

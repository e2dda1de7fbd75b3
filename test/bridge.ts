import { join } from 'node:path';
import { runCommand } from '../src/capture/run-command.ts';
import { holdNamespace } from '../src/lab/holder.ts';
import { runIpBatch } from '../src/lab/ip-batch.ts';
import { BRIDGE, HOSTS, hostCommands, switchCommands } from '../src/lab/topology.ts';

/** Nobody has this address: what is sent to it crosses the bridge, and no answer comes. */
const NOBODY = '10.77.0.9';
const SERVER_MAC = '02:00:00:00:00:03';
const PLAIN = { wires: [], neighbours: 'asked' } as const;

/** A real bridge between two machines, each in a network namespace of its own. */
export interface Bridge {
	readonly iface: string;
	/** What stands before a command to run it where the bridge is. */
	readonly inside: readonly string[];
	/** The same for the machine that sends. */
	readonly client: readonly string[];
	readonly ip: (...lines: readonly string[]) => Promise<void>;
	/** Sends so many packets over the bridge; no other packet crosses it. */
	readonly send: (count: number, size?: number, rate?: number) => Promise<Sending>;
	readonly release: () => void;
}

export interface Sending {
	readonly sent: number;
	readonly failed: number;
	readonly seconds: number;
}

export async function openBridge(): Promise<Bridge> {
	const [middle, client, server] = await Promise.all([
		holdNamespace('unshare'),
		holdNamespace('unshare'),
		holdNamespace('unshare'),
	]);
	const at = (pid: number): readonly string[] => ['nsenter', '-t', `${pid}`, '-n', '--'];
	const inside = at(middle.pid);
	await runIpBatch('ip', switchCommands({ client: client.pid, server: server.pid }, []), inside);
	await runIpBatch(
		'ip',
		[`link set eth0 address ${SERVER_MAC}`, ...hostCommands('server', PLAIN), `route add blackhole ${NOBODY}`],
		at(server.pid),
	);
	const neighbours = [NOBODY, HOSTS.server.address].map(
		(a) => `neigh add ${a} lladdr ${SERVER_MAC} dev eth0 nud permanent`,
	);
	await runIpBatch('ip', [...hostCommands('client', PLAIN), ...neighbours], at(client.pid));
	return {
		iface: BRIDGE,
		inside,
		client: at(client.pid),
		ip: async (...lines) => await runIpBatch('ip', lines, inside),
		send: async (count, size = 22, rate = 0) => await sendUdp(at(client.pid), count, size, rate),
		release: () => {
			for (const holder of [middle, client, server]) holder.release();
		},
	};
}

async function sendUdp(before: readonly string[], count: number, size: number, rate: number): Promise<Sending> {
	const script = join(import.meta.dirname, 'send-udp.mjs');
	const command = [...before, process.execPath, script, NOBODY, `${count}`, `${size}`, `${rate}`];
	const { status, printed, said } = await runCommand(command);
	if (status !== 0) throw new Error(said);
	return JSON.parse(printed) as Sending;
}

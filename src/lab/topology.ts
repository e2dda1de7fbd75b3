import type { ProgramName } from './lab-event.ts';
import type { Scenario, Wire } from './lab-plan.ts';

/** The switch, in the network namespace where the recorder runs. */
export const BRIDGE = 'br-lab';

interface Host {
	readonly address: string;
	/** The other end of its cable, on the switch. */
	readonly port: string;
	/** Its MAC address where the other one is to know it beforehand. */
	readonly mac: string;
}

/** The lab's two machines. */
export const HOSTS: Readonly<Record<ProgramName, Host>> = {
	client: { address: '10.77.0.2', port: 'veth-client', mac: '02:00:00:4d:00:02' },
	server: { address: '10.77.0.3', port: 'veth-server', mac: '02:00:00:4d:00:03' },
};

/** What a bad cable lies between: the machine's end, and an end whose other one is on the bridge. */
export function cableEnds(host: ProgramName): { readonly host: string; readonly bridge: string } {
	return { host: HOSTS[host].port, bridge: `wire-${host}` };
}

/** The settings that keep IPv6 out: neighbour discovery and multicast reports would be noise in the capture. */
export const IPV6_OFF: readonly string[] = [
	'/proc/sys/net/ipv6/conf/all/disable_ipv6',
	'/proc/sys/net/ipv6/conf/default/disable_ipv6',
];

/** Keeps a network namespace alive until its input ends, and says `ready` when IPv6 is off in it. */
export const HOLDER_SCRIPT: string = `for f in ${IPV6_OFF.join(' ')}; do [ ! -e $f ] || echo 1 >$f || exit 1; done; echo ready; exec cat`;

/** The switch and its cables, as commands of `ip`; `pids` are processes in the two machines' namespaces. */
export function switchCommands(pids: Readonly<Record<ProgramName, number>>, wires: readonly Wire[]): readonly string[] {
	return [
		`link add ${BRIDGE} type bridge mcast_snooping 0`,
		`link add eth0 netns ${pids.client} type veth peer name ${HOSTS.client.port}`,
		`link add eth0 netns ${pids.server} type veth peer name ${HOSTS.server.port}`,
		...(['client', 'server'] as const).flatMap((host) => plugIn(host, wires)),
		`link set ${BRIDGE} up`,
	];
}

function plugIn(host: ProgramName, wires: readonly Wire[]): readonly string[] {
	const { port } = HOSTS[host];
	if (!wires.some((wire) => wire.host === host)) return [`link set ${port} master ${BRIDGE} up`];
	const { bridge } = cableEnds(host);
	return [
		`link add ${bridge} type veth peer name port-${host}`,
		`link set port-${host} master ${BRIDGE} up`,
		`link set ${bridge} up`,
		`link set ${port} up`,
	];
}

/** What makes a namespace a machine on the lab's network, as commands of `ip` inside it. */
export function hostCommands(
	host: ProgramName,
	{ wires, neighbours }: Pick<Scenario, 'wires' | 'neighbours'>,
): readonly string[] {
	const other = HOSTS[host === 'client' ? 'server' : 'client'];
	const isKnown = neighbours === 'known';
	return [
		'link set lo up',
		`addr add ${HOSTS[host].address}/24 dev eth0`,
		// A bad cable carries frames as they are on a real one: none that only a network card would cut into segments.
		...(wires.length > 0 ? ['link set dev eth0 gso_max_segs 1'] : []),
		...(isKnown ? [`link set dev eth0 address ${HOSTS[host].mac}`] : []),
		'link set eth0 up',
		...(isKnown ? [`neigh add ${other.address} lladdr ${other.mac} dev eth0 nud permanent`] : []),
	];
}

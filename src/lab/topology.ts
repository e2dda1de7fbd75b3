import type { ProgramName } from './lab-event.ts';

/** The switch, in the network namespace where the recorder runs. */
export const BRIDGE = 'br-lab';

/** The lab's two machines: address in their own namespace, port on the switch. */
export const HOSTS: Readonly<Record<ProgramName, { readonly address: string; readonly port: string }>> = {
	client: { address: '10.77.0.2', port: 'veth-client' },
	server: { address: '10.77.0.3', port: 'veth-server' },
};

/** The settings that keep IPv6 out: neighbour discovery and multicast reports would be noise in the capture. */
export const IPV6_OFF: readonly string[] = [
	'/proc/sys/net/ipv6/conf/all/disable_ipv6',
	'/proc/sys/net/ipv6/conf/default/disable_ipv6',
];

/** Keeps a network namespace alive until its input ends, and says `ready` when IPv6 is off in it. */
export const HOLDER_SCRIPT: string = `for f in ${IPV6_OFF.join(' ')}; do [ ! -e $f ] || echo 1 >$f || exit 1; done; echo ready; exec cat`;

/** The switch and its cables, as commands of `ip`; `pids` are processes in the two machines' namespaces. */
export function switchCommands(pids: Readonly<Record<ProgramName, number>>): readonly string[] {
	return [
		`link add ${BRIDGE} type bridge mcast_snooping 0`,
		`link add eth0 netns ${pids.client} type veth peer name ${HOSTS.client.port}`,
		`link add eth0 netns ${pids.server} type veth peer name ${HOSTS.server.port}`,
		`link set ${HOSTS.client.port} master ${BRIDGE} up`,
		`link set ${HOSTS.server.port} master ${BRIDGE} up`,
		`link set ${BRIDGE} up`,
	];
}

/** What makes a namespace a machine on the lab's network, as commands of `ip` inside it. */
export function hostCommands(host: ProgramName): readonly string[] {
	return ['link set lo up', `addr add ${HOSTS[host].address}/24 dev eth0`, 'link set eth0 up'];
}

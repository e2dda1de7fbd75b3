import { posix } from 'node:path';
import type { Member } from '../detection.ts';
import type { ContainerAnswer, EndpointAnswer, EngineReading } from './readings.ts';

type Labels = ContainerAnswer['Labels'];

const COMPOSE = ['com.docker.compose', 'io.podman.compose'];

/** A label of compose, whichever compose wrote it. */
export function composeLabel(labels: Labels, key: string): string | null {
	for (const prefix of COMPOSE) {
		const value = labels?.[`${prefix}.${key}`];
		if (value) return value;
	}
	return null;
}

/** The compose files that a container was made from, as full paths: compose v1 writes them as it was given them. */
export function composeFilesOf({ Labels: labels }: ContainerAnswer): readonly string[] {
	const folder = composeLabel(labels, 'project.working_dir');
	const files = composeLabel(labels, 'project.config_files')?.split(',') ?? [];
	return files.filter((file) => file !== '').map((file) => (folder === null ? file : posix.resolve(folder, file)));
}

/** A container on a network, before its port on the bridge is known. */
export type Placed = Omit<Member, 'port'> & { readonly answer: ContainerAnswer };

/** The containers of an engine that are on a network, those that share another's network behind it. */
export function membersOn(
	engine: EngineReading,
	network: { readonly id: string; readonly name: string },
): readonly Placed[] {
	const own = engine.containers.flatMap((container) => {
		const endpoint = endpointOn(container, network);
		return endpoint === undefined ? [] : [memberOf(engine, container, endpoint, null)];
	});
	own.sort((a, b) => (a.container < b.container ? -1 : 1));
	return own.flatMap((owner) => [owner, ...sharersOf(engine, owner)]);
}

function endpointOn(
	{ NetworkSettings }: ContainerAnswer,
	{ id, name }: { readonly id: string; readonly name: string },
): EndpointAnswer | undefined {
	const endpoints = Object.entries(NetworkSettings?.Networks ?? {});
	// Podman gives the name where Docker gives the identifier; Docker gives none before the first start.
	return endpoints.find(
		([key, { NetworkID }]) => NetworkID === id || (key === name && !isOtherId(NetworkID, name)),
	)?.[1];
}

function isOtherId(networkId: string | undefined, name: string): boolean {
	return Boolean(networkId) && networkId !== name;
}

function sharersOf(engine: EngineReading, owner: Placed): readonly Placed[] {
	const endpoint = {
		IPAddress: owner.ipv4 ?? '',
		GlobalIPv6Address: owner.ipv6 ?? '',
		MacAddress: owner.mac ?? '',
	};
	return engine.containers
		.filter(({ HostConfig }) => HostConfig?.NetworkMode === `container:${owner.containerId}`)
		.map((container) => memberOf(engine, container, endpoint, owner.container));
}

function memberOf(
	engine: EngineReading,
	answer: ContainerAnswer,
	endpoint: EndpointAnswer,
	sharesWith: string | null,
): Placed {
	const tcp = (answer.Ports ?? []).filter(({ Type }) => Type === undefined || Type === 'tcp');
	return {
		answer,
		containerId: answer.Id,
		container: (answer.Names[0] ?? answer.Id).replace(/^\//, ''),
		service: composeLabel(answer.Labels, 'service'),
		running: answer.State === 'running',
		pid: engine.pids[answer.Id] ?? null,
		ipv4: endpoint.IPAddress || null,
		ipv6: endpoint.GlobalIPv6Address || null,
		mac: endpoint.MacAddress?.toLowerCase() || null,
		sharesWith,
		tcpPorts: [...new Set(tcp.map(({ PrivatePort }) => PrivatePort))],
	};
}

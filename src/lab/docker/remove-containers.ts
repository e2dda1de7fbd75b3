import { composeLabel } from '../../capture/detect/members.ts';
import { type MachinePorts, readMachine } from '../../capture/detect/read-machine.ts';
import type { EngineReading } from '../../capture/detect/readings.ts';
import { PROJECT_PREFIX } from './docker-runner.ts';

export interface Removed {
	readonly containers: number;
	readonly networks: number;
}

/** Removes every container and network that the Docker runner made and that is still there. */
export async function removeContainers(machine: MachinePorts): Promise<Removed> {
	const { engines } = await readMachine(machine);
	const removed = await Promise.all(engines.map((engine) => removeFrom(engine, machine)));
	return {
		containers: removed.reduce((sum, { containers }) => sum + containers, 0),
		networks: removed.reduce((sum, { networks }) => sum + networks, 0),
	};
}

async function removeFrom({ address, containers, networks }: EngineReading, { ask }: MachinePorts): Promise<Removed> {
	const remove = async (paths: readonly string[]): Promise<number> => {
		const answers = await Promise.all(paths.map((path) => ask(address, path, { method: 'DELETE' })));
		return answers.filter(({ status }) => status === 200 || status === 204).length;
	};
	const ourContainers = containers.filter(({ Labels }) => isOurs(Labels));
	const ourNetworks = networks.filter((network) => isOurs('Id' in network ? network.Labels : network.labels));
	// A network can be removed only when nothing is on it.
	const gone = await remove(ourContainers.map(({ Id }) => `/containers/${Id}?force=1&v=1`));
	return {
		containers: gone,
		networks: await remove(ourNetworks.map((network) => `/networks/${'Id' in network ? network.Id : network.id}`)),
	};
}

function isOurs(labels: Readonly<Record<string, string>> | null | undefined): boolean {
	return composeLabel(labels, 'project')?.startsWith(PROJECT_PREFIX) ?? false;
}

import { composeLabel } from '../../capture/detect/members.ts';
import { type MachinePorts, readMachine } from '../../capture/detect/read-machine.ts';
import type { EngineReading } from '../../capture/detect/readings.ts';
import { OWNER_LABEL, type OwnerState, ownerState, ownProcesses, type Processes } from '../../capture/owner-mark.ts';
import { PROJECT_PREFIX } from './compose.ts';
import { removeOldImages } from './old-images.ts';

export interface Removed {
	readonly containers: number;
	readonly networks: number;
	/** Images of ours that lost their name to a newer one. */
	readonly images: number;
	/** Compose projects that were left alone because their run still lives. */
	readonly live: number;
}

/** Which runs' containers and networks are to go. */
export type Removal =
	/** Of killed runs. */
	| 'dead'
	/** Of all but those that still run. */
	| 'not-live'
	| 'all';

const GOES: Readonly<Record<Removal, ReadonlySet<OwnerState>>> = {
	dead: new Set<OwnerState>(['dead']),
	'not-live': new Set<OwnerState>(['dead', 'kept', 'unknown']),
	all: new Set<OwnerState>(['dead', 'kept', 'unknown', 'live']),
};

/** Removes what the Docker runner made and is still there: containers, networks, and images that have no name any more. */
export async function removeContainers(machine: MachinePorts, removal: Removal): Promise<Removed> {
	const { engines } = await readMachine(machine);
	const processes = ownProcesses();
	const removed = await Promise.all(engines.map((engine) => removeFrom(engine, machine, removal, processes)));
	const sum = (key: keyof Removed): number => removed.reduce((total, each) => total + each[key], 0);
	return { containers: sum('containers'), networks: sum('networks'), images: sum('images'), live: sum('live') };
}

async function removeFrom(
	engine: EngineReading,
	{ ask }: MachinePorts,
	removal: Removal,
	processes: Processes,
): Promise<Removed> {
	const ours = oursOn(engine).map((thing) => ({ ...thing, state: ownerState(thing.mark, processes) }));
	const remove = async (kind: Thing['kind']): Promise<number> => {
		const paths = ours.filter((thing) => thing.kind === kind && GOES[removal].has(thing.state)).map(({ path }) => path);
		const answers = await Promise.all(paths.map((path) => ask(engine.address, path, { method: 'DELETE' })));
		return answers.filter(({ status }) => status === 200 || status === 204).length;
	};
	// A network can be removed only when nothing is on it.
	const containers = await remove('container');
	const left = ours.filter(({ state }) => state === 'live' && !GOES[removal].has(state));
	const networks = await remove('network');
	return {
		...{ containers, networks },
		images: removal === 'dead' ? 0 : await removeOldImages(engine.address, ask),
		live: new Set(left.map(({ project }) => project)).size,
	};
}

interface Thing {
	readonly kind: 'container' | 'network';
	/** Of the engine's interface. */
	readonly path: string;
	readonly project: string;
	readonly mark: string | undefined;
}

function oursOn({ containers, networks }: EngineReading): readonly Thing[] {
	const all = [
		...containers.map(({ Id, Labels }) => ({
			...{ kind: 'container' as const, path: `/containers/${Id}?force=1&v=1` },
			labels: Labels,
		})),
		...networks.map((network) => ({
			...{ kind: 'network' as const, path: `/networks/${'Id' in network ? network.Id : network.id}` },
			labels: 'Id' in network ? network.Labels : network.labels,
		})),
	];
	return all.flatMap(({ kind, path, labels }) => {
		const project = composeLabel(labels, 'project') ?? '';
		const mark = labels?.[OWNER_LABEL];
		// A helper container belongs to no project.
		return project.startsWith(PROJECT_PREFIX) || mark ? [{ kind, path, project, mark }] : [];
	});
}

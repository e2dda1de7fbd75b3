import type { BridgePlace, DetectedNetwork, LabHint, Member } from '../detection.ts';
import { composeFilesOf, composeLabel, membersOn, type Placed } from './members.ts';
import { isRootless } from './read-namespaces.ts';
import type { BridgeReading, DockerNetwork, EngineReading, MachineReadings, NetworkAnswer } from './readings.ts';

/** A network of either engine, in one form. */
interface Plain {
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	readonly bridge: string | null;
	readonly isDefault: boolean;
	readonly project: string | null;
	readonly subnets: readonly string[];
}

/** Docker names a bridge after this many digits of the network's identifier. */
const BRIDGE_ID_DIGITS = 12;
const BRIDGE_NAME_OPTION = 'com.docker.network.bridge.name';
/** Bridges that an installed program makes by itself: a lab is not on them unless the user says so. */
const MADE_BY_PROGRAMS = /^(docker|podman|cni|cbr|virbr|lxcbr|lxdbr|incusbr)\d+$/;

/** Every network of every engine, and every bridge that belongs to none. */
export function networksOf(readings: MachineReadings, labs: readonly LabHint[]): readonly DetectedNetwork[] {
	const known = readings.engines.flatMap((engine) =>
		engine.networks
			.map(plainNetwork)
			.map((plain) => detected(readings, engine, plain, labs))
			// Docker always has `host` and `none`; they matter only when something is on them.
			.filter(({ bridge, members }) => bridge !== null || members.length > 0),
	);
	const claimed = new Set(known.map(({ bridge }) => bridge));
	const bare = readings.bridges.filter(({ name }) => !claimed.has(name)).map(bareBridge);
	return [...known, ...bare].sort(byName);
}

/** Whether its bridge is there: podman makes one when the first container starts. */
export function isMade({ engine, place, members }: DetectedNetwork): boolean {
	return engine !== 'podman' || place.kind === 'here' || members.some(({ running }) => running);
}

/** What could be a lab's first; engines give no order that lasts. */
function byName(a: DetectedNetwork, b: DetectedNetwork): number {
	return Number(a.isDefault) - Number(b.isDefault) || (a.name < b.name ? -1 : 1);
}

function plainNetwork(answer: NetworkAnswer): Plain {
	if ('Id' in answer) return plainDocker(answer);
	const { id, name, driver, labels, subnets, network_interface: bridge } = answer;
	return {
		...{ id, name, driver },
		bridge: driver === 'bridge' ? (bridge ?? null) : null,
		isDefault: name === 'podman',
		project: composeLabel(labels, 'project'),
		subnets: (subnets ?? []).map(({ subnet }) => subnet),
	};
}

function plainDocker({ Id: id, Name: name, Driver: driver, Options, Labels, IPAM }: DockerNetwork): Plain {
	const bridge = Options?.[BRIDGE_NAME_OPTION] || ruledName(id);
	return {
		...{ id, name, driver },
		bridge: driver === 'bridge' ? bridge : null,
		isDefault: driver === 'bridge' && name === 'bridge',
		project: composeLabel(Labels, 'project'),
		subnets: (IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet ? [Subnet] : [])),
	};
}

function ruledName(id: string): string {
	return `br-${id.slice(0, BRIDGE_ID_DIGITS)}`;
}

function detected(
	readings: MachineReadings,
	engine: EngineReading,
	{ id, name, driver, bridge, isDefault, project, subnets }: Plain,
	labs: readonly LabHint[],
): DetectedNetwork {
	const placed = membersOn(engine, { id, name });
	const isHere = isOfThisMachine(readings, engine);
	const here = isHere ? readings.bridges.find((reading) => reading.name === bridge) : undefined;
	const place = placeOf(engine, bridge, here);
	const members = placed
		// In another machine processes have other numbers.
		.map((member) => (isHere || engine.namespaces !== null ? member : { ...member, pid: null }))
		.map(({ answer: _, ...member }) => ({
			...member,
			port: here === undefined ? null : portTo(member, here, readings),
		}));
	return {
		...{
			engine: engine.kind,
			engineAddress: engine.address,
			name,
			id,
			driver,
			bridge,
			place,
			isDefault,
			subnets,
			members,
		},
		project: project ?? onlyProject(placed),
		composeFiles: [...new Set(placed.flatMap(({ answer }) => composeFilesOf(answer)))],
		ports: here?.ports.map((port) => port.name) ?? [],
		labs: labs.filter((lab) => members.some((member) => isOfLab(member, lab))).map((lab) => lab.name),
	};
}

function placeOf({ namespaces }: EngineReading, bridge: string | null, here: BridgeReading | undefined): BridgePlace {
	if (bridge === null) return { kind: 'no-bridge' };
	if (namespaces !== null) return { kind: 'rootless', ...namespaces };
	return here === undefined ? { kind: 'elsewhere' } : { kind: 'here', isUp: here.isUp };
}

const DESKTOP = 'Docker Desktop';

/**
 * Whether an engine's bridges are those of this process's network namespace. Another engine's may have the same names
 * (`docker0`), but not one that is made of a network's identifier.
 */
function isOfThisMachine({ bridges }: MachineReadings, { info, networks }: EngineReading): boolean {
	if (isRootless(info) || info.OperatingSystem === DESKTOP) return false;
	const telling = networks.map(plainNetwork).flatMap(({ bridge, id }) => (bridge === ruledName(id) ? [bridge] : []));
	return telling.length === 0 || telling.some((name) => bridges.some((reading) => reading.name === name));
}

/** By the cable's other end where we may look into the container, else by where its address was last seen. */
function portTo(
	{ pid, mac }: Omit<Member, 'port'>,
	{ ports, forwarding }: BridgeReading,
	{ containerLinks }: MachineReadings,
): string | null {
	if (mac === null) return null;
	const cable = containerLinks.find((link) => link.pid === pid && link.mac === mac);
	const seen = forwarding.find((entry) => entry.mac === mac && !entry.isLocal);
	const port =
		ports.find(({ index }) => index === cable?.peerIndex) ??
		ports.find(({ portNumber }) => portNumber === seen?.portNumber);
	return port?.name ?? null;
}

function onlyProject(members: readonly Placed[]): string | null {
	const projects = new Set(members.map(({ answer }) => composeLabel(answer.Labels, 'project')));
	return projects.size === 1 ? ([...projects][0] ?? null) : null;
}

function isOfLab({ service, tcpPorts }: Member, { port, services }: LabHint): boolean {
	return service === services.server || service === services.client || tcpPorts.includes(port);
}

function bareBridge({ name, isUp, ports }: BridgeReading): DetectedNetwork {
	return {
		...{
			engine: null,
			engineAddress: null,
			name,
			id: null,
			driver: 'bridge',
			project: null,
			composeFiles: [],
			bridge: name,
		},
		place: { kind: 'here', isUp },
		isDefault: MADE_BY_PROGRAMS.test(name),
		...{ subnets: [], members: [], labs: [] },
		ports: ports.map((port) => port.name),
	};
}

import type { Choice, ChoiceReason, DetectedNetwork, Detection, DetectionWish } from '../detection.ts';
import { networksOf } from './networks.ts';
import type { MachineReadings } from './readings.ts';

/** Finds the networks of a machine and chooses the lab's, or says why none can be chosen. Pure. */
export function detect(readings: MachineReadings, wish: DetectionWish): Detection {
	const networks = networksOf(readings, wish.labs);
	const engines = readings.engines.map(({ address, kind, state, said }) => ({ address, kind, state, said }));
	return { engines, networks, choice: choose(networks, wish) };
}

/** What tells the lab's network from others, the surest first; each narrows what the ones before left. */
const SIGNS: readonly { readonly reason: ChoiceReason; readonly holds: (network: DetectedNetwork) => boolean }[] = [
	{ reason: 'known-lab', holds: ({ labs }) => labs.length > 0 },
	{ reason: 'only-project', holds: ({ project }) => project !== null },
	{ reason: 'only-running', holds: ({ members }) => members.some(({ running }) => running) },
	{ reason: 'only-with-two', holds: (network) => machines(network) >= 2 },
];

/** Chooses among networks by what was asked for and by `SIGNS`. */
function choose(networks: readonly DetectedNetwork[], wish: DetectionWish): Choice {
	const fitting = networks.filter((network) => fits(network, wish));
	const candidates = wish.network === undefined ? fitting.filter(couldBeLab) : fitting;
	const [first] = candidates;
	if (first === undefined) return { kind: 'none', reason: noneReason(fitting, wish) };
	const asked = reasonAsked(wish);
	if (candidates.length === 1 && asked !== undefined) return { kind: 'chosen', network: first, reason: asked };
	return narrow(candidates);
}

function fits({ project, composeFiles, labs, ...network }: DetectedNetwork, wish: DetectionWish): boolean {
	return (
		(wish.network === undefined || isNamed(network, wish.network)) &&
		(wish.project === undefined || project === wish.project) &&
		(wish.composeFile === undefined || composeFiles.includes(wish.composeFile)) &&
		(wish.lab === undefined || labs.includes(wish.lab))
	);
}

/** The shortest beginning of an identifier that is taken for one. */
const ID_DIGITS = 4;

function isNamed({ name, id, bridge }: Pick<DetectedNetwork, 'name' | 'id' | 'bridge'>, wanted: string): boolean {
	return name === wanted || bridge === wanted || (wanted.length >= ID_DIGITS && (id?.startsWith(wanted) ?? false));
}

function couldBeLab({ isDefault, members, ports }: DetectedNetwork): boolean {
	return !isDefault && members.length + ports.length > 0;
}

function reasonAsked(wish: DetectionWish): ChoiceReason | undefined {
	if (wish.network !== undefined) return 'named';
	if (wish.project !== undefined) return 'project';
	if (wish.composeFile !== undefined) return 'compose-file';
	return wish.lab === undefined ? undefined : 'lab';
}

function narrow(candidates: readonly DetectedNetwork[]): Choice {
	let left = candidates;
	for (const { reason, holds } of SIGNS) {
		const some = left.filter(holds);
		const [only] = some;
		if (some.length === 1 && only !== undefined) return { kind: 'chosen', network: only, reason };
		if (some.length > 1) left = some;
	}
	const [only] = left;
	if (left.length === 1 && only !== undefined) return { kind: 'chosen', network: only, reason: 'only' };
	return { kind: 'ambiguous', candidates: left, add: left.map((network) => optionFor(network, left)) };
}

function machines({ members, ports }: DetectedNetwork): number {
	const alone = members.filter(({ running, sharesWith }) => running && sharesWith === null);
	return Math.max(alone.length, ports.length);
}

/** The option that picks this one of the candidates: people think in projects, then in networks. */
function optionFor({ project, name, bridge, id }: DetectedNetwork, candidates: readonly DetectedNetwork[]): string {
	const isOnly = (same: (other: DetectedNetwork) => boolean): boolean => candidates.filter(same).length === 1;
	if (project !== null && isOnly((other) => other.project === project)) return `--project ${project}`;
	return isOnly((other) => other.name === name) ? `--network ${name}` : `--network ${bridge ?? id}`;
}

function noneReason(
	fitting: readonly DetectedNetwork[],
	wish: DetectionWish,
): Extract<Choice, { kind: 'none' }>['reason'] {
	if (reasonAsked(wish) !== undefined) return 'no-match';
	return fitting.some(({ isDefault, members }) => isDefault && members.length > 0) ? 'default-only' : 'nothing';
}

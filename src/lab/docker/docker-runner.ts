import { dirname, resolve } from 'node:path';
import { pid } from 'node:process';
import { type MachinePorts, readMachine } from '../../capture/detect/read-machine.ts';
import { findProgram } from '../../capture/find-program.ts';
import { CapnoteError } from '../../errors.ts';
import { conduct } from '../conduct.ts';
import type { FileEvent, LabEvent, LabOutcome } from '../lab-event.ts';
import type { LabPlan } from '../lab-plan.ts';
import { findCompose, PROJECT_PREFIX } from './compose.ts';
import { type ComposeFile, composeFileFor } from './compose-file.ts';
import { openContainers } from './containers.ts';
import { makeImage } from './image.ts';
import { removeContainers } from './remove-containers.ts';
import { tryWays } from './try-ways.ts';

/** What the containers of a lab need, found before anything is made. */
export interface DockerTools {
	/** Of the engine that answers. */
	readonly address: string;
	readonly compose: readonly string[];
}

export interface DockerPorts {
	readonly machine: MachinePorts;
	readonly isRoot: boolean;
	/** The command that runs this program once more with other arguments: Node, then our `main.js`. */
	readonly self: readonly string[];
	readonly keep: boolean;
	readonly emit: (event: LabEvent) => void;
	readonly onInterrupt: (handler: () => void) => () => void;
	/** What the user types, a line at a time. */
	readonly typed?: () => { readonly lines: AsyncIterator<string>; readonly close: () => Promise<void> };
}

/**
 * Looks whether labs can run in containers here; makes nothing.
 *
 * @throws CapnoteError `no-engine` or `tool-missing`.
 */
export async function findDocker(machine: MachinePorts): Promise<DockerTools> {
	const address = await findEngine(machine);
	return { address, compose: await findCompose(address, machine.environment) };
}

/**
 * The address of the first engine that answers.
 *
 * @throws CapnoteError `no-engine`.
 */
export async function findEngine(machine: MachinePorts): Promise<string> {
	const { engines } = await readMachine(machine);
	const engine = engines.find(({ state }) => state === 'answers');
	if (engine !== undefined) return engine.address;
	const silent = engines.flatMap(({ address, state, said }) => (state === 'answers' ? [] : [{ address, state, said }]));
	const { address = '', state = 'absent', said = '' } = silent.find((one) => one.state !== 'absent') ?? silent[0] ?? {};
	throw new CapnoteError('no-engine', { address, state, said: said ?? '' });
}

/** Folder of capnote's `package.json`, from the command that runs it. */
export function packageRoot(self: readonly string[]): string {
	return resolve(dirname(self.at(-1) ?? ''), '../..');
}

/**
 * Runs a lab in two containers: creates them, records their bridge, starts them, and removes them at the end. Ctrl+C
 * ends it in the same order.
 *
 * @throws CapnoteError what a step of it throws.
 */
export async function runInContainers(plan: LabPlan, tools: DockerTools, ports: DockerPorts): Promise<LabOutcome> {
	const stop = new AbortController();
	const off = ports.onInterrupt(() => {
		if (!stop.signal.aborted) ports.emit({ kind: 'stopping', removes: true });
		stop.abort();
	});
	const typed = plan.scenario.client.kind === 'typed' ? ports.typed?.() : undefined;
	const emit = (event: LabEvent | FileEvent): void => {
		if (event.kind !== 'file') ports.emit(event);
	};
	let file: ComposeFile | undefined;
	try {
		emit({ kind: 'stage', stage: 'image' });
		const root = packageRoot(ports.self);
		// The compose files take another image by this name.
		const { CAPNOTE_IMAGE: ownImage } = ports.machine.environment;
		if (!ownImage)
			await makeImage(tools.address, ports.machine.ask, root, {
				anew: false,
				tcpdump: findProgram('tcpdump', ports.machine.environment.PATH ?? ''),
			});
		if (plan.records) await tryWays(plan, tools.address, ports.machine);
		// What a killed run has left.
		await removeContainers(ports.machine, 'dead');
		const project = `${PROJECT_PREFIX}${plan.profile.name}-${pid}`;
		file = await composeFileFor(root, plan.profile);
		const composeFile = file.path;
		const containers = openContainers({
			...{ ...tools, ...ports, profile: plan.profile, project, composeFile },
			onEnd: (end) =>
				emit(
					end === 'removal'
						? { kind: 'stage', stage: 'removal' }
						: { kind: 'kept', compose: `${tools.compose.slice(2).join(' ')} -p ${project} -f ${composeFile}` },
				),
		});
		return await conduct(plan, async () => containers, emit, stop.signal, typed?.lines);
	} finally {
		await typed?.close();
		if (!ports.keep) await file?.remove();
		off();
	}
}

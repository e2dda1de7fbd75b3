import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pid } from 'node:process';
import { machinePorts } from '../capture/detect/read-machine.ts';
import { HELPER_NAME, LAB_IMAGE } from '../capture/helper-image.ts';
import { callerOf } from '../capture/owner.ts';
import { ownerMark, ownProcesses } from '../capture/owner-mark.ts';
import type { Helper } from '../capture/ways.ts';
import { CapnoteError } from '../errors.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import { chooseRunner, RUNNERS, type RunnerChoice } from './choose-runner.ts';
import { type DockerPorts, type DockerTools, findDocker, runInContainers } from './docker/docker-runner.ts';
import { type ChosenFault, checkFaultsRun, runnersFor, withFaults } from './faults.ts';
import type { LabOutcome } from './lab-event.ts';
import type { LabPlan, NetnsTools, RunnerName, Scenario } from './lab-plan.ts';
import { checkNamespaces } from './namespaces.ts';
import { type NetnsPorts, runInNamespaces } from './netns-runner.ts';
import { checkScenario } from './scenario.ts';
import { drawOf, runWithoutNetwork } from './simulated-runner.ts';
import { findNetnsTools, findTool } from './tools.ts';

export interface LabOptions {
	readonly profile: LabProfile;
	readonly scenario: Scenario;
	/** The folder of the capture; made if need be. */
	readonly captures: string;
	/** Name of the capture without `.pcap`; the lab and the time unless given. */
	readonly name?: string;
	/** What goes wrong on purpose. */
	readonly faults?: readonly ChosenFault[];
	/** False: nothing is recorded, only the programs' events are kept. */
	readonly records?: boolean;
	/** `auto`, unless given, is the first that works here: netns, docker, simulated. */
	readonly runner?: RunnerName | 'auto';
	/** Leaves the containers up (docker). */
	readonly keep?: boolean;
	/** The same seed gives the same capture (simulated). */
	readonly seed?: number;
}

/** The outside world of a lab. */
export interface LabPorts extends NetnsPorts {
	readonly platform: string;
	readonly userId: number | undefined;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly now: () => Date;
	/** The command that runs this program once more with other arguments. */
	readonly self: readonly string[];
	/** What the user types, for a runner whose client is out of the keyboard's reach. */
	readonly typed?: NonNullable<DockerPorts['typed']>;
}

export interface LabResult extends LabOutcome {
	readonly runner: RunnerName;
	/** Made by an ordinary user, through a user namespace. */
	readonly rootless: boolean;
	/** Of a simulated lab. */
	readonly seed: number | null;
}

/** A runner that works here. */
type Ready =
	| { readonly runner: 'netns'; readonly tools: NetnsTools }
	| { readonly runner: 'docker'; readonly tools: DockerTools }
	| { readonly runner: 'simulated' };

/**
 * Runs a lab and records it.
 *
 * @throws CapnoteError `wrong-use`, and before anything is made `not-linux`, `tool-missing`, `namespaces-forbidden` or
 *   `no-engine`; later `cannot-write`, `capture-forbidden`, `recorder-failed`, `lab-step-failed` or `no-way-to-record`.
 */
export async function runLab(options: LabOptions, ports: LabPorts): Promise<LabResult> {
	const scenario = withFaults(options.scenario, options.faults ?? [], options.profile);
	checkScenario(scenario);
	const wanted = options.runner ?? 'auto';
	const able = ableRunners(options, wanted);
	const trials = {
		netns: () => readyNetns(ports, scenario.wires.length > 0, options.records !== false),
		docker: () => readyDocker(ports, options.records !== false),
		simulated: async (): Promise<Ready> => ({ runner: 'simulated' }),
	};
	const choice = await chooseRunner<Ready>(wanted, able, trials);
	try {
		return await runOn(choice, { ...options, scenario }, ports);
	} catch (error) {
		if (wanted !== 'auto' || !isForbidden(error, choice) || !able.includes('simulated')) throw error;
		const problems = [...choice.problems, { runner: choice.ready.runner, problem: error }];
		return await runOn({ ready: await trials.simulated(), why: 'fallback', problems }, { ...options, scenario }, ports);
	}
}

/** Which runners can do what is wanted. @throws CapnoteError when the one that was asked for cannot. */
function ableRunners(options: LabOptions, wanted: RunnerName | 'auto'): readonly RunnerName[] {
	const { faults = [], keep, seed } = options;
	if (keep && wanted !== 'auto' && wanted !== 'docker')
		throw new CapnoteError('wrong-use', { problem: 'keep-needs-docker' });
	if (seed !== undefined && (keep || (wanted !== 'auto' && wanted !== 'simulated')))
		throw new CapnoteError('wrong-use', { problem: 'seed-is-simulated' });
	if (wanted !== 'auto') checkFaultsRun(faults, wanted);
	const byFaults = runnersFor(faults);
	if (keep) {
		checkFaultsRun(faults, 'docker');
		return ['docker'];
	}
	return RUNNERS.filter((runner) => byFaults.includes(runner) && (seed === undefined || runner === 'simulated'));
}

/** Containers work here, but nobody may record them: known before one is made. */
function isForbidden(error: unknown, { ready }: RunnerChoice<Ready>): error is CapnoteError {
	const codes = ['no-way-to-record', 'capture-forbidden', 'recorder-failed'];
	return ready.runner === 'docker' && error instanceof CapnoteError && codes.includes(error.code);
}

async function runOn(
	{ ready, why, problems }: RunnerChoice<Ready>,
	options: LabOptions,
	ports: LabPorts,
): Promise<LabResult> {
	const { runner } = ready;
	const isRoot = ports.userId === 0;
	const rootless = runner === 'netns' && !isRoot;
	const draw = drawOf(options.seed, ports.now());
	const seed = runner === 'simulated' ? draw.seed : null;
	ports.emit({ kind: 'runner', runner, rootless, why, problems, seed });
	const plan = planOf(options, ports, runner, runner === 'docker' ? ready.tools.address : undefined);
	const outcome =
		ready.runner === 'simulated'
			? await runWithoutNetwork(plan, draw, ports)
			: ready.runner === 'netns'
				? await runInNamespaces({ ...plan, tools: ready.tools, rootless }, ports)
				: await runInContainers(plan, ready.tools, {
						...{ ...ports, isRoot, keep: options.keep === true },
						machine: machinePorts(ports.environment),
					});
	return { ...outcome, runner, rootless, seed };
}

async function readyNetns(ports: LabPorts, badCables: boolean, records: boolean): Promise<Ready> {
	const { platform, environment, userId } = ports;
	if (platform !== 'linux') throw new CapnoteError('not-linux', { platform });
	const tools = findNetnsTools(environment.PATH ?? '', isProgram, { badCables });
	if (records) findTool('tcpdump', environment.PATH ?? '', isProgram);
	await checkNamespaces(tools, userId !== 0, readSetting);
	return { runner: 'netns', tools };
}

async function readyDocker({ platform, environment }: LabPorts, records: boolean): Promise<Ready> {
	if (platform !== 'linux') throw new CapnoteError('not-linux', { platform });
	const tools = await findDocker(machinePorts(environment));
	if (records) findTool('tcpdump', environment.PATH ?? '', isProgram);
	return { runner: 'docker', tools };
}

function planOf(options: LabOptions, ports: LabPorts, runner: RunnerName, engine: string | undefined): LabPlan {
	const startedAt = ports.now();
	const recordsByItself = options.records === false || runner === 'simulated';
	return {
		runner,
		profile: options.profile,
		scenario: options.scenario,
		captureBase: resolve(options.captures, options.name ?? captureName(options.profile.name, startedAt)),
		owner: callerOf(ports.environment, ports.userId),
		startedAt: startedAt.toISOString(),
		records: options.records !== false,
		ways: {
			tcpdump: recordsByItself ? undefined : findTool('tcpdump', ports.environment.PATH ?? '', isProgram),
			...{ self: ports.self, userId: ports.userId },
			...(engine === undefined ? {} : { helper: helperOn(engine, startedAt, ports.environment) }),
		},
	};
}

/** The lab's own image is there when the recorder starts. */
function helperOn(engine: string, startedAt: Date, { CAPNOTE_IMAGE: image }: LabPorts['environment']): Helper {
	return {
		...{ engine, image: image || LAB_IMAGE, isThere: true, isAsked: false },
		name: `${HELPER_NAME}${startedAt.getTime()}`,
		mark: ownerMark(pid, false, ownProcesses()),
	};
}

/** `reqresp-20251121-061500`, in local time, for people look for it by their clock. */
export function captureName(lab: string, time: Date): string {
	const two = (value: number): string => String(value).padStart(2, '0');
	const date = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
	return `${lab}-${date}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function readSetting(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}

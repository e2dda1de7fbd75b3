import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { machinePorts } from '../capture/detect/read-machine.ts';
import { callerOf } from '../capture/owner.ts';
import { CapnoteError } from '../errors.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import { chooseRunner } from './choose-runner.ts';
import { type DockerPorts, type DockerTools, findDocker, runInContainers } from './docker/docker-runner.ts';
import { LAB_IMAGE } from './docker/image.ts';
import { type ChosenFault, checkFaultsRun, withFaults } from './faults.ts';
import type { LabOutcome } from './lab-event.ts';
import type { LabPlan, NetnsTools, RunnerName, Scenario } from './lab-plan.ts';
import { checkNamespaces } from './namespaces.ts';
import { type NetnsPorts, runInNamespaces } from './netns-runner.ts';
import { checkScenario } from './scenario.ts';
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
	/** `auto`, unless given, is the first that works here: netns, then docker. */
	readonly runner?: RunnerName | 'auto';
	/** Leaves the containers up (docker). */
	readonly keep?: boolean;
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
}

/** A runner that works here. */
type Ready =
	| { readonly runner: 'netns'; readonly tools: NetnsTools }
	| { readonly runner: 'docker'; readonly tools: DockerTools };

/**
 * Runs a lab and records it.
 *
 * @throws CapnoteError `wrong-use`, and before anything is made `not-linux`, `tool-missing`, `namespaces-forbidden` or
 *   `no-engine`; later `cannot-write`, `capture-forbidden`, `recorder-failed`, `lab-step-failed` or `no-way-to-record`.
 */
export async function runLab(options: LabOptions, ports: LabPorts): Promise<LabResult> {
	const faults = options.faults ?? [];
	const scenario = withFaults(options.scenario, faults, options.profile);
	checkScenario(scenario);
	if (ports.platform !== 'linux') throw new CapnoteError('not-linux', { platform: ports.platform });
	const isRoot = ports.userId === 0;
	const wanted = options.runner ?? 'auto';
	if (wanted !== 'auto') checkFaultsRun(faults, wanted);
	const { ready, why, problem } = await chooseRunner<Ready>(wanted, options.keep === true, {
		netns: () => readyNetns(ports, isRoot, scenario.wires.length > 0),
		docker: () => readyDocker(ports),
	});
	checkFaultsRun(faults, ready.runner);
	const rootless = ready.runner === 'netns' && !isRoot;
	ports.emit({ kind: 'runner', runner: ready.runner, rootless, why, problem });
	const engine = ready.runner === 'docker' ? ready.tools.address : undefined;
	const plan = planOf({ ...options, scenario }, ports, ready.runner, engine);
	const outcome =
		ready.runner === 'netns'
			? await runInNamespaces({ ...plan, tools: ready.tools, rootless }, ports)
			: await runInContainers(plan, ready.tools, {
					...{ ...ports, isRoot, keep: options.keep === true },
					machine: machinePorts(ports.environment),
				});
	return { ...outcome, runner: ready.runner, rootless };
}

async function readyNetns({ environment }: LabPorts, isRoot: boolean, badCables: boolean): Promise<Ready> {
	const tools = findNetnsTools(environment.PATH ?? '', isProgram, { badCables });
	await checkNamespaces(tools, !isRoot, readSetting);
	return { runner: 'netns', tools };
}

async function readyDocker({ environment }: LabPorts): Promise<Ready> {
	return { runner: 'docker', tools: await findDocker(machinePorts(environment)) };
}

function planOf(options: LabOptions, ports: LabPorts, runner: RunnerName, engine: string | undefined): LabPlan {
	const startedAt = ports.now();
	return {
		runner,
		profile: options.profile,
		scenario: options.scenario,
		captureBase: resolve(options.captures, options.name ?? captureName(options.profile.name, startedAt)),
		owner: callerOf(ports.environment, ports.userId),
		startedAt: startedAt.toISOString(),
		records: options.records !== false,
		ways: {
			tcpdump: options.records === false ? undefined : findTool('tcpdump', ports.environment.PATH ?? '', isProgram),
			...{ self: ports.self, userId: ports.userId },
			helperImage: ports.environment.CAPNOTE_IMAGE || LAB_IMAGE,
			helperName: `capnote-record-${startedAt.getTime()}`,
			...(engine === undefined ? {} : { engine }),
		},
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

import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CapnoteError } from '../errors.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import type { LabOutcome } from './lab-event.ts';
import type { Scenario } from './lab-plan.ts';
import { checkNamespaces } from './namespaces.ts';
import { type NetnsPorts, runInNamespaces } from './netns-runner.ts';
import { checkScenario } from './scenario.ts';
import { findTools } from './tools.ts';

export interface LabOptions {
	readonly profile: LabProfile;
	readonly scenario: Scenario;
	/** The folder of the capture; made if need be. */
	readonly captures: string;
	/** Name of the capture without `.pcap`; the lab and the time unless given. */
	readonly name?: string;
}

/** The outside world of a lab. */
export interface LabPorts extends NetnsPorts {
	readonly platform: string;
	readonly userId: number | undefined;
	/** The PATH variable. */
	readonly path: string;
	readonly now: () => Date;
	/** The command that runs this program once more with other arguments. */
	readonly self: readonly string[];
}

export interface LabResult extends LabOutcome {
	readonly runner: 'netns';
	/** Made by an ordinary user, through a user namespace. */
	readonly rootless: boolean;
}

/**
 * Runs a lab and records it.
 *
 * @throws CapnoteError `wrong-use`, and before anything is made `not-linux`, `tool-missing` or
 *   `namespaces-forbidden`; later `cannot-write`, `capture-forbidden`, `recorder-failed` or `lab-step-failed`.
 */
export async function runLab(options: LabOptions, ports: LabPorts): Promise<LabResult> {
	checkScenario(options.scenario);
	if (ports.platform !== 'linux') throw new CapnoteError('not-linux', { platform: ports.platform });
	const tools = findTools(ports.path, isProgram);
	const rootless = ports.userId !== 0;
	await checkNamespaces(tools, rootless, readSetting);
	ports.emit({ kind: 'runner', runner: 'netns', rootless });
	const startedAt = ports.now();
	const plan = {
		profile: options.profile,
		scenario: options.scenario,
		captureBase: resolve(options.captures, options.name ?? captureName(options.profile.name, startedAt)),
		startedAt: startedAt.toISOString(),
		self: ports.self,
		tools,
		rootless,
	};
	return { ...(await runInNamespaces(plan, ports)), runner: 'netns', rootless };
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

import { detect } from '../../capture/detect/detect.ts';
import { type MachinePorts, readMachine } from '../../capture/detect/read-machine.ts';
import { requireChoice } from '../../capture/detect/require-choice.ts';
import type { DetectedNetwork } from '../../capture/detection.ts';
import { CapnoteError } from '../../errors.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import type { Machines } from '../machines.ts';
import { runCommand } from '../run-command.ts';
import { runCompose } from './compose.ts';

export interface ContainersOptions {
	readonly profile: LabProfile;
	/** Compose with its engine, without project and file. */
	readonly compose: readonly string[];
	readonly composeFile: string;
	/** Compose project of this run alone. */
	readonly project: string;
	/** Leaves the containers up. */
	readonly keep: boolean;
	readonly isRoot: boolean;
	readonly machine: MachinePorts;
	/** Told at the end: they are being removed, or they stay up. */
	readonly onEnd: (end: 'removal' | 'kept') => void;
}

/** Two containers of compose, created but not started: the recorder listens before they can say anything. */
export function openContainers(options: ContainersOptions): Machines {
	const { profile, composeFile, project } = options;
	const compose = [...options.compose, '-p', project, '-f', composeFile];
	return {
		command: (host, args) => [...compose, 'exec', '-T', profile.services[host], 'capnote', ...args],
		serverAddress: profile.services.server,
		isRemote: true,
		runFirst: false,
		connectStage: 'containers',
		connect: async () => {
			// Not `create`, which makes no network in v1.
			await runCompose(compose, ['up', '--no-start']);
			return bridgeOf(await networkOf(options));
		},
		run: async () => {
			await runCompose(compose, ['start']);
			if (options.isRoot) await sendPlainSegments(await networkOf(options));
		},
		forgetNeighbours: async () => undefined,
		release: async () => {
			options.onEnd(options.keep ? 'kept' : 'removal');
			if (options.keep) return;
			await runCompose(compose, ['down', '-t', '1', '-v', '--remove-orphans']);
		},
	};
}

async function networkOf({ machine, project }: ContainersOptions): Promise<DetectedNetwork> {
	return requireChoice(detect(await readMachine(machine), { project, labs: [] }));
}

function bridgeOf({ bridge, place, name }: DetectedNetwork): string {
	if (bridge !== null && place.kind === 'here') return bridge;
	throw new CapnoteError('bridge-elsewhere', { network: name, bridge: bridge ?? '' });
}

/** Each segment as it would be on a cable, with its checksum: without offload, where this machine has the tools. */
async function sendPlainSegments({ members }: DetectedNetwork): Promise<void> {
	const off = ['ethtool', '-K', 'eth0', 'tx', 'off', 'tso', 'off', 'gso', 'off'];
	const pids = members.flatMap(({ pid }) => (pid === null ? [] : [pid]));
	await Promise.all(pids.map((pid) => runCommand(['nsenter', '-t', String(pid), '-n', ...off])));
}

import { readlinkSync } from 'node:fs';
import { pid } from 'node:process';
import { detect } from '../../capture/detect/detect.ts';
import { type MachinePorts, readMachine } from '../../capture/detect/read-machine.ts';
import { requireChoice } from '../../capture/detect/require-choice.ts';
import type { DetectedNetwork } from '../../capture/detection.ts';
import { OWNER_VARIABLE, ownerMark, ownProcesses } from '../../capture/owner-mark.ts';
import { runCommand } from '../../capture/run-command.ts';
import { recordPlace } from '../../capture/start-by-ways.ts';
import { CapnoteError } from '../../errors.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import type { Machines, RecordPoint } from '../machines.ts';
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
	const mark = ownerMark(pid, options.keep, ownProcesses());
	const compose = ['env', `${OWNER_VARIABLE}=${mark}`, ...options.compose, '-p', project, '-f', composeFile];
	return {
		command: (host, args) => [...compose, 'exec', '-T', profile.services[host], 'capnote', ...args],
		serverAddress: profile.services.server,
		isRemote: true,
		runFirst: false,
		connectStage: 'containers',
		connect: async () => {
			// Not `create`, which makes no network in v1.
			await runCompose(compose, ['up', '--no-start']);
			return pointOf(await networkOf(options));
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

function pointOf({ bridge, place, name }: DetectedNetwork): RecordPoint {
	if (bridge !== null && place.kind !== 'no-bridge') return { iface: bridge, place: recordPlace(place) };
	throw new CapnoteError('no-such-interface', { iface: bridge ?? name, others: [] });
}

/** Each segment as it would be on a cable, with its checksum: without offload, where this machine has the tools. */
async function sendPlainSegments({ members }: DetectedNetwork): Promise<void> {
	const off = ['ethtool', '-K', 'eth0', 'tx', 'off', 'tso', 'off', 'gso', 'off'];
	const pids = members.flatMap((member) => (member.pid === null ? [] : [member.pid])).filter(isInOtherNetwork);
	await Promise.all(pids.map((first) => runCommand(['nsenter', '-t', String(first), '-n', ...off])));
}
/** A container that has ended meanwhile may have left its number to a process of this machine, whose card is not ours. */
function isInOtherNetwork(first: number): boolean {
	try {
		return readlinkSync(`/proc/${first}/ns/net`) !== readlinkSync('/proc/self/ns/net');
	} catch {
		return false;
	}
}

import { posix } from 'node:path';
import type { RootlessNamespaces } from '../detection.ts';
import type { MachinePorts } from './read-machine.ts';
import type { EngineInfo, EngineReading } from './readings.ts';

/** Whether the engine runs without root, in namespaces of its own. */
export function isRootless({ SecurityOptions }: EngineInfo): boolean {
	return SecurityOptions?.some((option) => /(^|=)rootless$/.test(option)) ?? false;
}

/**
 * The namespaces of Docker in rootless mode, from the files that it keeps beside its socket: who may read them may
 * enter, and root may. RootlessKit 2 puts the network namespace into a file, and leaves the engine outside of it.
 *
 * @returns `null` for other engines, and for one of another machine, whose socket was only brought here.
 */
export async function readNamespaces(
	{ address, kind, info }: EngineReading,
	{ files, resolve }: Pick<MachinePorts, 'files' | 'resolve'>,
): Promise<RootlessNamespaces | null> {
	if (kind !== 'docker' || !isRootless(info) || !address.startsWith('unix://')) return null;
	const folder = posix.dirname(await resolve(address.slice('unix://'.length)));
	const state = `${folder}/dockerd-rootless`;
	const number = (await files.text(`${state}/child_pid`)) ?? (await files.text(`${folder}/docker.pid`));
	const pid = Number.parseInt(number ?? '', 10);
	if (!(pid > 0)) return null;
	const hasFile = (await files.list(state))?.includes('netns') ?? false;
	return { pid, netns: hasFile ? `${state}/netns` : null };
}

import { readdir, readFile, realpath } from 'node:fs/promises';
import { engineAddresses } from './engine-addresses.ts';
import { type AskEngine, engineAsker } from './engine-http.ts';
import { readBridges, readContainerLinks, type SystemFiles } from './read-bridges.ts';
import { readEngine } from './read-engine.ts';
import { readNamespaces } from './read-namespaces.ts';
import type { EngineReading, MachineReadings } from './readings.ts';

/** The outside world of detection. */
export interface MachinePorts {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly ask: AskEngine;
	readonly files: SystemFiles;
	/** The path behind links, the path itself where there is nothing. */
	readonly resolve: (path: string) => Promise<string>;
}

/** This machine. */
export function machinePorts(environment: MachinePorts['environment']): MachinePorts {
	return {
		environment,
		ask: engineAsker(environment),
		files: {
			text: (path) => readFile(path, 'utf8').catch(() => undefined),
			bytes: (path) => readFile(path).catch(() => undefined),
			list: (path) => readdir(path).catch(() => undefined),
		},
		resolve: (path) => realpath(path).catch(() => path),
	};
}

/** Reads all that detection needs: engines, then what the kernel shows. Never throws for what is missing. */
export async function readMachine(ports: MachinePorts): Promise<MachineReadings> {
	const addresses = await distinct(engineAddresses(ports.environment), ports.resolve);
	const [engines, bridges] = await Promise.all([
		Promise.all(addresses.map((address) => engineAt(address, ports))),
		readBridges(ports.files),
	]);
	const pids = engines.flatMap((engine) => Object.values(engine.pids));
	return {
		engines,
		bridges,
		containerLinks: await readContainerLinks(ports.files, [...new Set(pids)]),
	};
}

async function engineAt(address: string, ports: MachinePorts): Promise<EngineReading> {
	const reading = await readEngine(address, ports.ask);
	return { ...reading, namespaces: await readNamespaces(reading, ports) };
}

/** Packages of podman make Docker's socket a link to podman's: one engine is asked once. */
async function distinct(addresses: readonly string[], resolve: MachinePorts['resolve']): Promise<readonly string[]> {
	const targets = await Promise.all(
		addresses.map(async (address) =>
			address.startsWith('unix://') ? await resolve(address.slice('unix://'.length)) : address,
		),
	);
	return addresses.filter((_, index) => targets.indexOf(targets[index] ?? '') === index);
}

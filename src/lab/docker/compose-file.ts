import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { LabProfile } from '../../profile/lab-profile.ts';
import { LABS } from '../../profile/labs.ts';

/** The compose file of a lab. */
export interface ComposeFile {
	readonly path: string;
	/** Removes it if it was made for this run. */
	readonly remove: () => Promise<void>;
}

/** The compose file that comes with capnote, or for a lab of somebody's own one like it with that lab's names. */
export async function composeFileFor(root: string, { name, services }: LabProfile): Promise<ComposeFile> {
	const builtIn = Object.values(LABS).find((lab) => lab.name === name);
	const isOurs = builtIn?.services.server === services.server && builtIn.services.client === services.client;
	if (isOurs) return { path: resolve(root, 'compose', `${name}.yml`), remove: async () => undefined };
	const model = await readFile(resolve(root, 'compose', 'reqresp.yml'), 'utf8');
	const text = model
		.replaceAll('reqresp-server', services.server)
		.replaceAll('reqresp-client', services.client)
		.replaceAll(/\breqresp\b/g, name)
		.replaceAll('context: ..', `context: ${JSON.stringify(root)}`);
	const path = join(await mkdtemp(join(tmpdir(), 'capnote-compose-')), `${name}.yml`);
	await writeFile(path, text);
	return { path, remove: async () => await rm(dirname(path), { recursive: true, force: true }) };
}

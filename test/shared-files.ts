import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Captures of others, which are not part of the project: a folder named by `CAPNOTE_SHARED`. */
export const SHARED: string = process.env.CAPNOTE_SHARED ?? '../shared';

/** Why tests of these files cannot run here; a machine without the folder is no failure. */
export const sharedReason: string | undefined = existsSync(SHARED)
	? undefined
	: `needs the folder ${SHARED} (CAPNOTE_SHARED)`;

/** All files below a folder of `SHARED` whose name ends so, as paths within `SHARED`. */
export function sharedFiles(folder: string, ending: string): readonly string[] {
	if (sharedReason) return ['(no captures here)'];
	const names = readdirSync(join(SHARED, folder), { recursive: true, encoding: 'utf8' });
	return names
		.filter((name) => name.endsWith(ending))
		.sort()
		.map((name) => join(folder, name));
}

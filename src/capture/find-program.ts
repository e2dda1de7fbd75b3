import { accessSync, constants } from 'node:fs';

/** Where system programs lie that the path of an ordinary user often lacks. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'];

/** Full path of a program; `path` is the PATH variable. */
export function findProgram(
	name: string,
	path: string,
	isProgram: (file: string) => boolean = canRun,
): string | undefined {
	const folders = [...path.split(':').filter((folder) => folder !== ''), ...SYSTEM_FOLDERS];
	return folders.map((folder) => `${folder}/${name}`).find(isProgram);
}

function canRun(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

import { CapnoteError } from '../errors.ts';
import type { NetnsTools } from './lab-plan.ts';

const PACKAGES = {
	unshare: 'util-linux',
	nsenter: 'util-linux',
	ip: 'iproute2',
	tcpdump: 'tcpdump',
} as const;

/** Where system programs lie that the path of an ordinary user often lacks. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'];

/**
 * Finds a program that a lab needs.
 *
 * @param path The PATH variable.
 * @param isProgram Whether this file can be run.
 * @throws CapnoteError `tool-missing`.
 */
export function findTool(tool: keyof typeof PACKAGES, path: string, isProgram: (file: string) => boolean): string {
	const folders = [...path.split(':').filter((folder) => folder !== ''), ...SYSTEM_FOLDERS];
	const file = folders.map((folder) => `${folder}/${tool}`).find(isProgram);
	if (file === undefined) throw new CapnoteError('tool-missing', { tool, package: PACKAGES[tool] });
	return file;
}

/**
 * Finds the programs that make namespaces.
 *
 * @throws CapnoteError `tool-missing`, for the first that is not there.
 */
export function findNetnsTools(path: string, isProgram: (file: string) => boolean): NetnsTools {
	const find = (tool: keyof NetnsTools): string => findTool(tool, path, isProgram);
	return { unshare: find('unshare'), nsenter: find('nsenter'), ip: find('ip') };
}

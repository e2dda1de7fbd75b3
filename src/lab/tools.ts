import { CapnoteError } from '../errors.ts';
import type { LabTools } from './lab-plan.ts';

const PACKAGES: { readonly [T in keyof LabTools]: string } = {
	unshare: 'util-linux',
	nsenter: 'util-linux',
	ip: 'iproute2',
	tcpdump: 'tcpdump',
};

/** Where system programs lie that the path of an ordinary user often lacks. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'];

/**
 * Finds the programs that the lab needs.
 *
 * @param path The PATH variable.
 * @param isProgram Whether this file can be run.
 * @throws CapnoteError `tool-missing`, for the first that is not there.
 */
export function findTools(path: string, isProgram: (file: string) => boolean): LabTools {
	const folders = [...path.split(':').filter((folder) => folder !== ''), ...SYSTEM_FOLDERS];
	const find = (tool: keyof LabTools): string => {
		const file = folders.map((folder) => `${folder}/${tool}`).find(isProgram);
		if (file === undefined) throw new CapnoteError('tool-missing', { tool, package: PACKAGES[tool] });
		return file;
	};
	return { unshare: find('unshare'), nsenter: find('nsenter'), ip: find('ip'), tcpdump: find('tcpdump') };
}

import { findProgram } from '../capture/find-program.ts';
import { CapnoteError } from '../errors.ts';
import type { NetnsTools } from './lab-plan.ts';

const PACKAGES = {
	unshare: 'util-linux',
	nsenter: 'util-linux',
	ip: 'iproute2',
	tcpdump: 'tcpdump',
	perl: 'perl-base',
} as const;

/**
 * Finds a program that a lab needs.
 *
 * @param path The PATH variable.
 * @param isProgram Whether this file can be run.
 * @throws CapnoteError `tool-missing`.
 */
export function findTool(tool: keyof typeof PACKAGES, path: string, isProgram: (file: string) => boolean): string {
	const file = findProgram(tool, path, isProgram);
	if (file === undefined) throw new CapnoteError('tool-missing', { tool, package: PACKAGES[tool] });
	return file;
}

/**
 * Finds the programs that make namespaces.
 *
 * @throws CapnoteError `tool-missing`, for the first that is not there.
 */
export function findNetnsTools(
	path: string,
	isProgram: (file: string) => boolean,
	{ badCables }: { readonly badCables: boolean },
): NetnsTools {
	const find = (tool: keyof NetnsTools): string => findTool(tool, path, isProgram);
	const perl = badCables ? find('perl') : null;
	return { unshare: find('unshare'), nsenter: find('nsenter'), ip: find('ip'), perl };
}

import { getSystemErrorMap } from 'node:util';

/** The system's words for an error of Node: `permission denied` for `EACCES`; else the error's own. */
export function systemReason(error: unknown): string {
	const errno = (error as NodeJS.ErrnoException).errno;
	const known = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
	return known ?? (error instanceof Error ? error.message : String(error));
}

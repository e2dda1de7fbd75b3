import { CapnoteError } from '../errors.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import { LABS } from '../profile/labs.ts';
import type { Context } from './context.ts';
import { readText } from './read-text.ts';

/**
 * Reads a lab of somebody's own.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file` or `bad-yaml`.
 */
export async function readProfile({ files }: Pick<Context, 'files'>, path: string): Promise<LabProfile> {
	const text = await readText(files, path);
	const { readLabProfile } = await import('../profile/read-lab-profile.ts');
	return await readLabProfile(text, path);
}

/** The labs that captures are looked at with: the built-in ones, and before them one of somebody's own. */
export async function labsFor(
	context: Pick<Context, 'files'>,
	path: string | undefined,
): Promise<readonly LabProfile[]> {
	const builtIn = Object.values(LABS);
	if (path === undefined) return builtIn;
	const own = await readProfile(context, path);
	return [own, ...builtIn.filter(({ port }) => port !== own.port)];
}

/**
 * The lab that a program of it is to follow.
 *
 * @throws CapnoteError what `readProfile` throws, and `wrong-use`.
 */
export async function labOf(
	context: Pick<Context, 'files'>,
	path: string | undefined,
	handed: LabProfile | undefined,
): Promise<LabProfile> {
	if (handed !== undefined) return handed;
	if (path === undefined) throw new CapnoteError('wrong-use', { problem: 'no-profile' });
	return await readProfile(context, path);
}

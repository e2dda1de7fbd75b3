import { type AnalyzeResult, analyze } from '../analyze.ts';
import { CapnoteError } from '../errors.ts';
import { companionSaysRough } from './companion.ts';
import type { Context } from './context.ts';
import { labsFor } from './read-profile.ts';
import type { ShowOptions } from './show-options.ts';

/**
 * Reads and analyses a capture.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file`, `not-a-capture` or `bad-yaml`.
 */
export async function analyzeFile(
	context: Context,
	path: string,
	{ profile, labProfile }: Pick<ShowOptions, 'profile' | 'labProfile'>,
): Promise<AnalyzeResult> {
	const source = await context.files.open(path);
	try {
		const roughTimes = await companionSaysRough(context, path);
		const rules = await labsFor(context, labProfile);
		const result = await analyze(source, { roughTimes, rules, ...(profile ? { profile } : {}) });
		if (result.read.kind === 'capture') return result;
		throw new CapnoteError('not-a-capture', { path, looksLike: result.read.looksLike });
	} finally {
		await source.close();
	}
}

import type { AnalyzeResult } from '../analyze.ts';
import { CapnoteError } from '../errors.ts';
import { findFiles } from '../node/find-files.ts';
import { safeLines } from '../render/visible-text.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context } from './context.ts';
import { errorText } from './error-words.ts';
import type { ShowOptions } from './show-options.ts';

/** Files of a folder that are looked into; of what is named itself, all. */
const CAPTURE_NAME = /\.(pcap|pcapng|cap|ntar|dmp)(\.gz)?$/i;

/**
 * Reads and analyses captures, and all those in folders. What a folder holds beside them, and captures in it that
 * cannot be read, stop nothing; the latter are told.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file`, `not-a-capture`, or `no-captures` where a folder has none.
 */
export async function openCaptures(
	context: Context,
	names: readonly string[],
	options: Pick<ShowOptions, 'profile' | 'quiet' | 'lang'>,
): Promise<readonly AnalyzeResult[]> {
	const named = new Set(names);
	const results: AnalyzeResult[] = [];
	for (const file of findFiles(names)) {
		const { path } = file;
		if (file.error) throw file.error;
		if (!named.has(path) && !CAPTURE_NAME.test(path)) continue;
		try {
			results.push(await analyzeFile(context, path, options));
		} catch (error) {
			if (named.has(path) || !(error instanceof CapnoteError)) throw error;
			if (!options.quiet) await tell(context, error, options);
		}
	}
	if (results.length === 0 && names.length > 0) throw new CapnoteError('no-captures', { paths: names });
	return results;
}

async function tell(context: Context, error: CapnoteError, { lang }: Pick<ShowOptions, 'lang'>): Promise<void> {
	const { defaultLanguage } = await import('./default-language.ts');
	const words = await context.words(lang ?? defaultLanguage(context.environment));
	const { what } = errorText(words, error);
	context.log.write(safeLines(`${what}\n`));
}

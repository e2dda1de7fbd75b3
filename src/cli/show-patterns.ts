import { patternText } from '../render/check/pattern-text.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { CheckCommandOptions } from './show-check.ts';
import { styleOf } from './show-options.ts';

/**
 * Says how to write sentences that `capnote check` understands.
 *
 * @throws CapnoteError `file-exists` or `cannot-write`.
 */
export async function showPatterns(
	context: Context,
	options: Pick<CheckCommandOptions, 'lang' | 'output' | 'force' | 'color'>,
): Promise<void> {
	const { lang } = options;
	const words = await context.words(lang === 'en' || lang === 'id' ? lang : defaultLanguage(context.environment));
	const pieces = patternText(words, styleOf(context, options));
	if (options.output === undefined) for (const piece of pieces) context.out.write(piece);
	else await context.files.write(options.output, [...pieces].join(''), options.force === true);
}

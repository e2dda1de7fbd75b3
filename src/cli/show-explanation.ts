import { CapnoteError } from '../errors.ts';
import { explainText } from '../render/explain/explain.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { type ShowOptions, styleOf } from './show-options.ts';
import { tellDamage } from './tell-damage.ts';

/**
 * Explains packet `number` of a capture.
 *
 * @throws CapnoteError `not-in-capture`, or as `analyzeFile` and `Files.write` do.
 */
export async function showExplanation(
	context: Context,
	path: string,
	number: number,
	options: Pick<ShowOptions, 'output' | 'force' | 'lang' | 'color' | 'profile'>,
): Promise<void> {
	const words = await context.words(options.lang ?? defaultLanguage(context.environment));
	const result = await analyzeFile(context, path, options);
	const { analysis, name } = result;
	await tellDamage(context, [result], options);
	if (number > analysis.packetCount) {
		throw new CapnoteError('not-in-capture', { what: 'packet', asked: `${number}`, count: analysis.packetCount });
	}
	const packet = analysis.packet(number);
	const text = explainText({ analysis, file: name, packet, words }, styleOf(context, options));
	if (options.output === undefined) context.out.write(text);
	else await context.files.write(options.output, text, options.force === true);
}

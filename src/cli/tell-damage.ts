import type { AnalyzeResult } from '../analyze.ts';
import { safeLines } from '../render/visible-text.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { ShowOptions } from './show-options.ts';

/** Says what is wrong with damaged captures, for outputs that have no place for it. */
export async function tellDamage(
	context: Context,
	results: readonly AnalyzeResult[],
	{ lang, quiet }: Pick<ShowOptions, 'lang' | 'quiet'>,
): Promise<void> {
	const damaged = results.flatMap(({ name, read }) =>
		read.kind === 'capture' && read.damage !== null ? [{ name, damage: read.damage }] : [],
	);
	if (quiet || damaged.length === 0) return;
	const { summary } = await context.words(lang ?? defaultLanguage(context.environment));
	for (const { name, damage } of damaged) context.log.write(safeLines(`${name}: ${summary.damage(damage)}\n`));
}

import { EXIT, type ExitStatus } from '../../errors.ts';
import type { Context, Language } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';
import { loadGradeWords } from '../load-grade-words.ts';
import { readPlan } from './read-plan.ts';

/** Says what a teacher should look at in a rubric. @throws CapnoteError `bad-yaml` for what makes it unusable. */
export async function lintRubric(context: Context, path: string, lang: Language | undefined): Promise<ExitStatus> {
	const { rubric } = await readPlan(context, path, false);
	const { lint } = await loadGradeWords(lang ?? defaultLanguage(context.environment));
	const { points, max, bands, capture, claims, hash } = rubric;
	const items = capture.length + claims.required.length;
	const warnings = [
		...(points !== null && points !== max ? [lint.sum(points, max)] : []),
		...(bands.length > 0 && bands.every(({ from }) => from > 0) ? [lint.noLowestBand] : []),
		...(items === 0 ? [lint.noItems] : []),
		...capture.flatMap((item) =>
			item.else.some((other) => other.points >= item.points) ? [lint.unreachable(item.id)] : [],
		),
	];
	for (const warning of warnings) context.out.write(`${path}: ${warning}\n`);
	context.out.write(`${path}: ${lint.fine({ items, max, hash })}\n`);
	return warnings.length > 0 ? EXIT.negative : EXIT.fine;
}

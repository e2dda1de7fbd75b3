import type { LikenessPair } from '../../grading/likeness/pair.ts';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import { text } from './html-parts.ts';

/**
 * The pairs that are alike, each with what shows it; none is said only where all of them would be.
 *
 * @param nameOf Finds a submission's own page; `null` in such a page itself.
 */
export function pairsSection(
	pairs: readonly LikenessPair[] | null,
	words: GradeWords,
	nameOf: ((of: Pick<SubmissionResult, 'student' | 'folder'>) => string) | null,
): string {
	if (pairs === null || (pairs.length === 0 && nameOf === null)) return '';
	const { titles } = words;
	if (pairs.length === 0) return `<h2>${titles.pairs}</h2>\n<p>${text(words.pairsFound(0))}</p>\n`;
	const person = (of: LikenessPair['a']): string =>
		nameOf === null
			? text(of.student)
			: `<a href="students/${encodeURIComponent(nameOf(of))}.html">${text(of.student)}</a>`;
	const all = pairs.map(({ a, b, strength, evidence }) => {
		const said = evidence.map((one) => `<li>${text(words.evidence(one, a.student, b.student))}</li>`).join('');
		const heading = `<h3>${person(a)} – ${person(b)} <span class="tag">${words.strengths[strength]}</span></h3>`;
		return `<li>${heading}<ul class="plain">${said}</ul></li>\n`;
	});
	return `<h2>${titles.pairs}</h2>\n<p>${text(words.likenessNote)}</p>\n<ul class="pairs">\n${all.join('')}</ul>\n`;
}

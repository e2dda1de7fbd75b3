import type { Rubric } from '../../grading/rubric.ts';
import type { ItemResult, SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import { pointsText } from './counts.ts';
import { escapeMarkdown } from './markdown-text.ts';

const MOST_CLAIMS = 40;

/** The summary as a comment that a teacher can paste into a pull request; packets as `#8`. */
export function commentMarkdown(result: SubmissionResult, rubric: Rubric, words: GradeWords): string {
	const { titles } = words;
	const { language } = rubric;
	const { student, points, max, band, items, claims, failures } = result;
	const shows = rubric.visibility.points === 'student';
	const total = shows
		? `**${pointsText(points, words)} / ${pointsText(max, words)}**${band === null ? '' : ` (${escapeMarkdown(band)})`}`
		: '';
	const lines = [`### ${escapeMarkdown(rubric.title[language])} – ${escapeMarkdown(student)}`, '', total, ''];
	lines.push(...itemTable(items, words, shows), '');
	const refuted = claims.filter(({ verdict }) => verdict === 'refuted');
	if (refuted.length > 0) {
		lines.push(`**${titles.refuted}**`, '');
		for (const { document, line, message } of refuted.slice(0, MOST_CLAIMS)) {
			lines.push(`- ${escapeMarkdown(`${document}:${line}`)} ${escapeMarkdown(message[language])}`);
		}
		lines.push('');
	}
	if (rubric.visibility.hints === 'student') lines.push(...hints(result, language, words));
	lines.push(...failures.map((failure) => `- ${escapeMarkdown(words.failure(failure))}`));
	return `${lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trimEnd()}\n`;
}

function itemTable(items: readonly ItemResult[], words: GradeWords, shows: boolean): readonly string[] {
	const { titles } = words;
	const head = [titles.item, ...(shows ? [titles.points] : []), titles.why];
	const rows = items.map(({ id, points, max, reason }) => {
		const given = max === 0 ? pointsText(points, words) : `${pointsText(points, words)} / ${pointsText(max, words)}`;
		return [words.itemNames[id] ?? id, ...(shows ? [given] : []), words.reason(reason)];
	});
	const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
	return [
		line(head),
		`|${head.map((title) => (title === titles.points ? ' ---: ' : ' --- ')).join('|')}|`,
		...rows.map(line),
	];
}

function hints(
	{ captures, capture }: SubmissionResult,
	language: 'en' | 'id',
	{ titles }: GradeWords,
): readonly string[] {
	const findings = captures.filter(({ name }) => name === capture).flatMap((one) => one.findings);
	if (findings.length === 0) return [];
	const lines = findings.map(
		({ text, advice }) => `- ${escapeMarkdown(`${text[language]} ${advice[language]}`.trim())}`,
	);
	return [`**${titles.findings}**`, '', ...lines, ''];
}

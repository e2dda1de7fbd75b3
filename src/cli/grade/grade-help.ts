import type { Finding } from '../../findings/finding.ts';
import type { HandedIn } from '../../grading/choose-capture.ts';
import type { GradeHelp } from '../../grading/grade-submission.ts';
import type { GradedReport } from '../../grading/graded-claim.ts';
import type { FindingText, ReportFile } from '../../grading/submission-result.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { loadWords } from '../load-words.ts';
import { checkReports } from './check-reports.ts';
import type { GradePlan } from './grade-task.ts';

/** Words in both languages, because a result says the same to everybody, and the verdicts on claims. */
export async function createGradeHelp({ labs, mostRows, rubric }: GradePlan): Promise<GradeHelp> {
	const [en, id] = await Promise.all([loadWords('en'), loadWords('id')]);
	return {
		check: (reports: readonly ReportFile[], captures: readonly HandedIn[]): Promise<readonly GradedReport[]> =>
			checkReports(reports, captures, rubric.hosts, { en, id }),
		say: (finding) => sayFinding(finding, en, id),
		sayDamage: (damage) => ({
			...{ kind: 'damaged-file', packets: [] },
			text: { en: en.summary.damage(damage), id: id.summary.damage(damage) },
			advice: { en: en.capture.damageAdvice, id: id.capture.damageAdvice },
		}),
		labs,
		mostRows: mostRows ?? Number.POSITIVE_INFINITY,
	};
}

function sayFinding(finding: Finding, en: Catalogue, id: Catalogue): FindingText {
	const said = (words: Catalogue) =>
		(words.findings[finding.kind] as (of: Finding) => { text: string; advice: string })(finding);
	const [inEnglish, inIndonesian] = [said(en), said(id)];
	return {
		...{ kind: finding.kind, packets: finding.packets },
		text: { en: inEnglish.text, id: inIndonesian.text },
		advice: { en: inEnglish.advice, id: inIndonesian.advice },
	};
}

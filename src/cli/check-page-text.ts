import { basename } from 'node:path';
import { LABS } from '../profile/labs.ts';
import type { CheckView } from '../render/check/check-view.ts';
import { comparedCaptures, pageCheck } from '../render/check/page-check.ts';
import { reportPage } from '../render/report-page.ts';
import type { Languages } from '../render/view.ts';
import { DEFAULT_LABEL_PROFILE } from '../tcp/label-profile.ts';
import type { Holding } from './hold-files.ts';
import { readTemplate } from './report-page-text.ts';
import { sha256Of } from './sha256-of.ts';
import type { CheckCommandOptions } from './show-check.ts';

/** The HTML file of a check, which holds the report and the captures that it was compared with, and needs nothing else. */
export async function checkPageText(
	view: CheckView,
	languages: Languages,
	{ context, bytesOf }: Holding,
	{ lang, profile, self, version }: Pick<CheckCommandOptions, 'lang' | 'profile' | 'self' | 'version'>,
): Promise<string> {
	const captures = comparedCaptures(view);
	const title = view.check.documents.map(({ name }) => basename(name)).join(', ');
	return reportPage({
		template: readTemplate(),
		...{ version, profile: profile ?? DEFAULT_LABEL_PROFILE },
		language: lang === 'both' || lang === undefined ? null : lang,
		captures: await Promise.all(
			captures.map(async ({ name, roughTimes }) => ({
				...{ name: basename(name), roughTimes: roughTimes === true, events: null },
				...{ sha256: await sha256Of(context, name), bytes: await bytesOf(name) },
			})),
		),
		report: { title, student: {} },
		labs: Object.values(LABS),
		check: pageCheck(view, { languages, captures, isForStudent: self === true }),
	});
}

import { existsSync, readFileSync } from 'node:fs';
import type { LabProfile } from '../profile/lab-profile.ts';
import { reportPage } from '../render/report-page.ts';
import type { Student } from '../report/head-sections.ts';
import type { ReportSource } from '../report/subject.ts';
import { DEFAULT_LABEL_PROFILE } from '../tcp/label-profile.ts';
import type { Holding } from './hold-files.ts';
import type { ReportShowOptions } from './report-options.ts';

/** Beside the bundle; and where this runs from its source, in the folder that the build fills. */
const TEMPLATES = ['../browser/report.html', '../../dist/browser/report.html'];

/** The HTML file of a report, which holds its captures whole and needs nothing else. */
export async function reportPageText(
	{ bytesOf }: Holding,
	paths: readonly string[],
	sources: readonly ReportSource[],
	student: Student,
	{ lang, profile, labs, events, title, version }: ReportShowOptions & { readonly labs: readonly LabProfile[] },
): Promise<string> {
	const eventLines = events === undefined ? null : new TextDecoder().decode(await bytesOf(events));
	const captures = sources.map(async ({ result, sha256 }, i) => ({
		...{ name: result.name, roughTimes: result.roughTimes === true, sha256, events: eventLines },
		bytes: await bytesOf(paths[i] ?? ''),
	}));
	return reportPage({
		template: readTemplate(),
		...{ version, profile: profile ?? DEFAULT_LABEL_PROFILE },
		// Both languages are in every page.
		language: lang === 'both' || lang === undefined ? null : lang,
		captures: await Promise.all(captures),
		report: { title: title ?? null, student },
		check: null,
		labs,
	});
}

/** What the build made of `src/browser`. */
export function readTemplate(): string {
	const url = TEMPLATES.map((place) => new URL(place, import.meta.url)).find((each) => existsSync(each));
	if (url === undefined) throw new Error('The template of the HTML report was not built: npm run build');
	return readFileSync(url, 'utf8');
}

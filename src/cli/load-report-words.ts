import type { ReportLanguage } from '../render/report/blocks.ts';
import type { Context, Language } from './context.ts';

/** The words of a report in one language; no other command needs them. */
export async function loadReportWords(context: Context, language: Language): Promise<ReportLanguage> {
	const { report } =
		language === 'id' ? await import('../i18n/id/report/index.ts') : await import('../i18n/en/report/index.ts');
	return { words: await context.words(language), report };
}

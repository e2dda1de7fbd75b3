import type { CheckedCapture, ReportCheck } from '../../claims/report-check.ts';
import type { ReportDocument } from '../../claims/report-document.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** A checked report with what it was compared with, and the words to say it with. */
export interface CheckView {
	readonly check: ReportCheck;
	/** In the order of the check. */
	readonly documents: readonly ReportDocument[];
	readonly captures: readonly CheckedCapture[];
	readonly words: Catalogue;
	/** The second language in which verdicts are said, where two were asked for. */
	readonly alsoIn: Catalogue | undefined;
}

/** The languages in which verdicts are said, one or two. */
export function languagesOf({ words, alsoIn }: CheckView): readonly Catalogue[] {
	return alsoIn === undefined ? [words] : [words, alsoIn];
}

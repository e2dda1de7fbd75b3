import type { ShowOptions } from './show-options.ts';

export const REPORT_FORMAT_NAMES = ['text', 'md', 'html', 'json'] as const;
export type ReportFormatName = (typeof REPORT_FORMAT_NAMES)[number];
export const REPORT_LANGUAGES = ['en', 'id', 'both'] as const;
export type ReportLanguageName = (typeof REPORT_LANGUAGES)[number];

/** How a report is to be written. */
export interface ReportShowOptions
	extends Pick<ShowOptions, 'output' | 'force' | 'color' | 'profile' | 'labProfile' | 'quiet' | 'events'> {
	readonly format?: ReportFormatName | undefined;
	readonly lang?: ReportLanguageName | undefined;
	/** Where the answers go. */
	readonly answers?: string | undefined;
	readonly title?: string | undefined;
	readonly student?: string | undefined;
	readonly studentNumber?: string | undefined;
	readonly class?: string | undefined;
	readonly date?: string | undefined;
	readonly expand?: true | undefined;
	/** Of this program. */
	readonly version: string;
}

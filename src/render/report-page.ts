import { base64Of } from './base64.ts';
import { escapeMarkup } from './markup.ts';
import type { PageCapture, PageData } from './page-data.ts';
import { visibleText } from './visible-text.ts';

/** Stands in the template where the data goes, once. */
export const DATA_PLACE = '"capnote-data-goes-here"';
const TITLE = '<title>capnote</title>';
const LANGUAGE = '<html lang="en"';

/** What a page is made of: the template that the build made of `src/browser`, and captures. */
export interface ReportPage extends Omit<PageData, 'capnote' | 'captures'> {
	readonly template: string;
	readonly captures: readonly (Omit<PageCapture, 'base64'> & { readonly bytes: Uint8Array })[];
}

/** The HTML file of a report: one file that needs nothing else, and opens offline. */
export function reportPage({ template, captures, ...rest }: ReportPage): string {
	const data: PageData = {
		...{ capnote: 1, ...rest },
		captures: captures.map(({ bytes, ...capture }) => ({ ...capture, base64: base64Of(bytes) })),
	};
	const [before, behind, more] = template.split(DATA_PLACE);
	if (before === undefined || behind === undefined || more !== undefined) {
		throw new Error('The template has not one place for data');
	}
	const name = rest.report.title ?? captures.map((capture) => capture.name).join(', ');
	const head = before
		.replace(TITLE, () => `<title>${escapeMarkup(visibleText(name))} · capnote</title>`)
		.replace(LANGUAGE, () => `<html lang="${rest.language ?? 'en'}"`);
	return head + JSON.stringify(data).replaceAll('<', '\\u003c') + behind;
}

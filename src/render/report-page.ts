import { base64Of } from './base64.ts';
import { escapeMarkup } from './markup.ts';
import type { PageCapture, PageData } from './page-data.ts';
import { visibleText } from './visible-text.ts';

/** Stands in the template where the data goes, once. */
export const DATA_PLACE = '"capnote-data-goes-here"';
const TITLE = '<title>capnote</title>';
const LANGUAGE = '<html lang="en"';

/** What a page is made of: the template that the build made of `src/browser`, and a capture. */
export interface ReportPage extends Omit<PageData, 'capnote' | 'capture'> {
	readonly template: string;
	readonly capture: Omit<PageCapture, 'base64'> & { readonly bytes: Uint8Array };
}

/** The HTML file of a capture: one file that needs nothing else, and opens offline. */
export function reportPage({ template, version, language, profile, capture }: ReportPage): string {
	const { name, bytes, roughTimes, events } = capture;
	const data: PageData = {
		...{ capnote: 1, version, language, profile },
		capture: { name, base64: base64Of(bytes), roughTimes, events },
	};
	const [before, behind, more] = template.split(DATA_PLACE);
	if (before === undefined || behind === undefined || more !== undefined)
		throw new Error('The template has no place for data');
	const head = before
		.replace(TITLE, () => `<title>${escapeMarkup(visibleText(name))} · capnote</title>`)
		.replace(LANGUAGE, () => `<html lang="${language ?? 'en'}"`);
	return head + JSON.stringify(data).replaceAll('<', '\\u003c') + behind;
}

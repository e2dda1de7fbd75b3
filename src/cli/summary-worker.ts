import { openFile } from '../node/file-source.ts';
import {
	createSummaryText,
	listsConnections,
	type SummaryFormatName,
	type SummaryText,
	type SummaryView,
} from '../render/summary-text.ts';
import { createSummarizer, type Summarizer } from '../summarize.ts';
import type { LabelProfileName } from '../tcp/label-profile.ts';
import type { Language } from './context.ts';
import { loadWords } from './load-words.ts';
import { type FileText, summarizeFile } from './summarize-file.ts';

/** One file of many; all but the path is the same for all of them. */
export interface SummaryTask {
	readonly path: string;
	readonly profile: LabelProfileName;
	readonly format: SummaryFormatName;
	readonly view: SummaryView;
	readonly language: Language;
}

let summarize: Summarizer | undefined;
let text: SummaryText | undefined;

/** What each worker of a pool runs for a file: it gives back text, which is much less than what it is made of. */
async function run({ path, profile, format, view, language }: SummaryTask): Promise<FileText> {
	summarize ??= createSummarizer(profile, listsConnections(format, view));
	text ??= createSummaryText(format, view, await loadWords(language));
	const made = await summarizeFile(path, async (name) => openFile(name), summarize, text);
	return made.kind === 'capture' ? { ...made, text: [[...made.text].join('')] } : made;
}

// biome-ignore lint/style/noDefaultExport: this is how piscina finds what to run
export default run;

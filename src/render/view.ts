import type { AnalyzeResult } from '../analyze.ts';
import type { Programs } from '../events/place-events.ts';
import type { Finding } from '../findings/finding.ts';
import type { Catalogue } from '../i18n/catalogue.ts';

/** What is rendered: an analysed capture and the words to say it with. */
export interface View {
	readonly result: AnalyzeResult;
	readonly findings: readonly Finding[];
	readonly words: Catalogue;
	/** The calls of the programs, where they were given. */
	readonly programs?: Programs | undefined;
}

/** Both languages, for machine output, which carries them side by side. */
export interface Languages {
	readonly en: Catalogue;
	readonly id: Catalogue;
}

/** How wide and in what colours a terminal shows it. */
export interface Style {
	/** Columns. */
	readonly width: number;
	readonly color: boolean;
}

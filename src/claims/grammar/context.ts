import type { Phase } from '../../tcp/segment-batch.ts';
import type { HostNames, HostRef } from './host.ts';
import type { RowRef } from './packet-query.ts';
import type { Topic } from './say.ts';

/** What the sentences before, the headings and the report as a whole say about a sentence. */
export interface SentenceContext {
	readonly names: HostNames;
	/** Rows that the paragraph speaks of. */
	readonly rows: RowRef | null;
	/** They are those of its own line in a table: what is said, is said of them. */
	readonly areRowsOwn: boolean;
	/** What goes before it in the same sentence, up to a `;`: packets behind it may be of that. */
	readonly topics: readonly Topic[];
	/** Who the sentence before was about. */
	readonly subject: HostRef | null;
	/** What the section is about. */
	readonly phase: Phase | null;
	/** "Contoh alurnya:", "teori": nothing here is about the capture. */
	readonly isGeneral: boolean;
	/** The question that this answers. */
	readonly question: 'client-port' | 'server-port' | 'port' | 'closer' | 'connections' | null;
	/** Something was said before, in the same paragraph or as what leads in to it: "this packet" may be of that. */
	readonly isContinued: boolean;
}

export const NO_CONTEXT: SentenceContext = {
	names: new Map(),
	rows: null,
	areRowsOwn: false,
	topics: [],
	subject: null,
	phase: null,
	isGeneral: false,
	question: null,
	isContinued: false,
};

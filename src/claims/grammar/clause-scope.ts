import type { Reason } from '../claim.ts';
import type { Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import type { HostRef } from './host.ts';
import type { RowRef } from './packet-query.ts';

/** What a clause is told in. */
export interface ClauseScope {
	readonly rows: RowRef | null;
	/** Rows of the sentence before are a hint, rows of the clause itself a claim. */
	readonly areOwnRows: boolean;
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly context: SentenceContext;
	readonly tentative: Reason | null;
	/** The whole sentence. */
	readonly sentence: readonly Token[];
}

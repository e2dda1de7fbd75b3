import type { LintKind } from '../claims/report-check.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { Bilingual } from './submission-result.ts';

/** A statement of a report with its verdict, as plain data. */
export interface GradedClaim {
	readonly id: string;
	readonly document: string;
	readonly line: number;
	readonly column: number;
	/** The headings above it, with ` / ` between. */
	readonly section: string;
	readonly text: string;
	readonly verdict: 'confirmed' | 'refuted' | 'not-checkable';
	readonly reason: string | null;
	readonly basis: string;
	readonly capture: string | null;
	readonly connection: number | null;
	readonly packets: readonly number[];
	/** Misconceptions: `M12`. */
	readonly notes: readonly string[];
	readonly atoms: readonly GradedAtom[];
	readonly message: Bilingual;
}

/** One checkable part of it. */
export interface GradedAtom {
	readonly kind: string;
	readonly pattern: string;
	readonly verdict: GradedClaim['verdict'];
	readonly packets: readonly number[];
	/** Whose address or port it names. */
	readonly roles: readonly Side[];
	/** Flags of the packets that confirm it. */
	readonly flags: readonly string[];
	/** Tells two statements of a kind apart. */
	readonly said: string;
}

/** A report with everything that was found in it. */
export interface GradedReport {
	readonly name: string;
	readonly claims: readonly GradedClaim[];
	/** Sentences with packet words in which nothing could be checked. */
	readonly notUnderstood: readonly { readonly document: string; readonly line: number; readonly text: string }[];
	readonly lints: readonly {
		readonly kind: LintKind;
		readonly document: string;
		readonly line: number;
		readonly text: Bilingual;
	}[];
}

import type { Claim, ClaimKind, Reason, RowReading, Verdict } from '../claims/claim.ts';
import type { ClaimNoteOf, MisconceptionId } from '../claims/claim-note.ts';
import type { FactKind, FactOf, HintKind, HintOf } from '../claims/fact.ts';
import type { LintKind, LintOf, PairingRule } from '../claims/report-check.ts';
import type { FindingText } from './catalogue.ts';

/** What is said of a student's statements. */
export interface ClaimWords {
	readonly verdicts: { readonly [V in Verdict]: string };
	readonly reasons: { readonly [R in Reason]: string };
	/** What each kind of claim is about, in two or three words. */
	readonly kinds: { readonly [K in ClaimKind]: string };
	readonly facts: { readonly [K in FactKind]: (fact: FactOf<K>) => string };
	readonly hints: { readonly [K in HintKind]: (hint: HintOf<K>) => string };
	readonly notes: { readonly [M in MisconceptionId]: (note: ClaimNoteOf<M>) => string };
	readonly lints: { readonly [L in LintKind]: (lint: LintOf<L>) => FindingText };
	readonly readings: { readonly [K in RowReading['kind']]: (reading: Extract<RowReading, { kind: K }>) => string };
	readonly pairings: { readonly [R in PairingRule]: string };
	/** The whole message about a claim: packets first, then the fact, one hint; at most two sentences. */
	readonly message: (claim: Claim) => string;
}

import type { Claim, Verdict } from '../../claims/claim.ts';
import type { ClaimNote } from '../../claims/claim-note.ts';
import type { Lint } from '../../claims/report-check.ts';
import type { Catalogue, FindingText } from '../../i18n/catalogue.ts';

/** Stands beside the word, never instead of it. */
export const SIGNS: { readonly [V in Verdict]: string } = { confirmed: '✔', refuted: '✘', 'not-checkable': '?' };

/** Sign, word, packets, fact and hint. */
export function verdictText(claim: Claim, { claims }: Catalogue): string {
	return `${SIGNS[claim.verdict]} ${claims.message(claim)}`;
}

export function noteText(note: ClaimNote, { claims }: Catalogue): string {
	const worded = claims.notes[note.id] as (note: ClaimNote) => string;
	return worded(note);
}

export function lintText(lint: Lint, { claims }: Catalogue): FindingText {
	const worded = claims.lints[lint.kind] as (lint: Lint) => FindingText;
	return worded(lint);
}

/** Which kinds of statement it holds, each once. */
export function kindsOf({ atoms }: Claim): readonly string[] {
	return [...new Set(atoms.map(({ kind }) => kind))].sort();
}

import type { OutcomeValue, RequirementWord } from '../grading/requirement.ts';

/** What `capnote expect` says. */
export interface ExpectWords {
	/** Of one capture: everything that was required is there, or how much is not. */
	readonly result: (facts: { readonly capture: string; readonly checks: number; readonly failed: number }) => string;
	/** Before the line of the specification, and before what there is. */
	readonly expected: string;
	readonly found: string;
	readonly value: (facts: {
		readonly word: RequirementWord;
		readonly found: OutcomeValue;
		readonly packets: readonly number[];
	}) => string;
	readonly total: (facts: { readonly captures: number; readonly failed: number }) => string;
	readonly written: (facts: { readonly path: string }) => string;
	readonly updated: (facts: { readonly path: string; readonly changed: number; readonly left: number }) => string;
}

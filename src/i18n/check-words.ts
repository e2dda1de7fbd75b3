import type { Verdict } from '../claims/claim.ts';

/** What `capnote check` says around the verdicts, which have their own words (`claim-words.ts`). */
export interface CheckWords {
	/** The report, and the captures that it was compared with. */
	readonly title: (report: string, captures: readonly string[]) => string;
	/** A part of the report and its capture; `why` says how it was found. */
	readonly pairing: (section: string, capture: string | null, why: string, because: readonly string[]) => string;
	readonly line: (line: number) => string;
	readonly tally: (verdicts: { readonly [V in Verdict]: number }) => string;
	readonly reading: (counts: ReadingCounts) => string;
	readonly nothingFound: string;
	readonly note: string;
	readonly notUnderstood: (count: number) => string;
	/** The words that made a sentence look like a statement about packets. */
	readonly becauseOf: (words: readonly string[]) => string;
	readonly remarks: string;
	readonly self: SelfWords;
	readonly patterns: PatternWords;
}

export interface ReadingCounts {
	readonly sentences: number;
	readonly withPacketWords: number;
	readonly understood: number;
}

/** For students, about their own report. */
export interface SelfWords {
	readonly title: (report: string) => string;
	readonly lookAgain: string;
	/** These packets should be looked at once more. */
	readonly lookAt: (packets: readonly number[]) => string;
	readonly cannotTell: string;
	readonly agrees: (count: number) => string;
	readonly sayIt: (count: number) => string;
	/** Before an example that is true of the capture at hand. */
	readonly writeLike: string;
	readonly noExample: string;
	readonly goodSoFar: string;
}

/** How to write sentences that can be checked. */
export interface PatternWords {
	readonly title: string;
	readonly advice: readonly string[];
	/** Above the examples of a kind. */
	readonly examples: { readonly en: string; readonly id: string };
}

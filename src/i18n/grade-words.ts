import type { LintKind } from '../claims/report-check.ts';
import type { FindingKind } from '../findings/finding.ts';
import type { Evidence, Signal, Strength } from '../grading/likeness/pair.ts';
import type { Outcome } from '../grading/requirement.ts';
import type { FileFailure, ItemReason, ItemResult, Remark } from '../grading/submission-result.ts';
import type { DecimalSign } from './decimal.ts';

/** What is said of submissions, rubrics and likeness. */
export interface GradeWords {
	readonly decimalSign: DecimalSign;
	/** What was required, what there is, and the packets: for rubrics and for `expect`. */
	readonly outcome: (outcome: Outcome) => string;
	readonly reason: (reason: ItemReason) => string;
	/** What an item that a rubric does not name is called. */
	readonly itemNames: { readonly [name: string]: string };
	readonly remarks: { readonly [K in Remark['kind']]: (remark: Extract<Remark, { kind: K }>) => string };
	readonly failure: (failure: FileFailure) => string;
	/** What is to be looked at in a capture or a report, in a few words: for tables. */
	readonly troubles: { readonly [K in TroubleKind]: string };
	readonly strengths: { readonly [S in Strength]: string };
	/** What each signal is about, in a few words. */
	readonly signals: { readonly [S in Signal]: string };
	/** A sentence that a teacher can show to both. */
	readonly evidence: (evidence: Evidence, a: string, b: string) => string;
	readonly verdicts: { readonly [V in 'confirmed' | 'refuted' | 'not-checkable']: string };
	readonly titles: { readonly [T in GradeTitle]: string };
	readonly graded: (facts: GradedFacts) => string;
	readonly bandLine: (band: string, count: number) => string;
	readonly progress: (done: number, all: number, cached: number) => string;
	readonly pairsFound: (count: number) => string;
	readonly more: (count: number) => string;
	readonly points: (item: Pick<ItemResult, 'points' | 'max'>) => string;
	readonly likenessNote: string;
	readonly watching: (folder: string) => string;
	readonly nothingYet: (folder: string) => string;
	/** @param isKept What is done need not be done again. */
	readonly stopped: (done: number, all: number, isKept: boolean) => string;
	readonly written: (folder: string, files: number) => string;
	readonly lint: RubricWords;
}

/** All but what is no fault: checksums that the driver fills in are in nearly every capture. */
export type TroubleKind = Exclude<FindingKind, 'checksum-offload'> | 'damaged-file' | LintKind;

/** What is said of a rubric that can be used. */
export interface RubricWords {
	readonly fine: (facts: { readonly items: number; readonly max: number; readonly hash: string }) => string;
	readonly sum: (points: number, max: number) => string;
	readonly noLowestBand: string;
	readonly noItems: string;
	readonly unreachable: (id: string) => string;
}

export interface GradedFacts {
	readonly submissions: number;
	readonly passed: number;
	readonly failed: number;
	/** Of the points, in per cent. */
	readonly mean: number;
	/** Found among earlier results. */
	readonly cached: number;
}

export type GradeTitle =
	| 'student'
	| 'report'
	| 'capture'
	| 'points'
	| 'band'
	| 'confirmed'
	| 'refuted'
	| 'notCheckable'
	| 'notUnderstood'
	| 'findings'
	| 'alike'
	| 'item'
	| 'why'
	| 'claims'
	| 'claim'
	| 'verdict'
	| 'line'
	| 'packets'
	| 'number'
	| 'time'
	| 'from'
	| 'to'
	| 'flags'
	| 'data'
	| 'gradeBook'
	| 'back'
	| 'pairs'
	| 'strength'
	| 'evidence'
	| 'remarks'
	| 'failures'
	| 'reportText'
	| 'rubric'
	| 'none'
	| 'passed'
	| 'notPassed'
	| 'advice'
	| 'length';

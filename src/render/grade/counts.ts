import type { LintKind } from '../../claims/report-check.ts';
import type { FindingKind } from '../../findings/finding.ts';
import type { LikenessPair } from '../../grading/likeness/pair.ts';
import type { SubmissionResult } from '../../grading/submission-result.ts';
import { type DecimalSign, decimal } from '../../i18n/decimal.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';

/** A whole grade book, gone through as often as an output needs, without all of it in memory. */
export interface GradeBook {
	readonly rubric: {
		readonly hash: string;
		readonly title: string;
		readonly items: readonly string[];
		readonly max: number;
	};
	readonly results: () => Iterable<SubmissionResult>;
	readonly count: number;
	/** `null`: likeness was not asked for. */
	readonly pairs: readonly LikenessPair[] | null;
	/** Whether students see their points. */
	readonly showsPoints: boolean;
}

/** What tables say of a submission beside its points. */
export interface ResultCounts {
	readonly refuted: number;
	readonly confirmed: number;
	readonly notCheckable: number;
	readonly notUnderstood: number;
	/** Findings and lints by name, once each. */
	readonly lints: readonly (FindingKind | 'damaged-file' | LintKind)[];
}

export function countsOf({ claims, notUnderstood, captures, capture, lints }: SubmissionResult): ResultCounts {
	const of = (asked: string): number => claims.filter(({ verdict }) => verdict === asked).length;
	const findings = captures
		.filter(({ name }) => capture === null || name === capture)
		.flatMap((one) => one.findings.map(({ kind }) => kind));
	return {
		...{ refuted: of('refuted'), confirmed: of('confirmed'), notCheckable: of('not-checkable') },
		notUnderstood: notUnderstood.length,
		lints: [...new Set([...findings, ...lints.map(({ kind }) => kind)])],
	};
}

/** What is to be looked at in a submission, in a few words. */
export function troublesText(result: SubmissionResult, words: GradeWords): string {
	const { lints } = countsOf(result);
	const told = lints.flatMap((kind) => (kind === 'checksum-offload' ? [] : [words.troubles[kind]]));
	return [...told, ...result.failures.map((failure) => words.failure(failure))].join(', ');
}

/** The pairs that a submission is one of. */
export function pairsOf(folder: string, pairs: readonly LikenessPair[] | null): readonly LikenessPair[] {
	return (pairs ?? []).filter(({ a, b }) => a.folder === folder || b.folder === folder);
}

/** A number with at most two decimals. */
export function pointsText(points: number, { decimalSign }: { readonly decimalSign: DecimalSign }): string {
	return decimal(String(Math.round(points * 100) / 100), decimalSign);
}

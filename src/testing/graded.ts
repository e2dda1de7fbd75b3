import type { GradedClaim } from '../grading/graded-claim.ts';
import type { CaptureFacts, SubmissionResult } from '../grading/submission-result.ts';
import type { GradeBook } from '../render/grade/counts.ts';

/** A submission that was graded, as plain data: nothing is in it but what is given. */
export function gradedSubmission(given: Partial<SubmissionResult>): SubmissionResult {
	return {
		...{ rubric: 'abc', student: '5025211201', folder: '5025211201', group: null },
		...{ reports: [], captures: [], capture: null, items: [], points: 0, max: 100, band: null, passed: false },
		...{ claims: [], notUnderstood: [], lints: [], remarks: [], failures: [] },
		prints: { captures: [], report: { foreign: [], shingles: [] } },
		...given,
	};
}

/** A statement with its verdict. */
export function gradedClaim(
	given: Partial<GradedClaim> & Pick<GradedClaim, 'id' | 'verdict' | 'message'>,
): GradedClaim {
	return {
		...{ document: 'README.md', line: 1, column: 1, section: '', text: '', reason: null, basis: 'capture' },
		...{ capture: null, connection: null, packets: [], notes: [], atoms: [] },
		...given,
	};
}

/** A capture of a submission, without packets. */
export function gradedCapture(
	name: string,
	findings: readonly CaptureFacts['findings'][number]['kind'][],
): CaptureFacts {
	return {
		...{ name, bytes: 24, sha256: '', looksLike: null, damage: null, packets: 0, firstNs: null, lastNs: null },
		...{ connections: [], rows: [] },
		findings: findings.map((kind) => ({
			...{ kind, packets: [] },
			text: { en: `${kind}.`, id: `${kind}.` },
			advice: { en: '', id: '' },
		})),
	};
}

/** A grade book of these. */
export function gradeBook(results: readonly SubmissionResult[], given: Partial<GradeBook> = {}): GradeBook {
	const rubric = { hash: 'abc', title: 'Lab 1', items: [], max: 100 };
	return { rubric, results: () => results, count: results.length, pairs: null, showsPoints: true, ...given };
}

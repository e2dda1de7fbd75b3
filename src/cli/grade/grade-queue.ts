import { CapnoteError } from '../../errors.ts';
import type { FoundSubmission } from '../../node/find-submissions.ts';
import type { GradedLine, GradePlan } from './grade-task.ts';

export function gradeByQueue(
	_s: readonly FoundSubmission[],
	_p: GradePlan,
	_c: string | null,
	url: string,
): AsyncGenerator<GradedLine> {
	throw new CapnoteError('queue-failed', { url, said: 'not built' });
}

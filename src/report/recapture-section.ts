import type { FindingKind } from '../findings/finding.ts';
import type { ReportBlock } from './report.ts';
import type { Statement } from './statement.ts';
import type { Subject } from './subject.ts';

/** Findings after which the capture should be made anew. */
const WORTH_RECORDING_AGAIN: ReadonlySet<FindingKind> = new Set([
	'no-packets',
	'starts-mid-connection',
	'open-at-end',
	'recorded-twice',
	'no-lab-packet',
	'cut-by-snaplen',
	'syn-filtered',
	'syn-unanswered',
	'host-silent',
]);

/** Appendix B: how to record again, if that is worth it. */
export function recaptureSection({ findings, profile, result }: Subject): readonly ReportBlock[] {
	const reasons = findings.filter(({ kind }) => WORTH_RECORDING_AGAIN.has(kind));
	const damage = result.read.kind === 'capture' ? result.read.damage : null;
	if (reasons.length === 0 && damage === null) return [];
	const whole: readonly Statement[] = damage === null ? [] : [{ kind: 'record-whole', packets: [] }];
	return [
		...(whole.length === 0 ? [] : [{ kind: 'statements' as const, statements: whole }]),
		...reasons.map((finding): ReportBlock => ({ kind: 'advice', finding })),
		{ kind: 'commands', lab: profile && { name: profile.name, ...profile.services } },
	];
}

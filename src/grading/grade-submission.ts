import type { Damage } from '../file/damage.ts';
import { isDamaged } from '../file/read-result.ts';
import { findFindings } from '../findings/find.ts';
import type { Finding } from '../findings/finding.ts';
import type { ReplyRule } from '../tcp/exchanges.ts';
import { NS_PER_SECOND, secondsText } from '../units.ts';
import { captureFacts } from './capture-facts.ts';
import { chooseCapture, type HandedIn } from './choose-capture.ts';
import { captureItems, claimItems, halfItem, rounded } from './grade-items.ts';
import type { GradedReport } from './graded-claim.ts';
import { capturePrint } from './likeness/capture-print.ts';
import { reportPrint } from './likeness/report-print.ts';
import type { Rubric } from './rubric.ts';
import type {
	FileFailure,
	FindingText,
	ItemResult,
	Remark,
	ReportFile,
	SubmissionResult,
} from './submission-result.ts';

/** What a student handed in, read. */
export interface Submission {
	readonly student: string;
	readonly folder: string;
	readonly reports: readonly ReportFile[];
	readonly captures: readonly HandedIn[];
	readonly failures: readonly FileFailure[];
}

/** What grading leaves to others: the verdicts on claims, and words. */
export interface GradeHelp {
	readonly check: (reports: readonly ReportFile[], captures: readonly HandedIn[]) => Promise<readonly GradedReport[]>;
	readonly say: (finding: Finding) => FindingText;
	readonly sayDamage: (damage: Damage) => FindingText;
	/** The labs that captures are known by, and what their own clients send. */
	readonly labs: readonly (ReplyRule & { readonly messages?: readonly string[] })[];
	/** So many packets of each capture are kept as rows. */
	readonly mostRows: number;
}

/** Grades one submission. Pure: the same files and rubric give the same result. */
export async function gradeSubmission(
	rubric: Rubric,
	submission: Submission,
	help: GradeHelp,
): Promise<SubmissionResult> {
	const { student, folder, reports, captures, failures } = submission;
	const chosen = chooseCapture(captures, rubric.port, reports);
	const checked = await help.check(reports, captures);
	const claims = checked.flatMap((report) => report.claims).filter(ofLab(chosen, captures));
	const earned = [
		...captureItems(rubric, chosen, { 'student.id': student, 'student.folder': folder }),
		...claimItems(rubric, claims),
	];
	const sum = total(earned);
	const items = [...earned, ...halfItem(rubric, chosen !== null, sum)];
	const points = Math.max(0, total(items));
	const percent = rubric.max === 0 ? 100 : (100 * points) / rubric.max;
	const found = captures.map((capture) => ({ capture, findings: findingsOf(capture, help.labs) }));
	const prints = captures.map((capture) =>
		capturePrint(
			capture,
			help.labs.flatMap(({ messages = [] }) => messages),
		),
	);
	return {
		rubric: rubric.hash,
		...{ student, folder, group: groupOf(rubric, student), reports },
		captures: found.map(({ capture, findings }) => captureFacts(capture, findings, help)),
		capture: chosen?.name ?? null,
		...{ items, points, max: rubric.max },
		band: rubric.bands.find(({ from }) => percent >= from)?.name ?? null,
		passed: rubric.pass === null || percent >= rubric.pass,
		claims,
		notUnderstood: checked.flatMap((report) => report.notUnderstood),
		lints: checked.flatMap((report) => report.lints),
		remarks: [...ownMark(items), ...found.flatMap(({ capture, findings }) => clockRemarks(capture, findings, rubric))],
		failures,
		prints: { captures: prints, report: reportPrint(reports, prints) },
	};
}

/** Claims about the lab's capture, and those that rest on no capture; what is said of other labs is not graded here. */
function ofLab(chosen: HandedIn | null, captures: readonly HandedIn[]) {
	return ({ capture }: { readonly capture: string | null }): boolean =>
		capture === null || capture === chosen?.name || captures.length <= 1;
}

function total(items: readonly ItemResult[]): number {
	return rounded(items.reduce((sum, { points }) => sum + points, 0));
}

function findingsOf({ result }: HandedIn, labs: readonly ReplyRule[]): readonly Finding[] {
	const { read, analysis } = result;
	return read.kind === 'capture' ? findFindings(analysis, labs, isDamaged(read)) : [];
}

function groupOf({ submission }: Rubric, student: string): string | null {
	return Object.entries(submission.groups).find(([, students]) => students.includes(student))?.[0] ?? null;
}

/** S10. */
function ownMark(items: readonly ItemResult[]): readonly Remark[] {
	return items.flatMap(({ reason }) => {
		if (reason.kind !== 'unmet') return [];
		const missing = reason.outcomes.filter(({ word, met }) => word === 'payload-contains' && !met);
		return missing.map(({ expected }): Remark => ({ kind: 'own-mark-missing', text: String(expected) }));
	});
}

function clockRemarks(
	{ name, result }: HandedIn,
	findings: readonly Finding[],
	{ submission: { after, before } }: Rubric,
): readonly Remark[] {
	const { span } = result.analysis;
	const disagree = findings.flatMap((finding): readonly Remark[] => {
		if (finding.kind !== 'clocks-disagree') return [];
		const { packets, captureNs, senderNs } = finding;
		const times = { captureSeconds: secondsText(captureNs, 3), senderSeconds: secondsText(senderNs, 3) };
		return [{ kind: 'clocks-disagree', capture: name, packets, ...times }];
	});
	if (span === null) return disagree;
	const first = dayOf(span.firstNs + EARLIEST_CLOCK_NS);
	const last = dayOf(span.lastNs - LATEST_CLOCK_NS);
	const early: readonly Remark[] =
		after !== null && first < after ? [{ kind: 'dated-before', capture: name, day: first, limit: after }] : [];
	const late: readonly Remark[] =
		before !== null && last > before ? [{ kind: 'dated-after', capture: name, day: last, limit: before }] : [];
	return [...disagree, ...early, ...late];
}

/** A day is over only when it is over everywhere: in the zones of UTC+14 and UTC-12. */
const EARLIEST_CLOCK_NS = 14n * 3600n * NS_PER_SECOND;
const LATEST_CLOCK_NS = 12n * 3600n * NS_PER_SECOND;

/** In UTC. */
function dayOf(ns: bigint): string {
	return new Date(Number(ns / NS_PER_SECOND) * 1000).toISOString().slice(0, 10);
}

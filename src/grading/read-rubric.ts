import { readYaml } from '../profile/yaml-document.ts';
import type { ReplyRule } from '../tcp/exchanges.ts';
import { hash64 } from './hash.ts';
import type { CaptureItem, ClaimRules, CompareRules, Rubric, SubmissionRules } from './rubric.ts';
import type { WrittenRubric } from './rubric-schema.ts';

/** A submission lies in a folder, whose name begins with the student's number, if it has one. */
const PATTERN = '^(?<id>[0-9]{5,}|[^/]+)';
const HALF = 0.5;

/**
 * Reads a rubric. It is data: nothing in it is run, and its patterns are only compared with names.
 *
 * @param labs Those that it may name, by name.
 * @throws CapnoteError `bad-yaml`, with a line for each thing that is wrong.
 */
export async function readRubric(text: string, name: string, labs: readonly ReplyRule[]): Promise<Rubric> {
	const { rubricSchema } = await import('./rubric-schema.ts');
	const names = labs.map((lab) => lab.name);
	return withDefaults(await readYaml(text, name, () => rubricSchema(names)), hash64(text), labs);
}

function withDefaults(written: WrittenRubric, hash: string, labs: readonly ReplyRule[]): Rubric {
	const { title = 'Lab', lab = null, visibility = {} } = written;
	const capture = (written.capture ?? []).map(captureItem);
	const claims = claimRules(written.claims);
	const items = [...capture, ...claims.required];
	return {
		hash,
		title: typeof title === 'string' ? { en: title, id: title } : title,
		language: written.language ?? 'en',
		lab,
		port: written.port ?? labs.find(({ name }) => name === lab)?.port ?? null,
		hosts: written.hosts ?? {},
		submission: submissionRules(written.submission),
		max: items.reduce((sum, { points }) => sum + points, 0),
		points: written.points ?? null,
		capture,
		claims,
		halfWithoutCapture: written.halfWithoutCapture ?? false,
		bands: (written.bands ?? []).toSorted((a, b) => b.from - a.from),
		pass: written.pass ?? null,
		compare: compareRules(written.compare),
		visibility: { hints: 'student', compare: 'teacher', points: 'student', ...visibility },
	};
}

function captureItem(item: NonNullable<WrittenRubric['capture']>[number]): CaptureItem {
	const { else: otherwise = [] } = item;
	return { ...item, else: 'when' in otherwise ? [otherwise] : otherwise };
}

function claimRules(written: WrittenRubric['claims'] = {}): ClaimRules {
	const { refuted, required = [], minimumEvidence } = written;
	return {
		refuted: { each: refuted?.each ?? 0, max: refuted?.max ?? null },
		required: required.map((one) => ({
			...{ id: one.id, points: one.points, roles: one.roles ?? [], flags: one.flags ?? [] },
			kind: typeof one.kind === 'string' ? [one.kind] : one.kind,
			about: one.about ?? null,
			min: one.min ?? 1,
		})),
		minimumEvidence: {
			packetReferences: minimumEvidence?.packetReferences ?? 0,
			share: minimumEvidence?.share ?? HALF,
		},
	};
}

function submissionRules(written: WrittenRubric['submission'] = {}): SubmissionRules {
	const { report, captures, student, groups, after, before } = written;
	return {
		report: report ?? ['README.md', '*.md'],
		captures: captures ?? ['*.pcap', '*.pcapng', '*.cap', '*.pcap.gz', '*.pcapng.gz'],
		student: { from: student?.from ?? 'folder', pattern: student?.pattern ?? PATTERN },
		groups: groups ?? {},
		after: after ?? null,
		before: before ?? null,
	};
}

function compareRules(written: WrittenRubric['compare'] = {}): CompareRules {
	const { enabled = false, courseTraces = [], templates = [] } = written;
	return { enabled, courseTraces, templates };
}

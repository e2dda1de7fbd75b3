import * as z from 'zod';
import type { YamlFault } from '../errors.ts';
import { nearestTo } from '../profile/nearest.ts';
import { requirementSchema } from './requirement-schema.ts';

/** zod takes 80 ms to load: import this file only where a rubric is read. */

const id = z.string().min(1);
const points = z.number().min(0);
const side = z.enum(['client', 'server']);
const who = z.enum(['student', 'teacher']);
const KINDS = Array.from({ length: 22 }, (_, i) => `K${String(i + 1).padStart(2, '0')}`);
const kind = z.enum(KINDS);
const day = z.iso.date();
const otherwise = z.strictObject({ points, when: requirementSchema });

const required = z.strictObject({
	id,
	points,
	kind: z.union([kind, z.array(kind).min(1)]),
	roles: z.array(side).optional(),
	flags: z.array(z.enum(['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'])).optional(),
	about: z.enum(['starter', 'shape']).optional(),
	min: z.int().min(1).optional(),
});

const written = z.strictObject({
	rubric: z.literal(1),
	title: z.union([z.string(), z.strictObject({ en: z.string(), id: z.string() })]).optional(),
	language: z.enum(['en', 'id']).optional(),
	lab: z.string().min(1).optional(),
	port: z.int().min(1).max(65_535).optional(),
	hosts: z.record(z.string(), z.string()).optional(),
	submission: z
		.strictObject({
			report: z.array(z.string().min(1)).optional(),
			captures: z.array(z.string().min(1)).optional(),
			student: z.strictObject({ from: z.enum(['folder', 'file']).optional(), pattern: z.string().max(200) }).optional(),
			groups: z.record(z.string(), z.array(z.coerce.string())).optional(),
			after: day.optional(),
			before: day.optional(),
		})
		.optional(),
	points: points.optional(),
	capture: z
		.array(
			z.strictObject({
				id,
				points,
				require: requirementSchema,
				else: z.union([otherwise, z.array(otherwise)]).optional(),
			}),
		)
		.optional(),
	claims: z
		.strictObject({
			refuted: z.strictObject({ each: z.number().max(0), max: z.number().max(0).optional() }).optional(),
			required: z.array(required).optional(),
			notCheckable: z.strictObject({ counts: z.literal(false) }).optional(),
			minimumEvidence: z
				.strictObject({ packetReferences: z.int().min(0), share: z.number().min(0).max(1).optional() })
				.optional(),
		})
		.optional(),
	halfWithoutCapture: z.boolean().optional(),
	bands: z.array(z.strictObject({ from: z.number().min(0).max(100), name: z.coerce.string() })).optional(),
	pass: z.number().min(0).max(100).optional(),
	compare: z
		.strictObject({
			enabled: z.boolean().optional(),
			courseTraces: z.array(z.string()).optional(),
			templates: z.array(z.string()).optional(),
			action: z.literal('report-only').optional(),
		})
		.optional(),
	visibility: z.strictObject({ hints: who.optional(), compare: who.optional(), points: who.optional() }).optional(),
});

/** A rubric as it is written: every key, and what it may hold. @param labs The names that it may give as its lab. */
export function rubricSchema(labs: readonly string[]): z.ZodType<WrittenRubric> {
	const checked = written.superRefine((rubric, context) => {
		const tell = (path: (string | number)[], fault: YamlFault): void =>
			context.addIssue({ code: 'custom', path, params: { fault } });
		const of = rubric as unknown as WrittenRubric;
		tellDoubles(of, tell);
		tellPattern(of, tell);
		if (of.lab !== undefined && of.port === undefined && !labs.includes(of.lab)) {
			tell(['lab'], { kind: 'not-one-of', values: labs, nearest: nearestTo(of.lab, labs) });
		}
	});
	return checked as unknown as z.ZodType<WrittenRubric>;
}

type Tell = (path: (string | number)[], fault: YamlFault) => void;

function tellDoubles({ capture = [], claims }: WrittenRubric, tell: Tell): void {
	const items = [
		...capture.map((item, i) => ({ item, path: ['capture', i, 'id'] })),
		...(claims?.required ?? []).map((item, i) => ({ item, path: ['claims', 'required', i, 'id'] })),
	];
	const seen = new Set<string>();
	for (const { item, path } of items) {
		if (seen.has(item.id)) tell(path, { kind: 'twice', value: item.id });
		seen.add(item.id);
	}
}

function tellPattern({ submission }: WrittenRubric, tell: Tell): void {
	const pattern = submission?.student?.pattern;
	if (pattern === undefined) return;
	const path = ['submission', 'student', 'pattern'];
	try {
		new RegExp(pattern);
	} catch (error) {
		tell(path, { kind: 'bad-expression', said: error instanceof Error ? error.message : '' });
		return;
	}
	if (!pattern.includes('(?<id>')) tell(path, { kind: 'bad-expression', said: '(?<id>…)' });
}

type Requirement = z.output<typeof requirementSchema>;
type Otherwise = { readonly points: number; readonly when: Requirement };

/** What the schema lets through. */
export interface WrittenRubric {
	readonly rubric: 1;
	readonly title?: string | { readonly en: string; readonly id: string };
	readonly language?: 'en' | 'id';
	readonly lab?: string;
	readonly port?: number;
	readonly hosts?: Readonly<Record<string, string>>;
	readonly submission?: {
		readonly report?: readonly string[];
		readonly captures?: readonly string[];
		readonly student?: { readonly from?: 'folder' | 'file'; readonly pattern: string };
		readonly groups?: Readonly<Record<string, readonly string[]>>;
		readonly after?: string;
		readonly before?: string;
	};
	readonly points?: number;
	readonly capture?: readonly {
		readonly id: string;
		readonly points: number;
		readonly require: Requirement;
		readonly else?: Otherwise | readonly Otherwise[];
	}[];
	readonly claims?: {
		readonly refuted?: { readonly each: number; readonly max?: number };
		readonly required?: readonly {
			readonly id: string;
			readonly points: number;
			readonly kind: string | readonly string[];
			readonly roles?: readonly ('client' | 'server')[];
			readonly flags?: readonly string[];
			readonly about?: 'starter' | 'shape';
			readonly min?: number;
		}[];
		readonly minimumEvidence?: { readonly packetReferences: number; readonly share?: number };
	};
	readonly halfWithoutCapture?: boolean;
	readonly bands?: readonly { readonly from: number; readonly name: string }[];
	readonly pass?: number;
	readonly compare?: {
		readonly enabled?: boolean;
		readonly courseTraces?: readonly string[];
		readonly templates?: readonly string[];
	};
	readonly visibility?: { readonly [V in 'hints' | 'compare' | 'points']?: 'student' | 'teacher' };
}

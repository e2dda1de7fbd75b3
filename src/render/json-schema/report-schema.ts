import * as z from 'zod';
import type { StateSteps, Strip } from '../../report/report.ts';
import { TCP_STATES } from '../../tcp/state-moves.ts';
import type { Jsoned } from '../json-shape.ts';
import type {
	BlockJson,
	CellJson,
	QuestionJson,
	ReportJson,
	RowJson,
	SectionJson,
} from '../report/report-json-shape.ts';
import { findingSchema } from './analyze-schema.ts';
import { both, count, nanoseconds, ofKind, packet, packets } from './pieces.ts';

/** Kinds of statements, questions, sections, tables and columns may be added without a new version. */
const word = z.string().regex(/^[a-zA-Z0-9-]+$/);
const kind = z.literal;

const steps: z.ZodType<StateSteps> = z.array(
	z.strictObject({ state: z.enum(TCP_STATES).nullable(), packet: packet.nullable() }),
);

const cell: z.ZodType<CellJson> = z.strictObject({
	value: z.union([z.string(), z.number(), z.array(z.number()), z.null()]),
	text: both,
});

const row: z.ZodType<RowJson> = z
	.strictObject({ packets, isMissing: z.boolean(), cells: z.array(cell) })
	.meta({ id: 'Row', description: 'A row of a table, with the packets that it is about' });

const strip: z.ZodType<{ readonly kind: 'strip' } & Jsoned<Strip>> = z.strictObject({
	kind: kind('strip'),
	spanNs: nanoseconds,
	marks: z.array(
		z.strictObject({
			packet,
			ns: nanoseconds,
			kind: z.enum(['control', 'data', 'ack', 'reset', 'arp', 'other']),
			connection: packet.nullable(),
		}),
	),
	pauses: z.array(z.strictObject({ fromNs: nanoseconds, ns: nanoseconds })),
	connections: z.array(z.strictObject({ connection: packet, fromNs: nanoseconds, toNs: nanoseconds })),
});

const named = word as unknown as z.ZodType<never>;

const block: z.ZodType<BlockJson> = ofKind<BlockJson>({
	connection: z.strictObject({
		kind: kind('connection'),
		connection: packet,
		client: z.string(),
		server: z.string(),
		text: both,
	}),
	statements: z.strictObject({
		kind: kind('statements'),
		statements: z.array(z.strictObject({ kind: named, packets, text: both })),
	}),
	table: z.strictObject({
		kind: kind('table'),
		name: named,
		caption: both.nullable(),
		columns: z.array(z.strictObject({ key: named, title: both })),
		rows: z.array(row),
	}),
	ladder: z.strictObject({ kind: kind('ladder'), connection: packet }),
	states: z.strictObject({
		kind: kind('states'),
		connection: packet,
		sides: z.strictObject({ client: steps, server: steps }),
	}),
	student: z.strictObject({ kind: kind('student'), prompt: named, text: both }),
	advice: z.strictObject({ kind: kind('advice'), finding: findingSchema }),
	commands: z.strictObject({ kind: kind('commands'), text: both }),
	strip,
	questions: z.strictObject({ kind: kind('questions'), count }),
});

const section: z.ZodType<SectionJson> = z
	.strictObject({
		id: named,
		number: z.string(),
		capture: count.nullable().describe('Index into captures; null for what is about none or both'),
		title: both,
		blocks: z.array(block),
	})
	.meta({ id: 'Section', description: 'A numbered section of the report' });

const question: z.ZodType<QuestionJson> = z
	.strictObject({ kind: named, packets, question: both, answer: both })
	.meta({ id: 'Question', description: 'A question that the capture answers' });

/** What `capnote report -f json` prints. */
export const reportSchema: z.ZodType<ReportJson> = z
	.strictObject({
		capnote: z.literal(1).describe('Version of this form; a breaking change raises it'),
		report: z.strictObject({
			title: z.string().nullable(),
			captures: z.array(z.string()),
			hasPackets: z.boolean().describe('False if no capture holds a packet'),
			sections: z.array(section),
			questions: z.array(question).describe('With their answers: for the teacher'),
		}),
	})
	.meta({ title: 'capnote report -f json' });

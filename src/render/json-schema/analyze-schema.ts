import * as z from 'zod';
import type { CallRow, CallRowKind } from '../../events/calls.ts';
import { CALLS } from '../../events/program-event.ts';
import type { FindingKind } from '../../findings/finding.ts';
import type { AnalyzeJson, EventJson, FindingJson, ProgramsJson } from '../json-shape.ts';
import { captureSchema } from './capture-schema.ts';
import { connectionSchema } from './connection-schema.ts';
import { packetSchema, sideSchema } from './packet-schema.ts';
import { both, count, nanoseconds, oneOf, packet, packets, text } from './pieces.ts';

const findingKind = oneOf<FindingKind>({
	'no-packets': true,
	'starts-mid-connection': true,
	'open-at-end': true,
	'refused-attempt': true,
	'cut-by-snaplen': true,
	'recorded-twice': true,
	'checksum-offload': true,
	'no-lab-packet': true,
	'more-connections-than-lab': true,
	'more-clients-than-lab': true,
	'time-runs-backwards': true,
	'clocks-disagree': true,
	'syn-filtered': true,
	'syn-unanswered': true,
	'host-silent': true,
	'mac-changed': true,
	'address-used-twice': true,
});

const callKind = oneOf<CallRowKind>({
	bind: true,
	connect: true,
	accept: true,
	read: true,
	write: true,
	'end-of-stream': true,
	close: true,
	reset: true,
	'kernel-accepts': true,
	'kernel-acknowledges': true,
	'kernel-ends': true,
});

export const findingSchema: z.ZodType<FindingJson> = z
	.strictObject({ kind: findingKind, connection: packet.nullable(), packets, text: both, advice: both })
	.meta({
		id: 'Finding',
		description: 'A statement about a connection or the whole capture, and what to do next time',
	});

const event: z.ZodType<EventJson> = z
	.strictObject({
		program: sideSchema,
		pid: count,
		call: z.enum(CALLS),
		fromNs: nanoseconds.nullable(),
		timeNs: nanoseconds,
		local: text,
		remote: text,
		bytes: count.nullable(),
		error: text,
		connection: packet.nullable(),
		packets,
		gapNs: nanoseconds.nullable(),
		order: z.enum(['call-first', 'packet-first', 'unsure']).nullable(),
		after: count.describe('It stands behind this packet; 0 is before the first'),
		isNear: z.boolean(),
		text: both,
	})
	.meta({ id: 'ProgramEvent', description: 'A call of a program beside the packets' });

const callRow: z.ZodType<CallRow> = z.strictObject({ kind: callKind, by: sideSchema, calls: count, packets });

const programs: z.ZodType<ProgramsJson> = z
	.strictObject({
		uncertaintyNs: nanoseconds.nullable(),
		badLines: count,
		events: z.array(event),
		calls: z.array(z.strictObject({ connection: packet, rows: z.array(callRow) })),
	})
	.meta({ id: 'Programs', description: "What the lab's programs did" });

/** What `capnote analyze -f json` prints. */
export const analyzeSchema: z.ZodType<AnalyzeJson> = z
	.strictObject({
		capnote: z.literal(1).describe('Version of this form; a breaking change raises it'),
		capture: captureSchema,
		packets: z.array(packetSchema),
		connections: z.array(connectionSchema),
		programs: programs.nullable(),
		findings: z.array(findingSchema),
	})
	.meta({ title: 'capnote analyze -f json' });

import * as z from 'zod';
import type { DamageReason } from '../../file/damage.ts';
import type { CaptureJson, InterfaceJson, SectionJson } from '../json-shape.ts';
import { byteLimit, count, nanoseconds, oneOf, packet, text, words } from './pieces.ts';

const reason = oneOf<DamageReason>({
	cut: true,
	'bad-length': true,
	'block-too-short': true,
	'block-too-long': true,
	'block-ends-differ': true,
	'frame-beyond-block': true,
	'unknown-interface': true,
	'byte-order': true,
	'unknown-version': true,
	'too-many-interfaces': true,
	'gzip-cut': true,
	'gzip-damaged': true,
});

const badOption = z.strictObject({ at: count, need: count, have: count });

const counters = z.strictObject({
	startNs: nanoseconds.nullable(),
	endNs: nanoseconds.nullable(),
	received: count.nullable(),
	dropped: count.nullable(),
	accepted: count.nullable(),
	osDropped: count.nullable(),
	delivered: count.nullable(),
	comments: words,
});

const oneInterface: z.ZodType<InterfaceJson> = z
	.strictObject({
		linkType: count.describe('As in tcpdump.org/linktypes.html'),
		snaplen: count.describe('Frames were cut to this length; 0 means never'),
		section: count,
		name: text,
		description: text,
		filter: text,
		os: text,
		hardware: text,
		addresses: words,
		tsResolution: z.strictObject({ base: z.union([z.literal(2), z.literal(10)]), exponent: byteLimit }),
		tsOffsetSeconds: z.number(),
		fcsBytes: count.nullable(),
		comments: words,
		counters: counters.nullable(),
		droppedBetween: count,
	})
	.meta({ id: 'Interface', description: 'An interface that was recorded' });

const section: z.ZodType<SectionJson> = z.strictObject({
	comments: words,
	hardware: text,
	os: text,
	application: text,
});

export const captureSchema: z.ZodType<CaptureJson> = z
	.strictObject({
		name: z.string(),
		format: z.enum(['pcap', 'pcapng']).nullable(),
		gzip: z.boolean(),
		packets: count,
		linkTypes: z.array(count),
		firstNs: nanoseconds.nullable().describe('Of the first packet, since 1970-01-01 UTC'),
		lastNs: nanoseconds.nullable(),
		complete: z.boolean().describe('False if the file is damaged or cut'),
		damage: z.strictObject({ at: count, reason, need: count, have: count }).nullable(),
		simulated: z.boolean(),
		interfaces: z.array(oneInterface),
		sections: z.array(section),
		names: z.array(z.strictObject({ address: z.string(), names: words })),
		packetComments: z.array(z.strictObject({ number: packet, comments: words })),
		badOptions: z.strictObject({ count, first: badOption.nullable() }).nullable(),
	})
	.meta({ id: 'Capture', description: 'The capture file' });

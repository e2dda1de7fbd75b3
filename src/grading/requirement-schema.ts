import * as z from 'zod';
import { PROTOCOL_NAMES } from '../decode/packet-batch.ts';
import { LABEL_NAMES } from '../tcp/label.ts';
import type { Requirement } from './requirement.ts';

/** zod takes 80 ms to load: import this file only where a specification is read. */

const number = z.int().min(0);
const count = z.union([number, z.strictObject({ min: number.optional(), max: number.optional() })]);
const side = z.enum(['client', 'server']);
const endpoint = z.strictObject({ address: z.string().optional(), port: z.int().min(1).max(65_535).optional() });
const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const;

const packet = z.strictObject({
	n: z.int().min(1),
	protocol: z.enum(PROTOCOL_NAMES).optional(),
	flags: z.array(z.enum(FLAGS)).optional(),
	from: side.optional(),
	to: side.optional(),
	dataLength: number.optional(),
	payload: z.string().optional(),
	seq: number.optional(),
	ack: number.optional(),
	labels: z.array(z.enum(LABEL_NAMES)).optional(),
});

const exchanges = z.union([
	number,
	z.strictObject({
		min: number.optional(),
		max: number.optional(),
		port: z.int().min(1).max(65_535).optional(),
		reply: z.string().optional(),
	}),
	z.array(z.strictObject({ client: z.string().nullish(), server: z.string().nullish() })),
]);

const close = z.strictObject({
	shape: z
		.enum(['any', 'three-segment', '3-segment', 'four-segment', '4-segment', 'simultaneous', 'reset', 'half', 'none'])
		.optional(),
	starter: side.optional(),
	complete: z.boolean().optional(),
});

const ofConnection = {
	client: endpoint.optional(),
	server: endpoint.optional(),
	handshake: z.enum(['complete', 'incomplete', 'not-captured', 'refused', 'no-answer']).optional(),
	exchanges: exchanges.optional(),
	close: close.optional(),
	retransmissions: count.optional(),
	segments: count.optional(),
	clientBytes: count.optional(),
	serverBytes: count.optional(),
	startsMidConnection: z.boolean().optional(),
	endsOpen: z.boolean().optional(),
	firstSpeaker: side.optional(),
};

const ofRequirement = {
	packets: z.union([count, z.array(packet)]).optional(),
	connections: count.optional(),
	connection: z.array(z.strictObject(ofConnection)).optional(),
	arp: z
		.strictObject({
			requests: count.optional(),
			replies: count.optional(),
			broadcast: count.optional(),
			unicast: count.optional(),
		})
		.optional(),
	payloadContains: z.union([z.string().min(1), z.array(z.string().min(1))]).optional(),
	whole: z.boolean().optional(),
	...ofConnection,
};

/** All words of a requirement. */
export const requirementSchema: z.ZodType<Requirement> = z.strictObject(ofRequirement);

/** The same, with the words of a file that holds more than a requirement. */
export function withRequirement<T>(more: z.ZodRawShape): z.ZodType<T & Requirement> {
	return z.strictObject({ ...ofRequirement, ...more }) as unknown as z.ZodType<T & Requirement>;
}

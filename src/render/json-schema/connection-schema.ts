import * as z from 'zod';
import type { Close, CloseShape } from '../../tcp/close.ts';
import type { RoleRule } from '../../tcp/connection.ts';
import type { ConnectionEnding } from '../../tcp/life-ending.ts';
import type { ConnectionOpening } from '../../tcp/life-opening.ts';
import type { LifeTrait } from '../../tcp/life-traits.ts';
import type { ZeekState } from '../../tcp/zeek.ts';
import type { ConnectionJson, ExchangeJson, Jsoned } from '../json-shape.ts';
import { sideSchema as side } from './packet-schema.ts';
import { count, nanoseconds, ofKind, oneOf, packet, packets, raw, text } from './pieces.ts';

const kind = z.literal;
const waits = { packets, waitsNs: z.array(nanoseconds) };

const opening = ofKind<Jsoned<ConnectionOpening>>({
	'three-way': z.strictObject({ kind: kind('three-way'), packets }),
	'simultaneous-open': z.strictObject({ kind: kind('simultaneous-open'), packets }),
	unfinished: z.strictObject({ kind: kind('unfinished'), packets }),
	'partly-captured': z.strictObject({ kind: kind('partly-captured'), packets }),
	refused: z.strictObject({ kind: kind('refused'), packets }),
	'no-answer': z.strictObject({ kind: kind('no-answer'), ...waits }),
	challenged: z.strictObject({ kind: kind('challenged'), packets }),
	'not-captured': z.strictObject({ kind: kind('not-captured'), packets }),
});

const ending = ofKind<ConnectionEnding>({
	'three-segment': z.strictObject({ kind: kind('three-segment'), starter: side, packets }),
	'four-segment': z.strictObject({ kind: kind('four-segment'), starter: side, packets }),
	'simultaneous-close': z.strictObject({ kind: kind('simultaneous-close'), starter: side, packets }),
	'half-closed': z.strictObject({ kind: kind('half-closed'), starter: side, packets }),
	aborted: z.strictObject({ kind: kind('aborted'), by: side, packets }),
	'fin-answered-by-reset': z.strictObject({ kind: kind('fin-answered-by-reset'), by: side, packets }),
	'never-opened': z.strictObject({ kind: kind('never-opened'), packets }),
	open: z.strictObject({ kind: kind('open'), packets }),
});

const trait = ofKind<Jsoned<LifeTrait>>({
	'syn-resent': z.strictObject({ kind: kind('syn-resent'), ...waits }),
	'syn-ack-resent': z.strictObject({ kind: kind('syn-ack-resent'), ...waits }),
	'fin-resent': z.strictObject({ kind: kind('fin-resent'), ...waits, side }),
	'data-on-fin': z.strictObject({ kind: kind('data-on-fin'), packets, side, bytes: count, finSequence: raw }),
	'half-close': z.strictObject({ kind: kind('half-close'), packets, side, bytes: count, durationNs: nanoseconds }),
	'fast-open': z.strictObject({ kind: kind('fast-open'), packets, bytes: count, accepted: z.boolean().nullable() }),
	'reset-ignored': z.strictObject({ kind: kind('reset-ignored'), packets }),
	'half-open-discovery': z.strictObject({
		kind: kind('half-open-discovery'),
		packets,
		previous: packet.nullable(),
	}),
	'port-reuse': z.strictObject({
		kind: kind('port-reuse'),
		packets,
		previous: packet,
		since: z.enum(['fin', 'last-packet']),
		gapNs: nanoseconds,
		sameInitialSequence: z.boolean(),
	}),
});

const close: z.ZodType<Close> = z.strictObject({
	shape: oneOf<CloseShape>({
		'three-segment': true,
		'four-segment': true,
		simultaneous: true,
		reset: true,
		half: true,
		none: true,
	}),
	starter: side.nullable(),
	packets,
});

const exchange: z.ZodType<ExchangeJson> = z
	.strictObject({
		request: text.describe('null if it is not whole, or no UTF-8'),
		requestPackets: packets,
		reply: text,
		replyPackets: packets,
		waitNs: nanoseconds.nullable(),
		followsRule: z.boolean().nullable().describe("Whether the reply is what the lab's rule makes of the request"),
	})
	.meta({ id: 'Exchange', description: 'A request with its reply' });

const zeekState = oneOf<ZeekState>({
	S0: true,
	S1: true,
	SF: true,
	REJ: true,
	S2: true,
	S3: true,
	RSTO: true,
	RSTR: true,
	RSTOS0: true,
	RSTRH: true,
	SH: true,
	SHR: true,
	OTH: true,
});

export const connectionSchema: z.ZodType<ConnectionJson> = z
	.strictObject({
		connection: packet.describe('From 1'),
		stream: count.describe('tcp.stream of tshark, from 0'),
		client: z.string().describe('Address and port'),
		server: z.string(),
		roleRule: oneOf<RoleRule>({ syn: true, 'lab-port': true, 'lower-port': true }),
		packets: count.describe('Segments, copies left out'),
		clientBytes: count,
		serverBytes: count,
		startSeen: z.boolean(),
		endSeen: z.boolean(),
		handshake: z.strictObject({ complete: z.boolean(), packets, rttNs: nanoseconds.nullable() }),
		exchanges: z.array(exchange),
		close,
		completeness: count.describe("Wireshark's tcp.completeness"),
		zeek: z.strictObject({ state: zeekState, history: z.string() }),
		lifeCycle: z.strictObject({ opening, ending, traits: z.array(trait) }),
		lab: text,
		retransmissions: count,
	})
	.meta({ id: 'Connection', description: 'A TCP connection' });

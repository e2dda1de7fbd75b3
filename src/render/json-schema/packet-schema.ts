import * as z from 'zod';
import type { Arp, ArpClass } from '../../decode/arp.ts';
import type { ProtocolName } from '../../decode/packet-batch.ts';
import { STOP_LAYERS, type Stop } from '../../decode/stop.ts';
import type { FlagName } from '../../decode/tcp.ts';
import type { OpaqueKind, TcpOption } from '../../decode/tcp-options.ts';
import { LABEL_NAMES, type LabelName } from '../../tcp/label.ts';
import type { NoteKind } from '../../tcp/note.ts';
import type { Phase, Side } from '../../tcp/segment-batch.ts';
import { TCP_STATES } from '../../tcp/state-moves.ts';
import type { NoteJson, PacketJson, TcpJson } from '../json-shape.ts';
import { both, byteLimit, count, nanoseconds, oneOf, packet, packets, port, raw, text } from './pieces.ts';

export const sideSchema: z.ZodType<Side> = oneOf<Side>({ client: true, server: true });

const phase = oneOf<Phase>({ handshake: true, data: true, close: true, before: true });
const state = z.enum(TCP_STATES).meta({ id: 'TcpState', description: 'RFC 9293, section 3.3.2' });
const labels = z.array(z.enum(LABEL_NAMES as [LabelName, ...LabelName[]]));

const protocol = oneOf<ProtocolName>({
	other: true,
	arp: true,
	ipv4: true,
	ipv6: true,
	icmp: true,
	icmpv6: true,
	tcp: true,
	udp: true,
});

const flag = oneOf<FlagName>({
	FIN: true,
	SYN: true,
	RST: true,
	PSH: true,
	ACK: true,
	URG: true,
	ECE: true,
	CWR: true,
	AE: true,
});

const noteKind = oneOf<NoteKind>({
	opens: true,
	accepts: true,
	'accepts-too': true,
	'handshake-done': true,
	'start-not-captured': true,
	copy: true,
	data: true,
	acknowledges: true,
	'acknowledges-earlier': true,
	'acknowledges-unseen': true,
	'repeats-ack': true,
	resent: true,
	gap: true,
	'fills-gap': true,
	'closes-first': true,
	'closes-too': true,
	'closes-at-once': true,
	'close-done': true,
	refused: true,
	reset: true,
	'arp-request': true,
	'arp-reply': true,
	udp: true,
	icmp: true,
	fragment: true,
	reassembled: true,
	tunnel: true,
	'other-protocol': true,
	stopped: true,
});

const opaque = oneOf<OpaqueKind>({
	'user-timeout': true,
	md5: true,
	authentication: true,
	multipath: true,
	'fast-open': true,
	unknown: true,
	damaged: true,
});

const option: z.ZodType<TcpOption> = z
	.union([
		z.strictObject({ kind: z.enum(['end', 'nop', 'sack-permitted']), bytes: count }),
		z.strictObject({ kind: z.literal('mss'), bytes: count, value: port }),
		z.strictObject({ kind: z.literal('window-scale'), bytes: count, shift: byteLimit }),
		z.strictObject({
			kind: z.literal('sack'),
			bytes: count,
			blocks: z.array(z.strictObject({ left: raw, right: raw })),
		}),
		z.strictObject({ kind: z.literal('timestamps'), bytes: count, value: raw, echoReply: raw }),
		z.strictObject({ kind: opaque, bytes: count, number: byteLimit, data: z.string().regex(/^([0-9a-f]{2})*$/) }),
	])
	.meta({ id: 'TcpOption', description: 'A TCP option; `bytes` is its whole length' });

const stop: z.ZodType<Stop> = z.strictObject({
	layer: z.enum(STOP_LAYERS),
	reason: z.enum(['cut', 'bad', 'unsupported']),
	need: count,
	have: count,
});

const arp: z.ZodType<Arp> = z
	.strictObject({
		operation: z.enum(['request', 'reply']),
		class: oneOf<ArpClass>({ broadcast: true, unicast: true, probe: true, announcement: true, gratuitous: true }),
		senderMac: z.string(),
		senderIp: z.string(),
		targetMac: z.string(),
		targetIp: z.string(),
	})
	.meta({ id: 'Arp', description: 'An ARP packet (RFC 826, RFC 5227)' });

const tcp: z.ZodType<TcpJson> = z
	.strictObject({
		stream: count.describe('tcp.stream of tshark, from 0'),
		connection: packet.describe('From 1'),
		side: sideSchema,
		phase,
		sourcePort: port,
		destinationPort: port,
		flags: z.array(flag),
		sequence: raw.describe('Raw'),
		acknowledgment: raw.describe('Raw; means something only with the flag ACK'),
		relativeSequence: raw.describe('As Wireshark shows it'),
		relativeAcknowledgment: raw.nullable(),
		window: port,
		scaledWindow: count.nullable().describe('In bytes; null where the scale was not captured'),
		payloadBytes: count,
		payload: text.describe('The whole payload, if it was captured and is UTF-8'),
		options: z.array(option),
		labels: labels.describe("Wireshark's, without tcp.analysis. in front"),
		duplicateAck: z.strictObject({ frame: packet, number: count }).nullable(),
		acknowledges: packets.describe('The packets whose end this one acknowledges for the first time'),
		ackRttNs: nanoseconds.nullable(),
		bytesInFlight: count.nullable(),
		clientState: state.nullable().describe('After this packet'),
		serverState: state.nullable().describe('After this packet'),
		verdictLabels: labels.describe('What we say where Wireshark may be wrong'),
	})
	.meta({ id: 'Tcp', description: 'A TCP segment inside its connection' });

const note: z.ZodType<NoteJson> = z
	.strictObject({ kind: noteKind, text: both })
	.meta({ id: 'Note', description: 'A remark on a packet' });

export const packetSchema: z.ZodType<PacketJson> = z
	.strictObject({
		number: packet.describe('As in Wireshark, from 1'),
		timeNs: nanoseconds.describe('Since 1970-01-01 UTC'),
		relativeNs: nanoseconds.describe('Since the first packet'),
		capturedBytes: count,
		originalBytes: count,
		interface: count,
		duplicateOf: packet.nullable().describe('The packet that this one is a copy of'),
		protocol,
		source: text,
		destination: text,
		stop: stop.nullable().describe('Where decoding stopped before the end of the frame, and why'),
		arp: arp.nullable(),
		tcp: tcp.nullable(),
		notes: z.array(note),
	})
	.meta({ id: 'Packet', description: 'A packet, annotated' });

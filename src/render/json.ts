import { endpointText } from '../decode/endpoint-text.ts';
import type { Tcp } from '../decode/tcp.ts';
import { callRows } from '../events/calls.ts';
import type { PlacedEvent } from '../events/place-events.ts';
import type { CaptureInterface } from '../file/read-result.ts';
import { isSimulated } from '../file/simulated.ts';
import type { Finding } from '../findings/finding.ts';
import type { AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { Exchange, Message } from '../tcp/exchanges.ts';
import { joinBytes } from '../tcp/exchanges.ts';
import type { Note } from '../tcp/note.ts';
import type { Segment } from '../tcp/segment.ts';
import type {
	AnalyzeJson,
	CaptureJson,
	ConnectionJson,
	EventJson,
	ExchangeJson,
	FindingJson,
	InterfaceJson,
	Jsoned,
	NoteJson,
	PacketJson,
	ProgramsJson,
	TcpJson,
} from './json-shape.ts';
import { noteText } from './packet-columns.ts';
import { safeJson } from './safe-json.ts';
import type { Languages, View } from './view.ts';
import { decodeUtf8 } from './visible-text.ts';

/** Version of the machine output; a breaking change raises it. */
const VERSION: AnalyzeJson['capnote'] = 1;

/**
 * Everything about a capture for machines: untranslated values, times in nanoseconds as decimal strings; what is not
 * known is `null`, never absent.
 */
export function* jsonText(view: View, languages: Languages): Generator<string> {
	const { analysis } = view.result;
	yield `{"capnote":${VERSION},\n"capture":${safeJson(captureObject(view))},\n"packets":[`;
	for (const annotated of analysis.packets) {
		yield `${annotated.packet.number === 1 ? '' : ','}\n${safeJson(packetObject(annotated, languages))}`;
	}
	yield '],\n"connections":[';
	for (const connection of analysis.connections) {
		yield `${connection.connection === 1 ? '' : ','}\n${safeJson(connectionObject(connection))}`;
	}
	yield `],\n"programs":${safeJson(programsObject(view, languages))}`;
	yield `,\n"findings":${safeJson(view.findings.map((finding) => findingObject(finding, languages)))}}\n`;
}

function captureObject({ result: { name, read, analysis } }: View): CaptureJson {
	const head = read.kind === 'capture' ? read.head : null;
	const damage = read.kind === 'capture' ? read.damage : null;
	return {
		name,
		format: head?.format ?? null,
		gzip: head?.gzip ?? false,
		packets: analysis.packetCount,
		linkTypes: [...new Set(head?.interfaces.map(({ linkType }) => linkType))],
		firstNs: analysis.span ? `${analysis.span.firstNs}` : null,
		lastNs: analysis.span ? `${analysis.span.lastNs}` : null,
		complete: damage === null,
		damage,
		simulated: isSimulated(read),
		interfaces: head?.interfaces.map(interfaceObject) ?? [],
		sections:
			head?.sections.map(({ comments, hardware, os, application }) => ({ comments, hardware, os, application })) ?? [],
		names: head?.names ?? [],
		packetComments: [...(head?.packetComments ?? [])].map(([number, comments]) => ({ number, comments })),
		badOptions: read.kind === 'capture' ? read.badOptions : null,
	};
}

function interfaceObject(of: CaptureInterface): InterfaceJson {
	const { linkType, snaplen, section, name, description, filter, os, hardware, addresses, comments, counters } = of;
	return {
		linkType,
		snaplen,
		section,
		name,
		description,
		filter,
		os,
		hardware,
		addresses,
		tsResolution: of.tsResolution,
		tsOffsetSeconds: of.tsOffsetSeconds,
		fcsBytes: of.fcsBytes,
		comments,
		counters: counters && {
			...counters,
			startNs: counters.startNs === null ? null : `${counters.startNs}`,
			endNs: counters.endNs === null ? null : `${counters.endNs}`,
		},
		droppedBetween: of.droppedBetween,
	};
}

function packetObject(annotated: AnnotatedPacket, languages: Languages): PacketJson {
	const { packet, relativeNs, segment, notes } = annotated;
	return {
		number: packet.number,
		timeNs: `${packet.timeNs}`,
		relativeNs: `${relativeNs}`,
		capturedBytes: packet.capturedBytes,
		originalBytes: packet.originalBytes,
		interface: packet.interfaceId,
		duplicateOf: annotated.duplicateOf,
		protocol: packet.protocol,
		source:
			(packet.ipv4 ?? packet.ipv6)?.source ??
			packet.arp?.senderIp ??
			packet.ethernet?.source ??
			packet.sll?.source ??
			null,
		destination:
			(packet.ipv4 ?? packet.ipv6)?.destination ?? packet.arp?.targetIp ?? packet.ethernet?.destination ?? null,
		stop: packet.stop,
		arp: packet.arp,
		tcp: segment && packet.tcp ? tcpObject(annotated, segment, packet.tcp) : null,
		notes: notes.map((note) => noteObject(note, languages)),
	};
}

function tcpObject(annotated: AnnotatedPacket, segment: Segment, tcp: Tcp): TcpJson {
	const { packet, acknowledged, labels, scaledWindow, states, verdictLabels } = annotated;
	const { payload, payloadBytes } = packet;
	return {
		stream: segment.stream,
		connection: segment.connection,
		side: segment.side,
		phase: segment.phase,
		sourcePort: tcp.sourcePort,
		destinationPort: tcp.destinationPort,
		flags: tcp.flags,
		sequence: segment.sequence,
		acknowledgment: segment.acknowledgment,
		relativeSequence: segment.relativeSequence,
		relativeAcknowledgment: segment.relativeAcknowledgment,
		window: tcp.window,
		scaledWindow,
		payloadBytes,
		payload: payloadBytes === 0 || payload.length < payloadBytes ? null : decodeUtf8(payload),
		options: tcp.options,
		labels: labels?.names ?? [],
		duplicateAck: labels?.duplicateAck ?? null,
		acknowledges: acknowledged?.packets ?? [],
		ackRttNs: text(labels?.ackRttNs),
		bytesInFlight: labels?.bytesInFlight ?? null,
		clientState: states?.client ?? null,
		serverState: states?.server ?? null,
		verdictLabels,
	};
}

/** `safeJson` writes what is a bigint as a decimal string. */
function jsoned<T>(value: T): Jsoned<T> {
	return value as Jsoned<T>;
}

/** Nanoseconds as JSON has them. */
function text(ns: bigint | null | undefined): string | null {
	return ns === null || ns === undefined ? null : `${ns}`;
}

function noteObject(note: Note, { en, id }: Languages): NoteJson {
	return { kind: note.kind, text: { en: noteText(note, en), id: noteText(note, id) } };
}

function connectionObject(connection: Connection): ConnectionJson {
	const { client, server, handshake, close } = connection;
	return {
		connection: connection.connection,
		stream: connection.stream,
		client: endpointText(client.address, client.port),
		server: endpointText(server.address, server.port),
		roleRule: connection.roleRule,
		packets: connection.packets,
		clientBytes: connection.clientBytes,
		serverBytes: connection.serverBytes,
		startSeen: connection.startSeen,
		endSeen: connection.endSeen,
		handshake: { ...handshake, rttNs: text(connection.handshakeNs) },
		exchanges: connection.exchanges.map(exchangeObject),
		close,
		completeness: connection.completeness,
		zeek: connection.zeek,
		lifeCycle: jsoned(connection.lifeCycle),
		lab: connection.lab?.name ?? null,
		retransmissions: connection.retransmissions,
	};
}

function exchangeObject({ request, reply, waitNs, followsRule }: Exchange): ExchangeJson {
	return {
		request: request && messageText(request),
		requestPackets: request?.packets ?? [],
		reply: reply && messageText(reply),
		replyPackets: reply?.packets ?? [],
		waitNs: text(waitNs),
		followsRule,
	};
}

/** `null` unless events were given; a call that sends is placed by `fromNs`, the others by `timeNs`. */
function programsObject({ result, programs }: View, languages: Languages): ProgramsJson | null {
	if (!programs) return null;
	return {
		uncertaintyNs: text(programs.uncertaintyNs),
		badLines: programs.badLines,
		events: programs.events.map((placed) => eventObject(placed, languages)),
		calls: Array.from(result.analysis.connections, (connection) => ({
			connection: connection.connection,
			rows: callRows(result.analysis, connection, programs),
		})),
	};
}

function eventObject(placed: PlacedEvent, { en, id }: Languages): EventJson {
	const { event, connection, packets, gapNs, order, after, isNear } = placed;
	const { program, pid, call, fromNs, timeNs, local, remote, bytes, error } = event;
	const facts = { call, local, bytes, error, packets, gapNs, order, isKnown: connection !== null };
	return {
		...{ program, pid, call, fromNs: text(fromNs), timeNs: `${timeNs}`, local, remote, bytes, error },
		...{ connection, packets, gapNs: text(gapNs), order, after, isNear },
		text: { en: en.events.row(facts), id: id.events.row(facts) },
	};
}

function messageText(message: Message): string | null {
	return message.whole ? decodeUtf8(joinBytes(message.parts)) : null;
}

export function findingObject(finding: Finding, { en, id }: Languages): FindingJson {
	const inEnglish = (en.findings[finding.kind] as (of: Finding) => { text: string; advice: string })(finding);
	const inIndonesian = (id.findings[finding.kind] as (of: Finding) => { text: string; advice: string })(finding);
	return {
		kind: finding.kind,
		connection: finding.connection,
		packets: finding.packets,
		text: { en: inEnglish.text, id: inIndonesian.text },
		advice: { en: inEnglish.advice, id: inIndonesian.advice },
	};
}

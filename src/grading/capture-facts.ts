import { endpointText } from '../decode/endpoint-text.ts';
import type { Packet } from '../decode/packet.ts';
import type { Finding } from '../findings/finding.ts';
import type { AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { HandedIn } from './choose-capture.ts';
import { handshakeFound } from './evaluate-connection.ts';
import type { GradeHelp } from './grade-submission.ts';
import { payloadText } from './message-text.ts';
import type { CaptureFacts, ConnectionFactsRow, PacketFactsRow } from './submission-result.ts';

/** So many connections of one capture are kept as rows: a port scan has thousands. */
const MOST_CONNECTIONS = 200;
const MOST_PAYLOAD_CHARACTERS = 60;

/** What is kept of a capture. */
export function captureFacts(
	{ name, bytes, sha256, result }: HandedIn,
	findings: readonly Finding[],
	{ say, sayDamage, mostRows }: Pick<GradeHelp, 'say' | 'sayDamage' | 'mostRows'>,
): CaptureFacts {
	const { read, analysis } = result;
	const { span } = analysis;
	const damage = read.kind === 'capture' ? read.damage : null;
	return {
		...{ name, bytes, sha256 },
		looksLike: read.kind === 'capture' ? null : read.looksLike,
		damage: damage?.reason ?? null,
		packets: analysis.packetCount,
		firstNs: span && String(span.firstNs),
		lastNs: span && String(span.lastNs),
		connections: firstOf(analysis.connections, MOST_CONNECTIONS).map(connectionRow),
		rows: firstOf(analysis.packets, mostRows).map(packetRow),
		findings: [...(damage === null ? [] : [sayDamage(damage)]), ...findings.map(say)],
	};
}

function* taken<T>(all: Iterable<T>, most: number): Generator<T> {
	let left = most;
	for (const one of all) {
		if (left-- <= 0) return;
		yield one;
	}
}

function firstOf<T>(all: Iterable<T>, most: number): readonly T[] {
	return [...taken(all, most)];
}

function connectionRow(of: Connection): ConnectionFactsRow {
	const { client, server, close, zeek, lab } = of;
	return {
		connection: of.connection,
		...{ clientAddress: client.address, clientPort: client.port },
		...{ serverAddress: server.address, serverPort: server.port },
		roleRule: of.roleRule,
		lab: lab?.name ?? null,
		...{ firstPacket: of.firstPacket, packets: of.packets },
		...{ clientBytes: of.clientBytes, serverBytes: of.serverBytes },
		firstNs: String(of.firstNs),
		durationNs: String(of.lastNs - of.firstNs),
		handshake: handshakeFound(of),
		handshakeNs: of.handshakeNs === null ? null : String(of.handshakeNs),
		exchanges: of.exchanges.filter(({ request, reply }) => request && reply).length,
		...{ closeShape: close.shape, closeStarter: close.starter, endSeen: of.endSeen },
		completeness: of.completeness,
		...{ zeekState: zeek.state, zeekHistory: zeek.history },
		retransmissions: of.retransmissions,
	};
}

function packetRow({ packet, relativeNs, segment, labels, duplicateOf }: AnnotatedPacket): PacketFactsRow {
	const [source, destination] = endsOf(packet);
	return {
		number: packet.number,
		relativeNs: String(relativeNs),
		...{ source, destination, protocol: packet.protocol },
		connection: segment?.connection ?? null,
		side: segment?.side ?? null,
		phase: segment?.phase ?? null,
		flags: packet.tcp?.flags.join(', ') ?? '',
		sequence: segment?.relativeSequence ?? null,
		acknowledgment: segment?.relativeAcknowledgment ?? null,
		payloadBytes: packet.payloadBytes,
		payload: shownPayload(packet.payload),
		labels: labels?.names.join(', ') ?? '',
		duplicateOf,
	};
}

function endsOf({ arp, ipv4, ipv6, tcp, udp, ethernet }: Packet): readonly [string, string] {
	if (arp) return [arp.senderIp, arp.targetIp];
	const network = ipv4 ?? ipv6;
	if (network === null) return [ethernet?.source ?? '', ethernet?.destination ?? ''];
	const transport = tcp ?? udp;
	if (transport === null) return [network.source, network.destination];
	return [
		endpointText(network.source, transport.sourcePort),
		endpointText(network.destination, transport.destinationPort),
	];
}

/** Control characters, and what turns or hides text, as a dot; cut where it is long. */
function shownPayload(payload: Uint8Array): string {
	const text = payloadText(payload.subarray(0, MOST_PAYLOAD_CHARACTERS * 4)).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '·');
	return text.length > MOST_PAYLOAD_CHARACTERS ? `${text.slice(0, MOST_PAYLOAD_CHARACTERS)}…` : text;
}

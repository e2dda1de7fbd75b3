import type { Arp } from '../../decode/arp.ts';
import type { AnnotatedPacket } from '../../tcp/analysis.ts';
import type { LabelName } from '../../tcp/label.ts';
import type { Phase, Side } from '../../tcp/segment-batch.ts';
import type { StatePair } from '../../tcp/states.ts';
import { type MqttMessage, readMqtt } from './mqtt.ts';

/** A packet as claims speak of it. */
export interface CaptureRow {
	readonly number: number;
	/** Since the first packet. */
	readonly ns: bigint;
	readonly epochNs: bigint;
	readonly copyOf: number | null;
	readonly protocol: 'tcp' | 'udp' | 'arp' | 'icmp' | 'other';
	/** What it is cannot be told: the snaplen cut its headers, or its kind of link is not read. */
	readonly isUnread: boolean;
	/** IP address; of ARP the sender's and the target's. */
	readonly source: string;
	readonly destination: string;
	readonly sourcePort: number | null;
	readonly destinationPort: number | null;
	readonly connection: number | null;
	readonly side: Side | null;
	readonly phase: Phase | null;
	readonly flags: readonly string[];
	/** Relative. */
	readonly sequence: number | null;
	readonly acknowledgment: number | null;
	readonly rawSequence: number | null;
	readonly rawAcknowledgment: number | null;
	readonly window: number | null;
	readonly scaledWindow: number | null;
	/** Payload as sent. */
	readonly bytes: number;
	readonly frameBytes: number;
	readonly identification: number | null;
	readonly arp: Arp | null;
	readonly labels: readonly LabelName[];
	readonly wasResent: boolean;
	/** After this packet. */
	readonly states: StatePair | null;
	readonly ackRttNs: bigint | null;
	readonly bytesInFlight: number | null;
	readonly mss: number | null;
	/** The shift. */
	readonly windowScale: number | null;
	readonly timeToLive: number | null;
	readonly macDestination: string | null;
	/** The captured payload as text; empty where there is none. */
	readonly text: string;
	readonly mqtt: readonly MqttMessage[];
}

const MQTT_PORT = 1883;
/** Students do not speak of the others. */
const KNOWN_FLAGS: readonly string[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
const UTF8 = new TextDecoder();

/** Takes from a packet what claims are about. */
export function captureRow(annotated: AnnotatedPacket): CaptureRow {
	const { packet, segment, labels } = annotated;
	const { arp, ipv4, ipv6, tcp, udp } = packet;
	const ports = tcp ?? udp;
	const isTcp = tcp !== null && segment !== null;
	const protocol = isTcp ? 'tcp' : udp ? 'udp' : arp ? 'arp' : packet.icmp ? 'icmp' : 'other';
	const isMqtt = ports?.sourcePort === MQTT_PORT || ports?.destinationPort === MQTT_PORT;
	const mss = tcp?.options.find(({ kind }) => kind === 'mss');
	const scale = tcp?.options.find(({ kind }) => kind === 'window-scale');
	return {
		number: packet.number,
		ns: annotated.relativeNs,
		epochNs: packet.timeNs,
		copyOf: annotated.duplicateOf,
		protocol,
		isUnread: protocol === 'other' && packet.stop !== null && packet.stop.reason !== 'bad',
		source: arp?.senderIp ?? ipv4?.source ?? ipv6?.source ?? packet.ethernet?.source ?? '',
		destination: arp?.targetIp ?? ipv4?.destination ?? ipv6?.destination ?? packet.ethernet?.destination ?? '',
		sourcePort: ports?.sourcePort ?? null,
		destinationPort: ports?.destinationPort ?? null,
		connection: segment?.connection ?? null,
		side: segment?.side ?? null,
		phase: segment?.phase ?? null,
		flags: (tcp?.flags ?? []).filter((flag) => KNOWN_FLAGS.includes(flag)),
		sequence: segment?.relativeSequence ?? null,
		acknowledgment: segment?.relativeAcknowledgment ?? null,
		rawSequence: segment?.sequence ?? null,
		rawAcknowledgment: segment?.ack ? segment.acknowledgment : null,
		window: segment?.window ?? null,
		scaledWindow: annotated.scaledWindow,
		bytes: packet.payloadBytes,
		frameBytes: packet.originalBytes,
		identification: ipv4?.identification ?? null,
		arp,
		labels: labels?.names ?? [],
		states: annotated.states,
		wasResent: annotated.verdictLabels.includes('retransmission'),
		ackRttNs: labels?.ackRttNs ?? null,
		bytesInFlight: labels?.bytesInFlight ?? null,
		windowScale: scale?.kind === 'window-scale' ? scale.shift : null,
		timeToLive: ipv4?.timeToLive ?? null,
		macDestination: packet.ethernet?.destination ?? null,
		mss: mss?.kind === 'mss' ? mss.value : null,
		text: packet.payload.length === 0 ? '' : UTF8.decode(packet.payload),
		mqtt: isMqtt ? readMqtt(packet.payload) : [],
	};
}

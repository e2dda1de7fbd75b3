import type { Analysis, AnnotatedPacket } from '../../tcp/analysis.ts';
import type { HandedIn } from '../choose-capture.ts';
import { hash64, hashBytes } from '../hash.ts';
import { messageText } from '../message-text.ts';
import type { CapturePrint, OwnValue, Placed } from './print.ts';
import { stretchesOf } from './stretches.ts';

/** All of a lab's capture is kept; of a longer one, those with the smallest hashes, which a copy has too. */
const MOST_HASHES = 256;
/** Of a long capture only the beginning is looked at. */
const MOST_PACKETS = 20_000;
/** Docker makes these MACs of the IP address: they are the same for everybody. */
const DOCKER_MAC = /^02:42:/;
const LEAST_DRAWN = 2 ** 16;
const LEAST_MESSAGE = 6;
const FIRST_EPHEMERAL = 10_000;

/** What is individual about a capture. @param common Messages that the lab itself sends: they are everybody's. */
export function capturePrint({ name, sha256, result }: HandedIn, common: readonly string[]): CapturePrint {
	const { analysis } = result;
	const packets: Placed[] = [];
	const numbers: Placed[] = [];
	let left = MOST_PACKETS;
	for (const annotated of analysis.packets) {
		if (left-- <= 0) break;
		if (annotated.duplicateOf !== null) continue;
		const bytes = packetHash(annotated, analysis);
		if (bytes !== null) packets.push([bytes, annotated.packet.number]);
		const drawn = numbersHash(annotated);
		if (drawn !== null) numbers.push([drawn, annotated.packet.number]);
	}
	return {
		...{ capture: name, sha256 },
		packets: smallest(packets),
		numbers: smallest(numbers),
		stretches: stretchesOf(analysis),
		own: ownValues(analysis, common),
	};
}

/** Without what comes before the IP header and what pads the frame. Only TCP: nothing else is random enough. */
function packetHash({ packet }: AnnotatedPacket, analysis: Analysis): string | null {
	if (packet.tcp === null) return null;
	const { bytes, networkAt } = analysis.frame(packet.number);
	if (networkAt === null) return null;
	const length = packet.ipv4?.totalBytes || bytes.length;
	return hashBytes(bytes.subarray(networkAt, networkAt + length));
}

/**
 * Both sides' numbers, of which each began at random. Without timestamps, for a capture that is cut has none; a SYN, whose
 * only number could be met by chance, has it from those after it. Numbers that are small were made by hand.
 */
function numbersHash({ packet, segment }: AnnotatedPacket): string | null {
	if (packet.tcp === null || segment === null || segment.rst || !segment.ack) return null;
	const { sequence, acknowledgment, payloadBytes } = segment;
	if (sequence < LEAST_DRAWN && acknowledgment < LEAST_DRAWN) return null;
	return hash64(`${sequence} ${acknowledgment} ${payloadBytes}`);
}

function smallest(placed: readonly Placed[]): readonly Placed[] {
	if (placed.length <= MOST_HASHES) return placed;
	const sorted = placed.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return sorted.slice(0, MOST_HASHES).sort(([, a], [, b]) => a - b);
}

function ownValues(analysis: Analysis, common: readonly string[]): readonly OwnValue[] {
	const values = new Map<string, OwnValue>();
	const add = (kind: OwnValue['kind'], value: string, packet: number): void => {
		if (values.size < MOST_HASHES && !values.has(`${kind} ${value}`)) {
			values.set(`${kind} ${value}`, { kind, value, packet });
		}
	};
	for (const connection of analysis.connections) {
		if (values.size >= MOST_HASHES) break;
		const { client, startSeen, base, firstPacket, exchanges, handshake } = connection;
		if (client.port >= FIRST_EPHEMERAL) add('port', String(client.port), firstPacket);
		if (startSeen) add('sequence', String(base.client), handshake.packets[0] ?? firstPacket);
		if (handshake.complete) add('sequence', String(base.server), handshake.packets[1] ?? firstPacket);
		for (const { request } of exchanges) {
			const text = request === null ? '' : messageKey(messageText(request));
			if (request && text.length >= LEAST_MESSAGE && !common.includes(text)) {
				add('message', text, request.packets[0] ?? firstPacket);
			}
		}
	}
	for (const [mac, packet] of macsOf(analysis)) add('mac', mac, packet);
	return [...values.values()];
}

/** Messages are compared without capitals and outer spaces. */
export function messageKey(text: string): string {
	return text.trim().toLowerCase();
}

function macsOf(analysis: Analysis): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	let left = MOST_HASHES;
	for (const { packet } of analysis.packets) {
		if (left-- <= 0) break;
		const mac = packet.ethernet?.source;
		if (mac && !DOCKER_MAC.test(mac) && mac !== '00:00:00:00:00:00' && !found.has(mac)) found.set(mac, packet.number);
	}
	return found;
}

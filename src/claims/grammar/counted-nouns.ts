import type { CountedThing } from '../fact.ts';
import type { Concept } from '../text/lexicon.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import { flagSets, says } from './features.ts';
import { flagThing } from './flag-thing.ts';
import { udpPorts } from './udp-protocols.ts';

/** Nouns that numbers stand before. */
export const COUNTED_NOUNS: readonly (readonly [Concept, CountedThing])[] = [
	['RETRANSMISSION', 'retransmissions'],
	['HANDSHAKE', 'handshakes'],
	['FLAG', 'flags'],
	['REQUEST', 'requests'],
	['RESPONSE', 'replies'],
	['DATA', 'messages'],
	['EVENT', 'replies'],
	['ECHO', 'replies'],
	['EXCHANGE', 'exchanges'],
	['DUPLICATE', 'duplicates'],
	['ERROR', 'errors'],
	['RESET', 'rst'],
	['PORT', 'ports'],
];

/** `22 lines of code`. */
function isOfProgram(token: Token): boolean {
	return isWord(token, /^(?:code|kode|program|script|skrip|python|source)$/i);
}

/** `28 are TCP`. */
const PACKETS_OF: readonly (readonly [Concept, CountedThing])[] = [
	['TCP', 'tcp-packets'],
	['UDP', 'udp-packets'],
	['ARP', 'arp-packets'],
	['DNS', 'udp-packets'],
	['ICMP', 'icmp-packets'],
];

/** The noun behind a number, over adjectives: `8 open TCP connections`. */
export function thingAfter(tokens: readonly Token[], at: number): CountedThing | undefined {
	const near = nounPhrase(tokens.slice(at + 1, at + 6));
	if (near.length === 0) return undefined;
	const packets = packetsOf(near);
	if (packets) return packets;
	if (names(near, 'ARP')) return arpThing(near, tokens);
	if (has(near[0], 'TCP') && near.length === 1 && says(tokens, 'PACKET', 'FRAME')) return 'tcp-packets';
	const packet = packetThing(near);
	if (packet) return packet;
	if (names(near, 'CONNECTION')) return isTalk(near) ? undefined : 'connections';
	return COUNTED_NOUNS.find(([concept]) => near.slice(0, 3).some((token) => has(token, concept)))?.[1];
}

/** What may belong to the noun that is counted; nothing where it is not what is counted. */
function nounPhrase(behind: readonly Token[]): readonly Token[] {
	const stop = behind.findIndex(
		(token) =>
			(isOf(token, 'sign') && token.sign !== '(') ||
			isOf(token, 'number') ||
			isOf(token, 'rows') ||
			has(token, 'SAME', 'WHICH', 'FROM', 'AND'),
	);
	const near = stop < 0 ? behind : behind.slice(0, stop);
	return has(near[0], 'SIDE', 'OTHER') || behind.some(isOfProgram) ? [] : near;
}

function names(near: readonly Token[], concept: Concept): boolean {
	return near.slice(0, 4).some((token) => has(token, concept));
}

/** `are TCP`. */
function packetsOf(near: readonly Token[]): CountedThing | undefined {
	const protocol = near[1];
	if (near.length !== 2 || !has(near[0], 'DEFINES')) return undefined;
	return PACKETS_OF.find(([concept]) => has(protocol, concept))?.[1];
}

function isPacket(near: readonly Token[]): boolean {
	return (
		names(near, 'PACKET') ||
		names(near, 'SEGMENT') ||
		names(near, 'FRAME') ||
		(names(near, 'ROW') && !isNumbers(near[0]))
	);
}

function arpThing(near: readonly Token[], tokens: readonly Token[]): CountedThing | undefined {
	if (names(near, 'REQUEST')) return 'arp-requests';
	if (names(near, 'RESPONSE')) return 'arp-replies';
	const isCalledSo = has(near[0], 'ARP') && says(tokens, 'PACKET', 'FRAME');
	return isPacket(near) || isCalledSo ? 'arp-packets' : undefined;
}

function packetThing(near: readonly Token[]): CountedThing | undefined {
	const [flags] = flagSets(near);
	const isOfPackets = isPacket(near);
	const isOverUdp = near.some(({ text }) => udpPorts(text) !== null);
	if (isOverUdp) return isOfPackets || near.length === 1 ? 'udp-packets' : undefined;
	if (isOfPackets && near.some(isOtherProtocol)) return names(near, 'ICMP') ? 'icmp-packets' : undefined;
	if (isOfPackets && names(near, 'UDP')) return 'udp-packets';
	if (isOfPackets && names(near, 'RETRANSMISSION')) return 'retransmissions';
	if (isOfPackets && flags && flags.length > 0) return 'packets';
	if (flags && near[0]?.type === 'flags') return flagThing(flags);
	if (!isOfPackets) return undefined;
	return names(near, 'TCP') || names(near, 'SEGMENT') ? 'tcp-packets' : 'packets';
}

/** `4 HTTP packets`, `dua paket ICMPv6`: not any packets. */
function isOtherProtocol(token: Token): boolean {
	return (
		has(token, 'HTTP', 'MQTT', 'SOAP', 'ICMP') ||
		(isOf(token, 'word') && /^[A-Z]{3,8}(?:v\d)?$/.test(token.word) && token.concepts.length === 0)
	);
}

/** `two-way communication` is no connection, `komunikasi TCP` is one. */
function isTalk(near: readonly Token[]): boolean {
	return !names(near, 'TCP') && near.some((token) => isWord(token, /^(?:komunikasi|hubungan|communication)/i));
}

/** `two numbers` are no two rows. */
function isNumbers(token: Token | undefined): boolean {
	return isWord(token, /^(?:nomor|numbers?)$/);
}

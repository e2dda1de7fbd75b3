import { internAddress, reserveAddresses } from './addresses.ts';
import {
	ETHER_TYPE_ARP,
	ETHER_TYPE_IPV4,
	ETHER_TYPE_IPV6,
	ETHER_TYPE_SHIFT,
	ETHERNET_BYTES,
	LINK_TYPE_ETHERNET,
	NETWORK_AT_MASK,
	networkOf,
} from './decode-link.ts';
import { INPUT } from './layout.ts';
import { byteAt, int32At, load, store, uint16At } from './memory.ts';
import {
	ROW_ACKNOWLEDGMENT,
	ROW_AT,
	ROW_CAPTURED_BYTES,
	ROW_DATAGRAM,
	ROW_DESTINATION_ADDRESS,
	ROW_DESTINATION_PORT,
	ROW_FLAGS,
	ROW_LINK_TYPE,
	ROW_NETWORK,
	ROW_NETWORK_AT,
	ROW_ORIGINAL_BYTES,
	ROW_PAYLOAD_AT,
	ROW_PAYLOAD_BYTES,
	ROW_PROTOCOL,
	ROW_SEQUENCE,
	ROW_SLOW,
	ROW_SOURCE_ADDRESS,
	ROW_SOURCE_PORT,
	ROW_STOP,
	ROW_TRANSPORT_AT,
	ROW_WINDOW,
} from './rows.ts';
import { NETWORK_ARP, NETWORK_IPV4, NETWORK_IPV6, PROTOCOL_ARP, PROTOCOL_TCP, PROTOCOL_UDP } from './tcp-bits.ts';

const ARP_BYTES: i32 = 28;
/** Hardware and protocol type, and their sizes: of the first any, for MAC addresses are all that is read. */
const ARP_OF_IPV4: i32 = 0x08000604;
const ARP_REPLY: i32 = 2;
const IPV4_BYTES: i32 = 20;
const IPV6_BYTES: i32 = 40;
const IP_PROTOCOL_TCP: i32 = 6;
const IP_PROTOCOL_UDP: i32 = 17;
const FRAGMENT_BITS: i32 = 0x3fff;
const TCP_BYTES: i32 = 20;
const UDP_BYTES: i32 = 8;
const FLAG_BITS: i32 = 0x01ff;
const USUAL_TCP_AT: i32 = 34;
const USUAL_BYTES: i32 = 54;
/** The EtherType, and IPv4's version and shortest header length. */
const USUAL_START: i32 = 0x080045;
/** Of the word that begins with the fragment's bits: all of these, and the protocol. */
const USUAL_MASK: i32 = 0x3fff00ff;

/**
 * Decodes the rows that nearly all are: TCP, UDP and ARP that are whole and right, on the usual links, with IP in one
 * piece and without extension headers. The numbers of the others are left in the column `slow` for the decoders of
 * `decode/`, which know all rules; what these would write into a row is what is written here.
 *
 * @returns How many rows are slow.
 */
export function decodeRows(rows: i32): i32 {
	let slow: i32 = 0;
	for (let row: i32 = 0; row < rows; row++) {
		if (decodeRow(row << 2)) continue;
		store(ROW_SLOW + (slow << 2), row);
		slow++;
	}
	return slow;
}

function decodeRow(row: i32): boolean {
	const captured = load(ROW_CAPTURED_BYTES + row);
	const original = load(ROW_ORIGINAL_BYTES + row);
	// Lengths of 2 GiB and more are negative here.
	if (original < 0) return false;
	const frame = INPUT + load(ROW_AT + row);
	store(ROW_DATAGRAM + row, 0);
	store(ROW_STOP + row, 0);
	if (isUsual(row, frame, captured, original)) return decodeUsual(row, frame, captured, original);
	const network = networkOf(load(ROW_LINK_TYPE + row), frame, captured);
	const etherType = network >>> ETHER_TYPE_SHIFT;
	const at = network & NETWORK_AT_MASK;
	const left = captured - at;
	const onWire = (original > captured ? original : captured) - at;
	store(ROW_NETWORK_AT + row, at);
	if (etherType === ETHER_TYPE_IPV4) return decodeIpv4(row, frame, at, left, onWire);
	if (etherType === ETHER_TYPE_IPV6) return decodeIpv6(row, frame, at, left, onWire);
	return etherType === ETHER_TYPE_ARP && decodeArp(row, frame + at, left);
}

/** Ethernet, IPv4 without options in one piece, TCP: told by three words. */
function isUsual(row: i32, frame: i32, captured: i32, original: i32): boolean {
	if (load(ROW_LINK_TYPE + row) !== LINK_TYPE_ETHERNET || captured < USUAL_BYTES || captured > original) return false;
	return int32At(frame + 12) >>> 8 === USUAL_START && (int32At(frame + 20) & USUAL_MASK) === IP_PROTOCOL_TCP;
}

/** What `decodeIpv4` does, in a third of the steps. */
function decodeUsual(row: i32, frame: i32, captured: i32, original: i32): boolean {
	const total = lengthOf(uint16At(frame + 16), original - ETHERNET_BYTES);
	const left = captured - ETHERNET_BYTES;
	store(ROW_NETWORK_AT + row, ETHERNET_BYTES);
	store(ROW_NETWORK + row, NETWORK_IPV4);
	store(ROW_SOURCE_ADDRESS + row, int32At(frame + 26));
	store(ROW_DESTINATION_ADDRESS + row, int32At(frame + 30));
	store(ROW_TRANSPORT_AT + row, USUAL_TCP_AT);
	const available = (total < left ? total : left) - IPV4_BYTES;
	return available >= TCP_BYTES && decodeTcp(row, frame + USUAL_TCP_AT, USUAL_TCP_AT, total - IPV4_BYTES, available);
}

function decodeArp(row: i32, arp: i32, left: i32): boolean {
	if (left < ARP_BYTES || int32At(arp + 2) !== ARP_OF_IPV4) return false;
	const operation = uint16At(arp + 6);
	if (operation < 1 || operation > ARP_REPLY) return false;
	store(ROW_PROTOCOL + row, PROTOCOL_ARP);
	store(ROW_NETWORK + row, NETWORK_ARP);
	store(ROW_SOURCE_ADDRESS + row, int32At(arp + 14));
	store(ROW_DESTINATION_ADDRESS + row, int32At(arp + 24));
	store(ROW_TRANSPORT_AT + row, -1);
	store(ROW_PAYLOAD_AT + row, -1);
	store(ROW_PAYLOAD_BYTES + row, 0);
	return true;
}

function decodeIpv4(row: i32, frame: i32, at: i32, left: i32, onWire: i32): boolean {
	if (left < IPV4_BYTES) return false;
	const ip = frame + at;
	const versionAndLength = byteAt(ip);
	const header = (versionAndLength & 0x0f) << 2;
	if (versionAndLength >>> 4 !== 4 || header < IPV4_BYTES || (uint16At(ip + 6) & FRAGMENT_BITS) !== 0) return false;
	const total = lengthOf(uint16At(ip + 2), onWire);
	const available = (total < left ? total : left) - header;
	store(ROW_NETWORK + row, NETWORK_IPV4);
	store(ROW_SOURCE_ADDRESS + row, int32At(ip + 12));
	store(ROW_DESTINATION_ADDRESS + row, int32At(ip + 16));
	return decodeTransport(row, byteAt(ip + 9), frame, at + header, total - header, available);
}

function decodeIpv6(row: i32, frame: i32, at: i32, left: i32, onWire: i32): boolean {
	if (left < IPV6_BYTES) return false;
	const ip = frame + at;
	const kind = byteAt(ip + 6);
	if (byteAt(ip) >>> 4 !== 6 || (kind !== IP_PROTOCOL_TCP && kind !== IP_PROTOCOL_UDP)) return false;
	const total = lengthOf(uint16At(ip + 4), onWire - IPV6_BYTES);
	const available = total < left - IPV6_BYTES ? total : left - IPV6_BYTES;
	reserveAddresses(1);
	store(ROW_NETWORK + row, NETWORK_IPV6);
	store(ROW_SOURCE_ADDRESS + row, internAddress(ip + 8));
	store(ROW_DESTINATION_ADDRESS + row, internAddress(ip + 24));
	return decodeTransport(row, kind, frame, at + IPV6_BYTES, total, available);
}

/** What a header says of a length, unless it is 0 (left to the network card) or more than was on the wire. */
function lengthOf(said: i32, onWire: i32): i32 {
	return said === 0 || said > onWire ? onWire : said;
}

/** @param size Bytes behind the IP header. @param available Those of them that were captured. */
function decodeTransport(row: i32, kind: i32, frame: i32, at: i32, size: i32, available: i32): boolean {
	store(ROW_TRANSPORT_AT + row, at);
	if (kind === IP_PROTOCOL_TCP) return available >= TCP_BYTES && decodeTcp(row, frame + at, at, size, available);
	return kind === IP_PROTOCOL_UDP && available >= UDP_BYTES && decodeUdp(row, frame + at, at, size);
}

function decodeTcp(row: i32, tcp: i32, at: i32, size: i32, available: i32): boolean {
	const offsetAndFlags = uint16At(tcp + 12);
	const header = (offsetAndFlags >>> 12) << 2;
	if (header < TCP_BYTES || header > available) return false;
	store(ROW_PROTOCOL + row, PROTOCOL_TCP);
	store(ROW_PAYLOAD_AT + row, at + header);
	store(ROW_PAYLOAD_BYTES + row, size - header);
	store(ROW_SOURCE_PORT + row, uint16At(tcp));
	store(ROW_DESTINATION_PORT + row, uint16At(tcp + 2));
	store(ROW_SEQUENCE + row, int32At(tcp + 4));
	store(ROW_ACKNOWLEDGMENT + row, int32At(tcp + 8));
	store(ROW_FLAGS + row, offsetAndFlags & FLAG_BITS);
	store(ROW_WINDOW + row, uint16At(tcp + 14));
	return true;
}

function decodeUdp(row: i32, udp: i32, at: i32, size: i32): boolean {
	const total = lengthOf(uint16At(udp + 4), size);
	if (total < UDP_BYTES) return false;
	store(ROW_PROTOCOL + row, PROTOCOL_UDP);
	store(ROW_PAYLOAD_AT + row, at + UDP_BYTES);
	store(ROW_PAYLOAD_BYTES + row, total - UDP_BYTES);
	store(ROW_SOURCE_PORT + row, uint16At(udp));
	store(ROW_DESTINATION_PORT + row, uint16At(udp + 2));
	return true;
}

import { ICMP, ICMP_BYTES, type Icmp } from '../decode/icmp.ts';
import { headerBytes, IP_PROTOCOL, IPV4, IPV4_BYTES } from '../decode/ipv4.ts';
import { IPV6, IPV6_BYTES } from '../decode/ipv6.ts';
import { TCP_BYTES } from '../decode/tcp.ts';
import { UDP_BYTES } from '../decode/udp.ts';
import type { AddressMap } from './address-map.ts';
import { updatedChecksum } from './checksum-update.ts';
import { anonymizeIpv4, anonymizeIpv6, changeOf, readWord, writeWord } from './network.ts';

/** Where an error quotes the packet that it is about, and where neighbour discovery names its target. */
const BODY_AT = 8;
const IPV6_ADDRESS_BYTES = 16;
const FILLER = 0x78;
/** Options of neighbour discovery that hold a MAC address (RFC 4861, section 4.6.1). */
const LINK_ADDRESS_OPTIONS = [1, 2];

/**
 * Replaces the addresses in an ICMP or ICMPv6 message of `[at, end)` and keeps its checksum as right as it was.
 *
 * @param change By how much the sum of the addresses before it grew; only ICMPv6 counts them.
 * @param keepsData Whether what somebody sent may stay in what an error quotes.
 * @returns Where what may stay ends: of messages that are not looked into nothing stays behind their first bytes.
 */
export function anonymizeIcmp(
	bytes: Uint8Array,
	{ at, end }: { readonly at: number; readonly end: number },
	icmp: Icmp,
	{
		addresses,
		change,
		keepsData,
	}: { readonly addresses: AddressMap; readonly change: number; readonly keepsData: boolean },
): number {
	const kept = endOfKept(bytes, at, end, icmp);
	const inside = changeOf(bytes, at, end, () => replaceInside(bytes, at, kept, icmp, addresses, keepsData));
	const place = at + ICMP.checksum.at;
	writeWord(bytes, place, updatedChecksum(readWord(bytes, place), inside + (icmp.version === 6 ? change : 0)));
	return kept;
}

function endOfKept(bytes: Uint8Array, at: number, end: number, icmp: Icmp): number {
	switch (icmp.name) {
		case 'neighbour-solicitation':
		case 'neighbour-advertisement':
		case 'router-solicitation':
		case 'echo-request':
		case 'echo-reply':
			return end;
		case 'multicast-listener':
			return icmp.type === 143 ? at + BODY_AT : end;
		default:
			return icmp.quote === null ? Math.min(end, at + ICMP_BYTES) : Math.min(end, quoteEnd(bytes, at + BODY_AT));
	}
}

/** Of a quoted packet its headers stay: who it was from, and its sequence number. */
function quoteEnd(bytes: Uint8Array, at: number): number {
	const isIpv4 = (bytes[at] ?? 0) >>> 4 === 4;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const header = isIpv4 ? headerBytes(view, at) : IPV6_BYTES;
	const protocol = bytes[at + (isIpv4 ? IPV4.protocol.at : IPV6.nextHeader.at)];
	return at + header + (protocol === IP_PROTOCOL.tcp ? TCP_BYTES : UDP_BYTES);
}

function replaceInside(
	bytes: Uint8Array,
	at: number,
	end: number,
	icmp: Icmp,
	addresses: AddressMap,
	keepsData: boolean,
): void {
	const body = at + BODY_AT;
	if (icmp.quote !== null) replaceQuote(bytes, body, end, addresses);
	else if (icmp.name === 'echo-request' || icmp.name === 'echo-reply') {
		if (!keepsData) bytes.fill(FILLER, body, end);
	} else if (icmp.version === 6) replaceNeighbour(bytes, body, end, icmp, addresses);
	if (icmp.version === 4 && icmp.name === 'redirect') addresses.ipv4(bytes, at + ICMP_BYTES);
}

function replaceQuote(bytes: Uint8Array, at: number, end: number, addresses: AddressMap): void {
	if ((bytes[at] ?? 0) >>> 4 === 4 && end - at >= IPV4_BYTES) {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		anonymizeIpv4(bytes, at, headerBytes(view, at), addresses);
	} else if (end - at >= IPV6_BYTES) anonymizeIpv6(bytes, at, addresses);
}

/** The target of a solicitation or advertisement, the group of a report, and the MAC addresses behind them. */
function replaceNeighbour(bytes: Uint8Array, body: number, end: number, icmp: Icmp, addresses: AddressMap): void {
	const hasTarget = icmp.name !== 'router-solicitation';
	if (hasTarget && body + IPV6_ADDRESS_BYTES <= end) addresses.ipv6(bytes, body);
	let at = body + (hasTarget ? IPV6_ADDRESS_BYTES : 0);
	while (at + BODY_AT <= end) {
		if (LINK_ADDRESS_OPTIONS.includes(bytes[at] ?? 0)) addresses.mac(bytes, at + 2);
		else bytes.fill(0, at + 2, at + BODY_AT);
		at += BODY_AT * Math.max(1, bytes[at + 1] ?? 1);
	}
}

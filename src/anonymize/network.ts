import { IPV4, IPV4_BYTES } from '../decode/ipv4.ts';
import { IPV6 } from '../decode/ipv6.ts';
import type { AddressMap } from './address-map.ts';
import { updatedChecksum, wordSum } from './checksum-update.ts';

/** Options may hold addresses (record route), so they become "no operation" (RFC 791, section 3.1). */
const NO_OPERATION = 1;

/** Replaces the addresses of an IPv4 header, keeps its checksum as right as it was, and returns by how much the sum of its addresses grew. */
export function anonymizeIpv4(bytes: Uint8Array, at: number, headerBytes: number, addresses: AddressMap): number {
	const end = Math.min(at + headerBytes, bytes.length);
	const before = wordSum(bytes, at, end);
	const change = changeOf(bytes, at + IPV4.source.at, at + IPV4_BYTES, () => {
		addresses.ipv4(bytes, at + IPV4.source.at);
		addresses.ipv4(bytes, at + IPV4.destination.at);
	});
	bytes.fill(NO_OPERATION, at + IPV4_BYTES, Math.max(end, at + IPV4_BYTES));
	const checksum = readWord(bytes, at + IPV4.checksum.at);
	// 0 is what a sender leaves there for its network card to fill in.
	if (checksum !== 0)
		writeWord(bytes, at + IPV4.checksum.at, updatedChecksum(checksum, wordSum(bytes, at, end) - before));
	return change;
}

/** Replaces the addresses of an IPv6 header, which has no checksum; returns by how much the sum of them grew. */
export function anonymizeIpv6(bytes: Uint8Array, at: number, addresses: AddressMap): number {
	return changeOf(bytes, at + IPV6.source.at, at + IPV6.destination.at + IPV6.destination.size, () => {
		addresses.ipv6(bytes, at + IPV6.source.at);
		addresses.ipv6(bytes, at + IPV6.destination.at);
	});
}

/** By how much the sum of `[at, end)` grows while `replace` works on it. */
export function changeOf(bytes: Uint8Array, at: number, end: number, replace: () => void): number {
	const before = wordSum(bytes, at, end);
	replace();
	return wordSum(bytes, at, end) - before;
}

export function readWord(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function writeWord(bytes: Uint8Array, at: number, word: number): void {
	bytes[at] = word >>> 8;
	bytes[at + 1] = word & 0xff;
}

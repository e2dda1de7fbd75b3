/** The headers and some payload; what lies behind is told apart by sequence number, IP ID and length. */
const HASHED_BYTES = 96;
const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const ARP_BYTES = 28;

/** What tells a packet from others, whatever link it was recorded on. */
export interface NetworkBytes {
	/** Two hashes over the network layer's bytes without hop limit and header checksum, which a router changes. */
	hash: number;
	check: number;
	/** As the header says. */
	lengthBytes: number;
	/** TTL or hop limit; 0 for ARP. */
	hops: number;
	/** The IPv4 header checksum, or 0. */
	checksum: number;
	/** It has an identification, which a retransmission would not share (RFC 6864; Linux leaves 0 in SYN-ACK and RST). */
	hasId: boolean;
}

/** Makes what `readNetworkBytes` fills. */
export function createNetworkBytes(): NetworkBytes {
	return { hash: 0, check: 0, lengthBytes: 0, hops: 0, checksum: 0, hasId: false };
}

/** Reads the network layer in `[at, end)`. @returns False if there is none. */
export function readNetworkBytes(bytes: DataView, at: number, end: number, into: NetworkBytes): boolean {
	if (at < 0 || end > bytes.byteLength || at + IPV4_BYTES > end) return false;
	const version = bytes.getUint8(at) >>> 4;
	if (version === 4) readIpv4(bytes, at, end, into);
	else if (version === 6 && at + IPV6_BYTES <= end) readIpv6(bytes, at, into);
	else readOther(at, end, into);
	const stop = Math.min(end, at + Math.min(into.lengthBytes, HASHED_BYTES));
	if (version === 4) hashBytes(bytes, at, stop, 8, 0x00ff_0000, into);
	else if (version === 6) hashBytes(bytes, at, stop, 4, 0xffff_ff00, into);
	else hashBytes(bytes, at, stop, 0, 0xffff_ffff, into);
	return true;
}

function readIpv4(bytes: DataView, at: number, end: number, into: NetworkBytes): void {
	// 0: the kernel cut the packet into segments only after it was recorded.
	into.lengthBytes = bytes.getUint16(at + 2) || end - at;
	into.hasId = bytes.getUint16(at + 4) !== 0;
	into.hops = bytes.getUint8(at + 8);
	into.checksum = bytes.getUint16(at + 10);
}

function readIpv6(bytes: DataView, at: number, into: NetworkBytes): void {
	into.lengthBytes = IPV6_BYTES + bytes.getUint16(at + 4);
	into.hasId = false;
	into.hops = bytes.getUint8(at + 7);
	into.checksum = 0;
}

/** ARP, or what is not known; an ARP frame may be padded. */
function readOther(at: number, end: number, into: NetworkBytes): void {
	into.lengthBytes = Math.min(end - at, ARP_BYTES);
	into.hasId = false;
	into.hops = 0;
	into.checksum = 0;
}

/** Hashes `[at, end)`; of the word at offset `maskedAt` only the bits of `mask` count. */
function hashBytes(bytes: DataView, at: number, end: number, maskedAt: number, mask: number, into: NetworkBytes): void {
	let hash = 0x811c_9dc5;
	let check = into.lengthBytes;
	let i = at;
	for (; i + 4 <= end; i += 4) {
		const word = i - at === maskedAt ? bytes.getInt32(i) & mask : bytes.getInt32(i);
		hash = mix(hash, word, 0x85eb_ca6b);
		check = mix(check, word, 0xc2b2_ae35);
	}
	for (; i < end; i++) {
		hash = mix(hash, bytes.getUint8(i), 0x85eb_ca6b);
		check = mix(check, bytes.getUint8(i), 0xc2b2_ae35);
	}
	into.hash = hash ^ (hash >>> 15);
	into.check = check;
}

function mix(hash: number, word: number, factor: number): number {
	const mixed = Math.imul(hash ^ word, factor);
	return mixed ^ (mixed >>> 13);
}

import type { LayerDecoder, NetworkDecoders } from './decode-network.ts';
import {
	ETHER_TYPE,
	ETHERNET,
	ETHERNET_BYTES,
	isSnap,
	isVlan,
	LENGTH_LIMIT,
	SNAP,
	SNAP_BYTES,
	VLAN_TAG,
	VLAN_TAG_BYTES,
} from './ethernet.ts';
import type { LinkLayer } from './link-types.ts';
import { LOOPBACK_BYTES, loopbackVersion } from './loopback.ts';
import type { PacketBatch } from './packet-batch.ts';
import { framingBytes, PPP_PROTOCOL, PPPOE, PPPOE_BYTES, protocolBytes } from './ppp.ts';
import { createStopper } from './row-stop.ts';
import { hasEtherType, SLL, SLL_BYTES, SLL2, SLL2_BYTES } from './sll.ts';
import { STOP } from './stop.ts';

/** Makes the decoders of what a frame can begin with, for the rows of a batch. */
export function createLinkDecoders(
	batch: PacketBatch,
	{ arp: decodeArp, ipv4: decodeIpv4, ipv6: decodeIpv6 }: NetworkDecoders,
): Readonly<Record<LinkLayer, LayerDecoder>> {
	const { networkAt, capturedBytes, originalBytes } = batch.columns;
	const stopAt = createStopper(batch);

	function decodeEthernet(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < ETHERNET_BYTES) return stopAt(row, STOP.linkCut, ETHERNET_BYTES, end - at);
		const etherType = bytes.getUint16(at + ETHERNET.etherType.at);
		// Nearly every frame: not asked first whether it has a tag.
		if (etherType === ETHER_TYPE.ipv4) return decodeIpv4(bytes, row, frame, at + ETHERNET_BYTES, end);
		return decodeEtherType(bytes, row, frame, etherType, at + ETHERNET_BYTES, end);
	}

	/** What an EtherType announces, behind any tags. Up to 1500 it is a length (IEEE 802.3). */
	function decodeEtherType(
		bytes: DataView,
		row: number,
		frame: number,
		outerType: number,
		at: number,
		end: number,
	): number {
		let etherType = outerType;
		let next = at;
		while (isVlan(etherType)) {
			if (end - next < VLAN_TAG_BYTES) return stopAt(row, STOP.linkCut, VLAN_TAG_BYTES, end - next);
			etherType = bytes.getUint16(next + VLAN_TAG.etherType.at);
			next += VLAN_TAG_BYTES;
		}
		if (etherType === ETHER_TYPE.ipv4) return decodeIpv4(bytes, row, frame, next, end);
		if (etherType === ETHER_TYPE.arp) return decodeArp(bytes, row, frame, next, end);
		if (etherType === ETHER_TYPE.ipv6) return decodeIpv6(bytes, row, frame, next, end);
		networkAt[row] = next - frame;
		if (etherType <= LENGTH_LIMIT) return decodeIeee(bytes, row, frame, next, end);
		return etherType === ETHER_TYPE.pppoeSession ? decodePppoe(bytes, row, frame, next, end) : STOP.none;
	}

	/** An 802.3 frame; only SNAP says in it what follows, and spanning tree and the like are left alone. */
	function decodeIeee(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		const isCut = (capturedBytes[row] ?? 0) < (originalBytes[row] ?? 0) >>> 0;
		if (isCut && end - at < SNAP_BYTES) return stopAt(row, STOP.linkCut, SNAP_BYTES, end - at);
		if (!isSnap(bytes, at, end)) return STOP.none;
		const inner = bytes.getUint16(at + SNAP.etherType.at);
		const next = at + SNAP_BYTES;
		if (inner === ETHER_TYPE.ipv4) return decodeIpv4(bytes, row, frame, next, end);
		if (inner === ETHER_TYPE.ipv6) return decodeIpv6(bytes, row, frame, next, end);
		return inner === ETHER_TYPE.arp ? decodeArp(bytes, row, frame, next, end) : STOP.none;
	}

	function decodePppoe(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < PPPOE_BYTES) return stopAt(row, STOP.linkCut, PPPOE_BYTES, end - at);
		// Only code 0 is session data (RFC 2516, section 4).
		if (bytes.getUint8(at + PPPOE.code.at) !== 0) return STOP.none;
		return decodePppProtocol(bytes, row, frame, at + PPPOE_BYTES, end);
	}

	function decodePpp(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < 2) return stopAt(row, STOP.linkCut, 2, end - at);
		return decodePppProtocol(bytes, row, frame, at + framingBytes(bytes, at), end);
	}

	function decodePppProtocol(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < 1) return stopAt(row, STOP.linkCut, 1, 0);
		const size = protocolBytes(bytes, at);
		if (end - at < size) return stopAt(row, STOP.linkCut, size, end - at);
		const number = size === 1 ? bytes.getUint8(at) : bytes.getUint16(at);
		networkAt[row] = at + size - frame;
		if (number === PPP_PROTOCOL.ipv4) return decodeIpv4(bytes, row, frame, at + size, end);
		return number === PPP_PROTOCOL.ipv6 ? decodeIpv6(bytes, row, frame, at + size, end) : STOP.none;
	}

	function decodeSll(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < SLL_BYTES) return stopAt(row, STOP.linkCut, SLL_BYTES, end - at);
		const hardware = bytes.getUint16(at + SLL.hardwareType.at);
		return decodeSllProtocol(bytes, row, frame, hardware, at + SLL.protocolType.at, at + SLL_BYTES, end);
	}

	function decodeSll2(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < SLL2_BYTES) return stopAt(row, STOP.linkCut, SLL2_BYTES, end - at);
		const hardware = bytes.getUint16(at + SLL2.hardwareType.at);
		return decodeSllProtocol(bytes, row, frame, hardware, at + SLL2.protocolType.at, at + SLL2_BYTES, end);
	}

	function decodeSllProtocol(
		bytes: DataView,
		row: number,
		frame: number,
		hardware: number,
		typeAt: number,
		next: number,
		end: number,
	): number {
		networkAt[row] = next - frame;
		if (!hasEtherType(hardware)) return STOP.none;
		return decodeEtherType(bytes, row, frame, bytes.getUint16(typeAt), next, end);
	}

	function decodeLoopback(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < LOOPBACK_BYTES) return stopAt(row, STOP.linkCut, LOOPBACK_BYTES, end - at);
		networkAt[row] = at + LOOPBACK_BYTES - frame;
		const version = loopbackVersion(bytes, at);
		if (version === 0) return STOP.none;
		const decode = version === 4 ? decodeIpv4 : decodeIpv6;
		return decode(bytes, row, frame, at + LOOPBACK_BYTES, end);
	}

	function decodeRaw(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		if (end - at < 1) return stopAt(row, STOP.linkCut, 1, 0);
		const version = bytes.getUint8(at) >>> 4;
		if (version === 4) return decodeIpv4(bytes, row, frame, at, end);
		if (version === 6) return decodeIpv6(bytes, row, frame, at, end);
		networkAt[row] = at - frame;
		return STOP.none;
	}

	return {
		ethernet: decodeEthernet,
		loopback: decodeLoopback,
		ppp: decodePpp,
		raw: decodeRaw,
		sll: decodeSll,
		sll2: decodeSll2,
		ipv4: decodeIpv4,
		ipv6: decodeIpv6,
	};
}

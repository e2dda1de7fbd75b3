import type { AddressTable } from './address-table.ts';
import { ARP, ARP_BYTES, isEthernetIpv4Arp } from './arp.ts';
import { createTransportDecoder } from './decode-transport.ts';
import { headerBytes, IPV4, IPV4_BYTES, ipv4FragmentOffset, ipv4HasMoreFragments, isFragment } from './ipv4.ts';
import { IPV6, IPV6_BYTES } from './ipv6.ts';
import {
	extensionBytes,
	IPV6_EXTENSION,
	IPV6_EXTENSION_BYTES,
	IPV6_FRAGMENT,
	ipv6FragmentOffset,
	ipv6HasMoreFragments,
	isIpv6Extension,
	NEXT_HEADER,
} from './ipv6-extension.ts';
import { NETWORK, type PacketBatch, PROTOCOL } from './packet-batch.ts';
import type { Reassembly } from './reassembly.ts';
import { createStopper } from './row-stop.ts';
import { STOP } from './stop.ts';

/** Decodes the header at `at`; `frame` is where the row's frame begins, `end` where its captured bytes end. */
export type LayerDecoder = (bytes: DataView, row: number, frame: number, at: number, end: number) => number;

export interface NetworkDecoders {
	readonly arp: LayerDecoder;
	readonly ipv4: LayerDecoder;
	readonly ipv6: LayerDecoder;
}

/** Makes the decoders of ARP and IP, with all that IP carries, for the rows of a batch. */
export function createNetworkDecoders(
	batch: PacketBatch,
	addresses: AddressTable,
	reassembly: Reassembly,
): NetworkDecoders {
	const c = batch.columns;
	const { capturedBytes, originalBytes, protocol, network, datagram, networkAt } = c;
	const { sourceAddress, destinationAddress } = c;
	const stopAt = createStopper(batch);
	const decodeTransport = createTransportDecoder(batch);

	function wireBytes(row: number): number {
		return Math.max((originalBytes[row] ?? 0) >>> 0, capturedBytes[row] ?? 0);
	}

	function decodeArp(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		protocol[row] = PROTOCOL.arp;
		networkAt[row] = at - frame;
		if (end - at < ARP_BYTES) return stopAt(row, STOP.arpCut, ARP_BYTES, end - at);
		if (!isEthernetIpv4Arp(bytes, at)) return stopAt(row, STOP.arpBad, ARP_BYTES, end - at);
		network[row] = NETWORK.arp;
		sourceAddress[row] = bytes.getInt32(at + ARP.senderIp.at);
		destinationAddress[row] = bytes.getInt32(at + ARP.targetIp.at);
		return STOP.none;
	}

	function decodeIpv4(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		protocol[row] = PROTOCOL.ipv4;
		networkAt[row] = at - frame;
		if (end - at < IPV4_BYTES) return stopAt(row, STOP.ipv4Cut, IPV4_BYTES, end - at);
		const header = headerBytes(bytes, at);
		const isVersion4 = bytes.getUint8(at) >>> 4 === 4;
		if (!isVersion4 || header < IPV4_BYTES) return stopAt(row, STOP.ipv4Bad, IPV4_BYTES, header);
		// Length 0: the sender left it to its network card (TSO); the frame's end is all there is to go by. A length
		// beyond the frame cannot be true either, and Wireshark cuts it to the frame as well.
		const onWire = frame + wireBytes(row) - at;
		const total = Math.min(bytes.getUint16(at + IPV4.totalBytes.at) || onWire, onWire);
		if (total < header) return stopAt(row, STOP.ipv4Bad, header, total);
		if (end - at < header) return stopAt(row, STOP.ipv4Cut, header, end - at);
		network[row] = NETWORK.ipv4;
		sourceAddress[row] = bytes.getInt32(at + IPV4.source.at);
		destinationAddress[row] = bytes.getInt32(at + IPV4.destination.at);
		if (isFragment(bytes, at)) return addIpv4Fragment(bytes, row, at, at + header, at + total, end);
		const kind = bytes.getUint8(at + IPV4.protocol.at);
		return decodeTransport(bytes, row, frame, kind, at + header, at + total, end);
	}

	/** A fragment that was not captured whole says nothing that could be put together. */
	function addIpv4Fragment(
		bytes: DataView,
		row: number,
		header: number,
		at: number,
		datagramEnd: number,
		end: number,
	): number {
		if (end < datagramEnd) return STOP.none;
		const protocolNumber = bytes.getUint8(header + IPV4.protocol.at);
		const identification = bytes.getUint16(header + IPV4.identification.at);
		const key = `4 ${sourceAddress[row]} ${destinationAddress[row]} ${protocolNumber} ${identification}`;
		const from = ipv4FragmentOffset(bytes, header);
		const isLast = !ipv4HasMoreFragments(bytes, header);
		return addFragment(row, key, protocolNumber, from, isLast, copyable(bytes, at, datagramEnd));
	}

	function decodeIpv6(bytes: DataView, row: number, frame: number, at: number, end: number): number {
		protocol[row] = PROTOCOL.ipv6;
		networkAt[row] = at - frame;
		if (end - at < IPV6_BYTES) return stopAt(row, STOP.ipv6Cut, IPV6_BYTES, end - at);
		if (bytes.getUint8(at) >>> 4 !== 6) return stopAt(row, STOP.ipv6Bad, IPV6_BYTES, 0);
		const onWire = frame + wireBytes(row) - at - IPV6_BYTES;
		const length = Math.min(bytes.getUint16(at + IPV6.payloadBytes.at) || onWire, onWire);
		network[row] = NETWORK.ipv6;
		sourceAddress[row] = addresses.intern(bytes, at + IPV6.source.at);
		destinationAddress[row] = addresses.intern(bytes, at + IPV6.destination.at);
		const kind = bytes.getUint8(at + IPV6.nextHeader.at);
		const next = at + IPV6_BYTES;
		if (isIpv6Extension(kind)) return walkExtensions(bytes, row, frame, kind, next, next + length, end);
		return decodeTransport(bytes, row, frame, kind, next, next + length, end);
	}

	/** Goes from one extension header to the next (RFC 8200, section 4); ESP and "no next header" are no extensions. */
	function walkExtensions(
		bytes: DataView,
		row: number,
		frame: number,
		first: number,
		at: number,
		datagramEnd: number,
		end: number,
	): number {
		const captured = Math.min(end, datagramEnd);
		const short = end < datagramEnd ? STOP.ipv6Cut : STOP.ipv6Bad;
		let kind = first;
		let next = at;
		while (isIpv6Extension(kind)) {
			if (captured - next < IPV6_EXTENSION_BYTES) {
				return stopAt(row, short, IPV6_EXTENSION_BYTES, Math.max(0, captured - next));
			}
			if (kind === NEXT_HEADER.fragment && isIpv6Fragment(bytes, next)) {
				// In a datagram that was put together there can be no fragment again.
				if (datagram[row] !== 0) return stopAt(row, STOP.ipv6Bad, 0, IPV6_EXTENSION_BYTES);
				return addIpv6Fragment(bytes, row, next, datagramEnd, end);
			}
			const size = extensionBytes(bytes, kind, next);
			if (captured - next < size) return stopAt(row, short, size, captured - next);
			kind = bytes.getUint8(next + IPV6_EXTENSION.nextHeader.at);
			next += size;
		}
		return decodeTransport(bytes, row, frame, kind, next, datagramEnd, end);
	}

	function addIpv6Fragment(bytes: DataView, row: number, at: number, datagramEnd: number, end: number): number {
		if (end < datagramEnd) return STOP.none;
		const identification = bytes.getUint32(at + IPV6_FRAGMENT.identification.at);
		const key = `6 ${sourceAddress[row]} ${destinationAddress[row]} ${identification}`;
		const kind = bytes.getUint8(at + IPV6_FRAGMENT.nextHeader.at);
		const part = copyable(bytes, at + IPV6_EXTENSION_BYTES, datagramEnd);
		return addFragment(row, key, kind, ipv6FragmentOffset(bytes, at), !ipv6HasMoreFragments(bytes, at), part);
	}

	/** The frame that completes a datagram is the one that gets its contents, as in Wireshark. */
	function addFragment(
		row: number,
		key: string,
		protocolNumber: number,
		from: number,
		isLast: boolean,
		bytes: Uint8Array,
	): number {
		const packet = batch.firstNumber + row;
		const id = reassembly.add({ key, protocol: protocolNumber, packet, from, isLast, bytes });
		const whole = reassembly.datagram(id);
		if (!whole) return STOP.none;
		datagram[row] = id;
		const view = new DataView(whole.bytes.buffer, whole.bytes.byteOffset, whole.bytes.byteLength);
		const size = view.byteLength;
		if (network[row] === NETWORK.ipv6) return walkExtensions(view, row, 0, whole.protocol, 0, size, size);
		return decodeTransport(view, row, 0, whole.protocol, 0, size, size);
	}

	return { arp: decodeArp, ipv4: decodeIpv4, ipv6: decodeIpv6 };
}

/** A fragment header alone does not make a fragment (RFC 6946). */
function isIpv6Fragment(bytes: DataView, at: number): boolean {
	return ipv6FragmentOffset(bytes, at) !== 0 || ipv6HasMoreFragments(bytes, at);
}

function copyable(bytes: DataView, at: number, end: number): Uint8Array {
	return new Uint8Array(bytes.buffer, bytes.byteOffset + at, end - at);
}

import { ARP, ARP_BYTES, isEthernetIpv4Arp } from './arp.ts';
import { ETHER_TYPE, ETHERNET, ETHERNET_BYTES, isVlan, VLAN_TAG, VLAN_TAG_BYTES } from './ethernet.ts';
import { headerBytes, IP_PROTOCOL, IPV4, IPV4_BYTES, isFragment } from './ipv4.ts';
import { type PacketBatch, PROTOCOL } from './packet-batch.ts';
import { STOP } from './stop.ts';
import { dataOffsetBytes, TCP, TCP_BYTES } from './tcp.ts';

const LINK_TYPE_ETHERNET = 1;
const FLAG_BITS = 0x01ff;

/** Decodes every frame of the batch into its row. `bytes` is what the reader handed over with the batch. */
export type BatchDecoder = (bytes: DataView) => void;

/**
 * Makes the decoder of a batch. Each layer is a function of the row and of where the layer lies (`at` and `end` in
 * `bytes`; `end` is where the captured bytes end); it writes its columns, calls the next one, and returns why decoding
 * stopped, or `STOP.none`.
 */
export function createBatchDecoder(batch: PacketBatch): BatchDecoder {
	const c = batch.columns;
	const { at: frameAt, capturedBytes, originalBytes, linkType } = c;
	const { protocol, networkAt, transportAt, payloadAt, payloadBytes } = c;
	const { stop, stopNeed, stopHave, sourceAddress, destinationAddress, sourcePort, destinationPort } = c;
	const { flags, sequence, acknowledgment, window } = c;

	let frame = 0;

	function stopAt(row: number, code: number, need: number, have: number): number {
		stop[row] = code;
		stopNeed[row] = need;
		stopHave[row] = have;
		return code;
	}

	function wireBytes(row: number): number {
		return Math.max((originalBytes[row] ?? 0) >>> 0, capturedBytes[row] ?? 0);
	}

	function clear(row: number): void {
		protocol[row] = PROTOCOL.other;
		networkAt[row] = -1;
		transportAt[row] = -1;
		payloadAt[row] = -1;
		payloadBytes[row] = 0;
		stop[row] = STOP.none;
		sourceAddress[row] = 0;
		destinationAddress[row] = 0;
	}

	function decodeEthernet(bytes: DataView, row: number, at: number, end: number): number {
		if (end - at < ETHERNET_BYTES) return stopAt(row, STOP.linkCut, ETHERNET_BYTES, end - at);
		let next = at + ETHERNET_BYTES;
		let etherType = bytes.getUint16(at + ETHERNET.etherType.at);
		while (isVlan(etherType)) {
			if (end - next < VLAN_TAG_BYTES) return stopAt(row, STOP.linkCut, VLAN_TAG_BYTES, end - next);
			etherType = bytes.getUint16(next + VLAN_TAG.etherType.at);
			next += VLAN_TAG_BYTES;
		}
		networkAt[row] = next - frame;
		if (etherType === ETHER_TYPE.ipv4) return decodeIpv4(bytes, row, next, end);
		if (etherType === ETHER_TYPE.arp) return decodeArp(bytes, row, next, end);
		if (etherType === ETHER_TYPE.ipv6) protocol[row] = PROTOCOL.ipv6;
		return STOP.none;
	}

	function decodeArp(bytes: DataView, row: number, at: number, end: number): number {
		protocol[row] = PROTOCOL.arp;
		if (end - at < ARP_BYTES) return stopAt(row, STOP.arpCut, ARP_BYTES, end - at);
		if (!isEthernetIpv4Arp(bytes, at)) return stopAt(row, STOP.arpBad, ARP_BYTES, end - at);
		sourceAddress[row] = bytes.getInt32(at + ARP.senderIp.at);
		destinationAddress[row] = bytes.getInt32(at + ARP.targetIp.at);
		return STOP.none;
	}

	function decodeIpv4(bytes: DataView, row: number, at: number, end: number): number {
		protocol[row] = PROTOCOL.ipv4;
		if (end - at < IPV4_BYTES) return stopAt(row, STOP.ipv4Cut, IPV4_BYTES, end - at);
		const header = headerBytes(bytes, at);
		const isVersion4 = bytes.getUint8(at) >>> 4 === 4;
		if (!isVersion4 || header < IPV4_BYTES) return stopAt(row, STOP.ipv4Bad, IPV4_BYTES, header);
		sourceAddress[row] = bytes.getInt32(at + IPV4.source.at);
		destinationAddress[row] = bytes.getInt32(at + IPV4.destination.at);
		// Length 0: the sender left it to its network card (TSO); the frame's end is all there is to go by. A length
		// beyond the frame cannot be true either, and Wireshark cuts it to the frame as well.
		const onWire = frame + wireBytes(row) - at;
		const total = Math.min(bytes.getUint16(at + IPV4.totalBytes.at) || end - at, onWire);
		if (total < header) return stopAt(row, STOP.ipv4Bad, header, total);
		if (end - at < header) return stopAt(row, STOP.ipv4Cut, header, end - at);
		if (isFragment(bytes, at)) return STOP.none;
		const kind = bytes.getUint8(at + IPV4.protocol.at);
		transportAt[row] = at + header - frame;
		if (kind === IP_PROTOCOL.tcp) return decodeTcp(bytes, row, at + header, at + total, end);
		if (kind === IP_PROTOCOL.udp) protocol[row] = PROTOCOL.udp;
		if (kind === IP_PROTOCOL.icmp) protocol[row] = PROTOCOL.icmp;
		return STOP.none;
	}

	/**
	 * `datagramEnd` is where the IP header says that the segment ends: padding of short Ethernet frames lies behind
	 * it, and a snaplen can cut the captured bytes (`end`) before it.
	 */
	function decodeTcp(bytes: DataView, row: number, at: number, datagramEnd: number, end: number): number {
		const captured = Math.min(end, datagramEnd) - at;
		if (captured < TCP_BYTES) {
			const isCut = end < datagramEnd;
			return stopAt(row, isCut ? STOP.tcpCut : STOP.tcpBad, TCP_BYTES, captured);
		}
		const offsetAndFlags = bytes.getUint16(at + TCP.dataOffsetAndFlags.at);
		const header = dataOffsetBytes(offsetAndFlags);
		if (header < TCP_BYTES || at + header > datagramEnd) return stopAt(row, STOP.tcpBad, header, datagramEnd - at);
		protocol[row] = PROTOCOL.tcp;
		sourcePort[row] = bytes.getUint16(at + TCP.sourcePort.at);
		destinationPort[row] = bytes.getUint16(at + TCP.destinationPort.at);
		sequence[row] = bytes.getInt32(at + TCP.sequence.at);
		acknowledgment[row] = bytes.getInt32(at + TCP.acknowledgment.at);
		flags[row] = offsetAndFlags & FLAG_BITS;
		window[row] = bytes.getUint16(at + TCP.window.at);
		payloadAt[row] = at + header - frame;
		payloadBytes[row] = datagramEnd - at - header;
		return captured < header ? stopAt(row, STOP.tcpCut, header, captured) : STOP.none;
	}

	return (bytes) => {
		for (let row = 0; row < batch.rows; row++) {
			clear(row);
			frame = frameAt[row] ?? 0;
			const end = frame + (capturedBytes[row] ?? 0);
			if (linkType[row] === LINK_TYPE_ETHERNET) decodeEthernet(bytes, row, frame, end);
			else stopAt(row, STOP.linkUnsupported, linkType[row] ?? 0, end - frame);
		}
	};
}

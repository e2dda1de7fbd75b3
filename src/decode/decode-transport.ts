import { ICMP_BYTES } from './icmp.ts';
import { IP_PROTOCOL } from './ipv4.ts';
import { type PacketBatch, PROTOCOL } from './packet-batch.ts';
import { createStopper } from './row-stop.ts';
import { STOP } from './stop.ts';
import { dataOffsetBytes, TCP, TCP_ANALYSED_BYTES, TCP_BYTES } from './tcp.ts';
import { UDP, UDP_BYTES } from './udp.ts';

const FLAG_BITS = 0x01ff;

/**
 * Decodes what IP carries: `kind` is its protocol number. `datagramEnd` is where the IP header says that it ends:
 * padding of short Ethernet frames lies behind it, and a snaplen can cut the captured bytes (`end`) before it. Offsets
 * in the row count from `base`.
 */
export type TransportDecoder = (
	bytes: DataView,
	row: number,
	base: number,
	kind: number,
	at: number,
	datagramEnd: number,
	end: number,
) => number;

/** Makes the decoder of TCP, UDP and ICMP for the rows of a batch. */
export function createTransportDecoder(batch: PacketBatch): TransportDecoder {
	const c = batch.columns;
	const { protocol, transportAt, payloadAt, payloadBytes, sourcePort, destinationPort } = c;
	const { flags, sequence, acknowledgment, window } = c;
	const stopAt = createStopper(batch);

	function decodeTcp(bytes: DataView, row: number, base: number, at: number, datagramEnd: number, end: number): number {
		const captured = Math.min(end, datagramEnd) - at;
		if (captured < (end < datagramEnd ? TCP_ANALYSED_BYTES : TCP_BYTES)) {
			return stopAt(row, end < datagramEnd ? STOP.tcpCut : STOP.tcpBad, TCP_BYTES, captured);
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
		payloadAt[row] = at + header - base;
		payloadBytes[row] = datagramEnd - at - header;
		return captured < header ? stopAt(row, STOP.tcpCut, header, captured) : STOP.none;
	}

	/** The length in the header is believed only as far as IP agrees; 0 stands for all that there is (TSO). */
	function decodeUdp(bytes: DataView, row: number, base: number, at: number, datagramEnd: number, end: number): number {
		const captured = Math.min(end, datagramEnd) - at;
		if (captured < UDP_BYTES) {
			return stopAt(row, end < datagramEnd ? STOP.udpCut : STOP.udpBad, UDP_BYTES, captured);
		}
		protocol[row] = PROTOCOL.udp;
		sourcePort[row] = bytes.getUint16(at + UDP.sourcePort.at);
		destinationPort[row] = bytes.getUint16(at + UDP.destinationPort.at);
		const total = Math.min(bytes.getUint16(at + UDP.totalBytes.at) || datagramEnd - at, datagramEnd - at);
		if (total < UDP_BYTES) return stopAt(row, STOP.udpBad, UDP_BYTES, total);
		payloadAt[row] = at + UDP_BYTES - base;
		payloadBytes[row] = total - UDP_BYTES;
		return STOP.none;
	}

	function decodeOther(row: number, kind: number, at: number, datagramEnd: number, end: number): number {
		const isIcmp = kind === IP_PROTOCOL.icmp;
		if (!isIcmp && kind !== IP_PROTOCOL.icmpv6) return STOP.none;
		const captured = Math.min(end, datagramEnd) - at;
		if (captured < ICMP_BYTES) {
			const reason = (isIcmp ? STOP.icmpCut : STOP.icmpv6Cut) + (end < datagramEnd ? 0 : 1);
			return stopAt(row, reason, ICMP_BYTES, captured);
		}
		protocol[row] = isIcmp ? PROTOCOL.icmp : PROTOCOL.icmpv6;
		return STOP.none;
	}

	return (bytes, row, base, kind, at, datagramEnd, end) => {
		transportAt[row] = at - base;
		if (kind === IP_PROTOCOL.tcp) return decodeTcp(bytes, row, base, at, datagramEnd, end);
		if (kind === IP_PROTOCOL.udp) return decodeUdp(bytes, row, base, at, datagramEnd, end);
		return decodeOther(row, kind, at, datagramEnd, end);
	};
}

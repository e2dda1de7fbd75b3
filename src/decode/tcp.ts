import { readTcpOptions, type TcpOption } from './tcp-options.ts';

/**
 * Where each field of a TCP header lies (RFC 9293, section 3.1): offset and size in bytes from the start of the
 * header. The decoders read by this table.
 */
export const TCP = {
	sourcePort: { at: 0, size: 2 },
	destinationPort: { at: 2, size: 2 },
	sequence: { at: 4, size: 4 },
	acknowledgment: { at: 8, size: 4 },
	dataOffsetAndFlags: { at: 12, size: 2 },
	window: { at: 14, size: 2 },
	checksum: { at: 16, size: 2 },
	urgentPointer: { at: 18, size: 2 },
} as const;

export const TCP_BYTES = 20;
/** Where a snaplen cut a header behind its window, it is still a segment, as for Wireshark. */
export const TCP_ANALYSED_BYTES: number = TCP.checksum.at;

/** The control bits (RFC 9293, section 3.1; AE: RFC 9768). */
export const FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ece: 64, cwr: 128, ae: 256 } as const;

/** A flag of the TCP header. */
export type FlagName = 'FIN' | 'SYN' | 'RST' | 'PSH' | 'ACK' | 'URG' | 'ECE' | 'CWR' | 'AE';

/** Names in the order in which people say them: "SYN, ACK", "PSH, ACK", "FIN, ACK". */
const FLAG_NAMES: readonly (readonly [FlagName, number])[] = [
	['FIN', FLAG.fin],
	['SYN', FLAG.syn],
	['RST', FLAG.rst],
	['PSH', FLAG.psh],
	['ACK', FLAG.ack],
	['URG', FLAG.urg],
	['ECE', FLAG.ece],
	['CWR', FLAG.cwr],
	['AE', FLAG.ae],
];

/** A TCP header as people see it; numbers are raw. */
export interface Tcp {
	readonly sourcePort: number;
	readonly destinationPort: number;
	readonly sequence: number;
	readonly acknowledgment: number;
	readonly headerBytes: number;
	readonly flags: readonly FlagName[];
	readonly window: number;
	/** `null` where the snaplen cut the header before it. */
	readonly checksum: number | null;
	readonly urgentPointer: number | null;
	readonly options: readonly TcpOption[];
}

/** Reads a TCP header up to its window, and what follows only as far as the frame was captured (`end`). */
export function readTcp(bytes: DataView, at: number, end: number): Tcp {
	const offsetAndFlags = bytes.getUint16(at + TCP.dataOffsetAndFlags.at);
	const header = dataOffsetBytes(offsetAndFlags);
	return {
		sourcePort: bytes.getUint16(at + TCP.sourcePort.at),
		destinationPort: bytes.getUint16(at + TCP.destinationPort.at),
		sequence: bytes.getUint32(at + TCP.sequence.at),
		acknowledgment: bytes.getUint32(at + TCP.acknowledgment.at),
		headerBytes: header,
		flags: flagNames(offsetAndFlags),
		window: bytes.getUint16(at + TCP.window.at),
		checksum: wordWithin(bytes, at + TCP.checksum.at),
		urgentPointer: wordWithin(bytes, at + TCP.urgentPointer.at),
		options: readTcpOptions(bytes, at + TCP_BYTES, Math.min(end, at + header)),
	};
}

function wordWithin(bytes: DataView, at: number): number | null {
	return at + 2 <= bytes.byteLength ? bytes.getUint16(at) : null;
}

export function dataOffsetBytes(offsetAndFlags: number): number {
	return (offsetAndFlags >>> 12) * 4;
}

/** The names of the bits that are set. */
export function flagNames(flags: number): readonly FlagName[] {
	return FLAG_NAMES.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name);
}

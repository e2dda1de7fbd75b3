/** Where each field of a UDP header lies (RFC 768). */
export const UDP = {
	sourcePort: { at: 0, size: 2 },
	destinationPort: { at: 2, size: 2 },
	totalBytes: { at: 4, size: 2 },
	checksum: { at: 6, size: 2 },
} as const;

export const UDP_BYTES = 8;

/** A UDP header as people see it. */
export interface Udp {
	readonly sourcePort: number;
	readonly destinationPort: number;
	/** What the header says, header included; 0 when the sender left it to its network card. */
	readonly totalBytes: number;
	readonly checksum: number;
}

/** Reads a whole UDP header. */
export function readUdp(bytes: DataView, at: number): Udp {
	return {
		sourcePort: bytes.getUint16(at + UDP.sourcePort.at),
		destinationPort: bytes.getUint16(at + UDP.destinationPort.at),
		totalBytes: bytes.getUint16(at + UDP.totalBytes.at),
		checksum: bytes.getUint16(at + UDP.checksum.at),
	};
}

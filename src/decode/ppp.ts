/** Where each field of a PPPoE session header lies (RFC 2516, section 4). */
export const PPPOE = {
	versionAndType: { at: 0, size: 1 },
	code: { at: 1, size: 1 },
	session: { at: 2, size: 2 },
	payloadBytes: { at: 4, size: 2 },
} as const;

export const PPPOE_BYTES = 6;
/** Protocol numbers in PPP (RFC 1332, section 2; RFC 5072, section 3). */
export const PPP_PROTOCOL = { ipv4: 0x0021, ipv6: 0x0057 } as const;

const ADDRESS_AND_CONTROL = 0xff03;

/** A PPPoE session header as people see it. */
export interface Pppoe {
	readonly session: number;
	readonly payloadBytes: number;
}

/** Reads a whole PPPoE header. */
export function readPppoe(bytes: DataView, at: number): Pppoe {
	return {
		session: bytes.getUint16(at + PPPOE.session.at),
		payloadBytes: bytes.getUint16(at + PPPOE.payloadBytes.at),
	};
}

/**
 * Bytes before the protocol number: HDLC-like framing puts address and control there (RFC 1662, section 3.1), unless
 * both ends agreed to leave them out.
 */
export function framingBytes(bytes: DataView, at: number): number {
	return bytes.getUint16(at) === ADDRESS_AND_CONTROL ? 2 : 0;
}

/** Size of the protocol number: one byte if it is odd and compressed (RFC 1661, section 2), else two. */
export function protocolBytes(bytes: DataView, at: number): 1 | 2 {
	return (bytes.getUint8(at) & 1) === 1 ? 1 : 2;
}

/**
 * The two records of a connection in the hot plane, as positions in an `Int32Array`. "End 0" is the end that sent
 * the first captured packet; which end is the client is a bit. `HOT` is what every packet touches, in one cache
 * line of 16 numbers. `COLD` is touched when a connection opens and closes. Packet numbers are 0 when there is none.
 */
export const HOT = {
	address0: 0,
	address1: 1,
	ports: 2,
	bits: 3,
	base: 4,
	packets: 6,
	lastPacket: 8,
	lastSeconds: 9,
	lastNanoseconds: 10,
} as const;

export const COLD = {
	firstPacket: 0,
	firstSeconds: 1,
	firstNanoseconds: 2,
	syn: 3,
	synAck: 4,
	handshakeAck: 5,
	fin: 6,
	finEnd: 8,
	finAcknowledgedBy: 10,
	reset: 12,
} as const;

export const RECORD_NUMBERS = 16;

/** Bits of `HOT.bits`; those with a `0` exist for both ends (shift left by the end). */
export const BIT = {
	base0: 0x1,
	fin0: 0x10,
	finAcknowledged0: 0x40,
	clientIsEnd1: 0x100,
	roleByLabPort: 0x200,
	roleByLowerPort: 0x400,
	syn: 0x800,
	synAck: 0x1000,
	established: 0x2000,
	data: 0x4000,
	reset: 0x8000,
	end1ClosesFirst: 0x10000,
	ipv6: 0x20000,
} as const;

export const BOTH_FINS = 0x30;
export const BOTH_FINS_ACKNOWLEDGED = 0xc0;

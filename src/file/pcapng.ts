/** Block types (draft-ietf-opsawg-pcapng, section 11.1). The type of a section header reads the same in both byte orders. */
export const BLOCK = {
	interface: 1,
	packet: 2,
	simplePacket: 3,
	names: 4,
	counters: 5,
	enhancedPacket: 6,
	secrets: 10,
	section: 0x0a0d_0d0a,
} as const;

/** Every block begins with its type and total length, and ends with the length again (section 3.1). */
export const BLOCK_HEADER = { type: { at: 0, size: 4 }, totalBytes: { at: 4, size: 4 } } as const;
export const BLOCK_HEADER_BYTES = 8;
export const BLOCK_TRAILER_BYTES = 4;
export const LEAST_BLOCK_BYTES: number = BLOCK_HEADER_BYTES + BLOCK_TRAILER_BYTES;

/** Section Header Block (section 4.1); offsets count from the start of the block, here and below. */
export const SECTION_BLOCK = {
	byteOrder: { at: 8, size: 4 },
	versionMajor: { at: 12, size: 2 },
	versionMinor: { at: 14, size: 2 },
	sectionBytes: { at: 16, size: 8 },
	options: { at: 24 },
} as const;

/** Interface Description Block (section 4.2). */
export const INTERFACE_BLOCK = {
	linkType: { at: 8, size: 2 },
	snaplen: { at: 12, size: 4 },
	options: { at: 16 },
} as const;

/** Enhanced Packet Block (section 4.3). */
export const ENHANCED_PACKET = {
	interfaceId: { at: 8, size: 4 },
	timeHigh: { at: 12, size: 4 },
	timeLow: { at: 16, size: 4 },
	capturedBytes: { at: 20, size: 4 },
	originalBytes: { at: 24, size: 4 },
	frame: { at: 28 },
} as const;

/** Simple Packet Block (section 4.4): always of interface 0, without a time. */
export const SIMPLE_PACKET = { originalBytes: { at: 8, size: 4 }, frame: { at: 12 } } as const;

/** The obsolete Packet Block (appendix A). */
export const PACKET = {
	interfaceId: { at: 8, size: 2 },
	drops: { at: 10, size: 2 },
	timeHigh: { at: 12, size: 4 },
	timeLow: { at: 16, size: 4 },
	capturedBytes: { at: 20, size: 4 },
	originalBytes: { at: 24, size: 4 },
	frame: { at: 28 },
} as const;

/** Name Resolution Block (section 4.5): records from here on. */
export const NAMES_BLOCK = { records: { at: 8 } } as const;

/** Interface Statistics Block (section 4.6). */
export const COUNTERS_BLOCK = {
	interfaceId: { at: 8, size: 4 },
	timeHigh: { at: 12, size: 4 },
	timeLow: { at: 16, size: 4 },
	options: { at: 20 },
} as const;

/** Decryption Secrets Block (section 4.7). */
export const SECRETS_BLOCK = { type: { at: 8, size: 4 }, bytes: { at: 12, size: 4 }, data: { at: 16 } } as const;

/** The smallest total length of each type of block. */
export const LEAST_BYTES: ReadonlyMap<number, number> = new Map([
	[BLOCK.section, SECTION_BLOCK.options.at + BLOCK_TRAILER_BYTES],
	[BLOCK.interface, INTERFACE_BLOCK.options.at + BLOCK_TRAILER_BYTES],
	[BLOCK.enhancedPacket, ENHANCED_PACKET.frame.at + BLOCK_TRAILER_BYTES],
	[BLOCK.simplePacket, SIMPLE_PACKET.frame.at + BLOCK_TRAILER_BYTES],
	[BLOCK.packet, PACKET.frame.at + BLOCK_TRAILER_BYTES],
	[BLOCK.names, NAMES_BLOCK.records.at + BLOCK_TRAILER_BYTES],
	[BLOCK.counters, COUNTERS_BLOCK.options.at + BLOCK_TRAILER_BYTES],
	[BLOCK.secrets, SECRETS_BLOCK.data.at + BLOCK_TRAILER_BYTES],
]);

/** First bytes of a section in its own byte order, and version that this reader knows. */
export const BYTE_ORDER = 0x1a2b_3c4d;
export const VERSION_MAJOR = 1;

/** Option codes; each block has its own but for the first two (section 3.5). */
export const OPTION = {
	end: 0,
	comment: 1,
	section: { hardware: 2, os: 3, application: 4 },
	interface: {
		name: 2,
		description: 3,
		ipv4: 4,
		ipv6: 5,
		mac: 6,
		eui: 7,
		speed: 8,
		tsResolution: 9,
		filter: 11,
		os: 12,
		fcsBytes: 13,
		tsOffset: 14,
		hardware: 15,
		sendSpeed: 16,
		receiveSpeed: 17,
	},
	enhancedPacket: { dropCount: 4 },
	counters: { start: 2, end: 3, received: 4, dropped: 5, accepted: 6, osDropped: 7, delivered: 8 },
} as const;

/** Kinds of records in a Name Resolution Block. */
export const NAME_RECORD = { end: 0, ipv4: 1, ipv6: 2, eui48: 3, eui64: 4 } as const;

/** Everything in a block begins at a multiple of four bytes. */
export function padded(bytes: number): number {
	return Math.ceil(bytes / 4) * 4;
}

import type { CaptureHead, CaptureInterface, PcapVariant } from './read-result.ts';

/** Where each field of the file header lies (draft-ietf-opsawg-pcap, section 4): offset and size in bytes. */
export const PCAP_HEADER = {
	magic: { at: 0, size: 4 },
	versionMajor: { at: 4, size: 2 },
	versionMinor: { at: 6, size: 2 },
	snaplen: { at: 16, size: 4 },
	linkType: { at: 20, size: 4 },
} as const;

/** Where each field of a record header lies (draft-ietf-opsawg-pcap, section 5); variants add fields behind them. */
export const PCAP_RECORD = {
	seconds: { at: 0, size: 4 },
	fraction: { at: 4, size: 4 },
	capturedBytes: { at: 8, size: 4 },
	originalBytes: { at: 12, size: 4 },
} as const;

export const PCAP_HEADER_BYTES = 24;

/** Size of a record header: `modified` adds the interface, protocol and packet type, `nokia` four unknown bytes. */
export const PCAP_RECORD_BYTES: { readonly [V in PcapVariant]: number } = { classic: 16, nokia: 20, modified: 24 };

/** What must be known of a classic file to read its records. */
export interface PcapShape {
	readonly littleEndian: boolean;
	readonly nanoseconds: boolean;
	readonly variant: PcapVariant;
	readonly linkType: number;
	readonly fcsBytes: number | null;
	readonly snaplen: number;
	/** Versions before 2.3 have the two lengths the other way round, 2.3 sometimes. */
	readonly lengths: 'usual' | 'swapped' | 'either';
}

type Magic = Pick<PcapShape, 'littleEndian' | 'nanoseconds' | 'variant'>;

const MAGIC: ReadonlyMap<number, Omit<Magic, 'littleEndian'>> = new Map([
	[0xa1b2c3d4, { nanoseconds: false, variant: 'classic' }],
	[0xa1b23c4d, { nanoseconds: true, variant: 'classic' }],
	[0xa1b2cd34, { nanoseconds: false, variant: 'modified' }],
]);

/**
 * AIX's tcpdump writes version 2.2 with times in nanoseconds and link types of its own (Ethernet, token ring,
 * loopback), which no other system has.
 */
const AIX_VERSION = 0x0002_0002;
const AIX_LINK_TYPES: ReadonlyMap<number, number> = new Map([
	[6, 1],
	[9, 6],
	[24, 0],
]);

/** The upper bits are no part of the type: whether frames end in a check sequence (bit 26), and of how many 16-bit words. */
const LINK_TYPE_MASK = 0xffff;
const FCS_PRESENT = 0x0400_0000;

/** Byte order, clock unit and kind of a file that begins with a magic number of classic pcap. */
export function pcapMagic(view: DataView): Magic | undefined {
	for (const littleEndian of [true, false]) {
		const known = MAGIC.get(view.getUint32(PCAP_HEADER.magic.at, littleEndian));
		if (known) return { littleEndian, ...known };
	}
	return undefined;
}

/** Reads the file header; `undefined` unless the magic number is that of a classic capture. */
export function decodePcapHeader(view: DataView): PcapShape | undefined {
	const magic = pcapMagic(view);
	if (!magic) return undefined;
	const field = (name: 'linkType' | 'snaplen') => view.getUint32(PCAP_HEADER[name].at, magic.littleEndian);
	const major = view.getUint16(PCAP_HEADER.versionMajor.at, magic.littleEndian);
	const minor = view.getUint16(PCAP_HEADER.versionMinor.at, magic.littleEndian);
	const linkType = field('linkType');
	const aix = major * 0x1_0000 + minor === AIX_VERSION ? AIX_LINK_TYPES.get(linkType) : undefined;
	return {
		...magic,
		nanoseconds: magic.nanoseconds || aix !== undefined,
		linkType: aix ?? linkType & LINK_TYPE_MASK,
		fcsBytes: (linkType & FCS_PRESENT) === 0 ? null : (linkType >>> 28) * 2,
		snaplen: field('snaplen'),
		lengths: minor >= 4 ? 'usual' : minor === 3 ? 'either' : 'swapped',
	};
}

/** The same in the words that pcapng needs: one section, one interface without a name. */
export function pcapHead(shape: PcapShape, gzip: boolean): CaptureHead {
	return {
		format: 'pcap',
		variant: shape.variant,
		gzip,
		nanoseconds: shape.nanoseconds,
		sections: [
			{ littleEndian: shape.littleEndian, comments: [], hardware: null, os: null, application: null, otherOptions: [] },
		],
		interfaces: [pcapInterface(shape)],
		names: [],
		packetComments: new Map(),
		secrets: [],
		otherBlocks: new Map(),
		notKept: 0,
	};
}

function pcapInterface({ linkType, snaplen, fcsBytes, nanoseconds }: PcapShape): CaptureInterface {
	return {
		linkType,
		snaplen,
		section: 0,
		number: 0,
		name: null,
		description: null,
		filter: null,
		os: null,
		hardware: null,
		addresses: [],
		speedBitsPerSecond: { both: null, send: null, receive: null },
		fcsBytes,
		tsResolution: { base: 10, exponent: nanoseconds ? 9 : 6 },
		tsOffsetSeconds: 0,
		comments: [],
		counters: null,
		droppedBetween: 0,
		otherOptions: [],
	};
}

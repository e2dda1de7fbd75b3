import type { CaptureHead } from './damage.ts';

/** Where each field of the file header lies (draft-ietf-opsawg-pcap, section 4): offset and size in bytes. */
export const PCAP_HEADER = {
	magic: { at: 0, size: 4 },
	versionMajor: { at: 4, size: 2 },
	versionMinor: { at: 6, size: 2 },
	snaplen: { at: 16, size: 4 },
	linkType: { at: 20, size: 4 },
} as const;

/** Where each field of a record header lies (draft-ietf-opsawg-pcap, section 5). */
export const PCAP_RECORD = {
	seconds: { at: 0, size: 4 },
	fraction: { at: 4, size: 4 },
	capturedBytes: { at: 8, size: 4 },
	originalBytes: { at: 12, size: 4 },
} as const;

export const PCAP_HEADER_BYTES = 24;
export const PCAP_RECORD_BYTES = 16;

/** No capture tool keeps more of one frame (libpcap's and Wireshark's limit). */
export const FRAME_LIMIT_BYTES = 262_144;

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
/** The upper bits say whether frames carry a frame check sequence and how long it is; they are not part of the type. */
const LINK_TYPE_MASK = 0xffff;

/** Byte order and clock unit of a file that begins with a classic pcap magic number. */
export function pcapMagic(view: DataView): Pick<CaptureHead, 'littleEndian' | 'nanoseconds'> | undefined {
	for (const littleEndian of [true, false]) {
		const magic = view.getUint32(PCAP_HEADER.magic.at, littleEndian);
		if (magic === MICROSECONDS) return { littleEndian, nanoseconds: false };
		if (magic === NANOSECONDS) return { littleEndian, nanoseconds: true };
	}
	return undefined;
}

/** Reads the file header; `undefined` unless the magic number is that of a classic capture. */
export function decodePcapHeader(view: DataView): CaptureHead | undefined {
	const magic = pcapMagic(view);
	if (!magic) return undefined;
	return {
		format: 'pcap',
		...magic,
		linkType: view.getUint32(PCAP_HEADER.linkType.at, magic.littleEndian) & LINK_TYPE_MASK,
		snaplen: view.getUint32(PCAP_HEADER.snaplen.at, magic.littleEndian),
	};
}

import { PCAP_HEADER, PCAP_HEADER_BYTES, PCAP_RECORD, PCAP_RECORD_BYTES } from './pcap.ts';

/** A frame to be written. */
export interface FrameToWrite {
	/** Since 1970. */
	readonly timeNs: bigint;
	readonly bytes: Uint8Array;
	/** Length on the wire; that of `bytes` unless given. */
	readonly originalBytes?: number;
}

/** What a classic capture file is made of. */
export interface PcapToWrite {
	readonly linkType: number;
	/** 0 means that frames were never cut. */
	readonly snaplen: number;
	/** Times are cut to microseconds unless set: not every tool reads nanoseconds. */
	readonly nanoseconds?: boolean;
	readonly frames: Iterable<FrameToWrite>;
}

const MAGIC = { microseconds: 0xa1b2_c3d4, nanoseconds: 0xa1b2_3c4d } as const;
const VERSION = { major: 2, minor: 4 } as const;

/**
 * A classic capture file, little-endian, piece by piece.
 *
 * @example
 * ```ts
 * await writeFile('first.pcap', writePcap({ linkType: 1, snaplen: 0, frames: [analysis.frame(1)] }));
 * ```
 */
export function* writePcap(capture: PcapToWrite): Generator<Uint8Array> {
	yield pcapHeaderBytes(capture);
	for (const frame of capture.frames) yield pcapRecordBytes(frame, capture.nanoseconds === true);
}

/** The header of a classic capture file. */
export function pcapHeaderBytes({ linkType, snaplen, nanoseconds }: Omit<PcapToWrite, 'frames'>): Uint8Array {
	const header = new DataView(new ArrayBuffer(PCAP_HEADER_BYTES));
	header.setUint32(PCAP_HEADER.magic.at, nanoseconds ? MAGIC.nanoseconds : MAGIC.microseconds, true);
	header.setUint16(PCAP_HEADER.versionMajor.at, VERSION.major, true);
	header.setUint16(PCAP_HEADER.versionMinor.at, VERSION.minor, true);
	header.setUint32(PCAP_HEADER.snaplen.at, snaplen, true);
	header.setUint32(PCAP_HEADER.linkType.at, linkType, true);
	return new Uint8Array(header.buffer);
}

/** One record of a classic capture file. */
export function pcapRecordBytes({ timeNs, bytes, originalBytes }: FrameToWrite, nanoseconds: boolean): Uint8Array {
	const record = new Uint8Array(PCAP_RECORD_BYTES.classic + bytes.length);
	const view = new DataView(record.buffer);
	const fraction = Number(timeNs % 1_000_000_000n);
	view.setUint32(PCAP_RECORD.seconds.at, Number(timeNs / 1_000_000_000n), true);
	view.setUint32(PCAP_RECORD.fraction.at, nanoseconds ? fraction : Math.floor(fraction / 1000), true);
	view.setUint32(PCAP_RECORD.capturedBytes.at, bytes.length, true);
	view.setUint32(PCAP_RECORD.originalBytes.at, originalBytes ?? bytes.length, true);
	record.set(bytes, PCAP_RECORD_BYTES.classic);
	return record;
}

import type { LooksLike } from '../errors.ts';
import type { BadOption, Damage } from './damage.ts';

/** What is known once a capture was read to its end, or as far as it could be. */
export type ReadResult =
	| {
			readonly kind: 'capture';
			readonly head: CaptureHead;
			readonly frames: number;
			/** Bytes read, headers included, behind the decompression. */
			readonly bytes: number;
			readonly damage: Damage | null;
			/** Options that were passed over: how many, and the first. */
			readonly badOptions: { readonly count: number; readonly first: BadOption | null };
	  }
	| { readonly kind: 'not-a-capture'; readonly looksLike: LooksLike; readonly bytes: number };

/** Whether a capture could not be read to its end. */
export function isDamaged(read: ReadResult): boolean {
	return read.kind === 'capture' && read.damage !== null;
}

/** `modified` (magic a1b2cd34) and `nokia` have longer record headers than what tcpdump writes. */
export type PcapVariant = 'classic' | 'modified' | 'nokia';

/** What a capture file says besides its frames. */
export interface CaptureHead {
	readonly format: 'pcap' | 'pcapng';
	/** `null` in pcapng. */
	readonly variant: PcapVariant | null;
	readonly gzip: boolean;
	/** Whether any interface has times that are no whole microseconds. */
	readonly nanoseconds: boolean;
	/** One in classic pcap, at least one in pcapng. */
	readonly sections: readonly CaptureSection[];
	/** Over all sections, in file order: the column `interfaceId` is an index into this. */
	readonly interfaces: readonly CaptureInterface[];
	readonly names: readonly NamedAddress[];
	/** By packet number; only packets that have a comment. */
	readonly packetComments: ReadonlyMap<number, readonly string[]>;
	/** Secrets with which encrypted payloads could be read: which, not what they are. */
	readonly secrets: readonly { readonly type: number; readonly bytes: number }[];
	/** Blocks that were not looked into (custom ones are 0xbad and 0x40000bad): type → how many. */
	readonly otherBlocks: ReadonlyMap<number, number>;
	/** Comments, names and unknown options beyond what is kept of one file (see `KEPT_BYTES`). */
	readonly notKept: number;
}

/** A section of pcapng: what was recorded in one go. */
export interface CaptureSection {
	readonly littleEndian: boolean;
	readonly comments: readonly string[];
	readonly hardware: string | null;
	readonly os: string | null;
	readonly application: string | null;
	readonly otherOptions: readonly UnknownOption[];
}

/** An interface that was recorded, as far as the file describes it. */
export interface CaptureInterface {
	readonly linkType: number;
	/** Frames were cut to this length; 0 means never. */
	readonly snaplen: number;
	/** Index into `sections`, and the interface's number within its section. */
	readonly section: number;
	readonly number: number;
	readonly name: string | null;
	readonly description: string | null;
	readonly filter: string | null;
	readonly os: string | null;
	readonly hardware: string | null;
	/** MAC, EUI, IPv4 and IPv6 addresses, with prefix lengths where given. */
	readonly addresses: readonly string[];
	readonly speedBitsPerSecond: {
		readonly both: number | null;
		readonly send: number | null;
		readonly receive: number | null;
	};
	/** Bytes of the frame check sequence at the end of each frame; `null` when the file does not say. */
	readonly fcsBytes: number | null;
	readonly tsResolution: TimeResolution;
	/** Was added to every time of this interface. */
	readonly tsOffsetSeconds: number;
	readonly comments: readonly string[];
	/** The last that the file has for this interface. */
	readonly counters: InterfaceCounters | null;
	/** Frames that the capture tool reports as lost, packet by packet. */
	readonly droppedBetween: number;
	readonly otherOptions: readonly UnknownOption[];
}

/** Times count in units of `base` to the power of minus `exponent` seconds. */
export interface TimeResolution {
	readonly base: 2 | 10;
	readonly exponent: number;
}

/** What an interface counted while it was recorded; `null`: the file does not say. */
export interface InterfaceCounters {
	readonly startNs: bigint | null;
	readonly endNs: bigint | null;
	readonly received: number | null;
	readonly dropped: number | null;
	readonly accepted: number | null;
	readonly osDropped: number | null;
	readonly delivered: number | null;
	readonly comments: readonly string[];
}

/** An address with the names that the file has for it. */
export interface NamedAddress {
	readonly address: string;
	readonly names: readonly string[];
}

/** An option that has no field of its own here. */
export interface UnknownOption {
	readonly code: number;
	readonly bytes: Uint8Array;
}

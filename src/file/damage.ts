import type { LooksLike } from '../errors.ts';

/**
 * Where and why reading a capture stopped before the end of its bytes. All whole records before `at` were kept.
 * - `cut`: the record at byte `at` needs `need` bytes (of its header, or of its frame), `have` are there.
 * - `bad-length`: the record at byte `at` says that it has `need` bytes, no frame has more than `have`.
 */
export interface Damage {
	readonly at: number;
	readonly reason: 'cut' | 'bad-length';
	readonly need: number;
	readonly have: number;
}

/** What is known once a capture was read to its end, or as far as it could be. */
export type ReadResult =
	| {
			readonly kind: 'capture';
			readonly head: CaptureHead;
			readonly frames: number;
			/** Bytes read, headers included. */
			readonly bytes: number;
			readonly damage: Damage | null;
	  }
	| { readonly kind: 'not-a-capture'; readonly looksLike: LooksLike; readonly bytes: number };

/** What the head of a classic capture file says. */
export interface CaptureHead {
	readonly format: 'pcap';
	readonly littleEndian: boolean;
	readonly nanoseconds: boolean;
	readonly linkType: number;
	readonly snaplen: number;
}

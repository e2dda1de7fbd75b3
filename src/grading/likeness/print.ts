/** A hash, and the packet or the line that it was made of. */
export type Placed = readonly [hash: string, at: number];

/** What is individual about a capture: plain data, small enough for ten thousand of them. */
export interface CapturePrint {
	readonly capture: string;
	/** S1. */
	readonly sha256: string;
	/** S2: packets from the IP header on. */
	readonly packets: readonly Placed[];
	/** S3: the numbers of segments that two hosts drew at random: sequence and acknowledgment. */
	readonly numbers: readonly Placed[];
	/** S4: stretches of segments by direction, length, steps of timestamp and IP identification, and payload. */
	readonly stretches: readonly (readonly [hash: string, first: number, last: number])[];
	/** For S6 and S7: what only this run has. */
	readonly own: readonly OwnValue[];
}

/** A value that another run has only by chance, and the packet that shows it. */
export interface OwnValue {
	readonly kind: ValueKind;
	readonly value: string;
	readonly packet: number;
}

/** `sequence` is the first number of a side, raw; `message` what the client said. */
export type ValueKind = 'port' | 'mac' | 'sequence' | 'message';

/** What a report cites, and how it is worded. */
export interface ReportPrint {
	/** Values that are in none of the submission's own captures. */
	readonly foreign: readonly CitedValue[];
	/** S8: hashes of five words in a row, chosen so that two texts choose the same ones. */
	readonly shingles: readonly Shingle[];
}

export interface CitedValue {
	readonly kind: ValueKind;
	readonly value: string;
	readonly document: string;
	readonly line: number;
}

export interface Shingle {
	readonly hash: string;
	readonly document: string;
	readonly line: number;
}

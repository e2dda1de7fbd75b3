import type { Acknowledged } from '../tcp/note.ts';
import type { Side } from '../tcp/segment-batch.ts';

/** What is said of one packet. */
export interface ExplainWords {
	readonly title: (of: { number: number; count: number; file: string }) => string;
	/** `seconds` has a point, and `date` is of ISO 8601. */
	readonly time: (of: { seconds: string; date: string; bytes: number; captured: number }) => string;
	readonly place: (of: { connection: number; side: Side; phase: string }) => string;
	readonly headings: {
		readonly [H in 'meaning' | 'numbers' | 'relative' | 'raw' | 'why' | 'states' | 'wireshark' | 'bytes']: string;
	};
	/** Titles of the numbers, beside Seq, Ack and Len. */
	readonly nextSequence: string;
	readonly window: string;
	readonly notKnown: string;
	readonly why: {
		readonly acknowledges: (acknowledged: Acknowledged) => string;
		readonly ackSince: (of: { number: number; packet: number; acknowledged: Acknowledged }) => string;
		readonly ackUnknown: (of: { number: number }) => string;
		readonly noAck: string;
		readonly next: (of: { sequence: number; bytes: number; syn: boolean; fin: boolean; next: number }) => string;
		readonly request: (of: { exchange: number; others: readonly number[]; waitNs: bigint | null }) => string;
		readonly reply: (of: { exchange: number; others: readonly number[]; waitNs: bigint | null }) => string;
		readonly acknowledgedBy: (of: { packet: number }) => string;
		readonly notAcknowledged: string;
		readonly nothingToAcknowledge: string;
		readonly copies: (of: { packets: readonly number[] }) => string;
	};
	/** `through` is each state that the side goes through, the one behind the packet last. */
	readonly states: (of: { side: Side; before: string | null; through: readonly (string | null)[] }) => string;
	readonly wireshark: {
		readonly filter: string;
		readonly none: string;
		readonly bytesInFlight: (of: { bytes: number }) => string;
		readonly ackRtt: (of: { packet: number; ns: bigint }) => string;
	};
	readonly moreBytes: (of: { bytes: number }) => string;
	readonly layers: { readonly [L in 'link' | 'data']: string };
}

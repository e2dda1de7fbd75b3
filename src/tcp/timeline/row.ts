import type { AnnotatedPacket, Connection } from '../analysis.ts';
import type { Phase, Side } from '../segment-batch.ts';
import type { TcpState } from '../state-moves.ts';

/** What a segment is for: SYN and FIN open and close, RST breaks off, a pure ACK carries nothing else. */
export type SegmentWeight = 'control' | 'reset' | 'data' | 'ack';

/** Something that a program did, to be shown on its side's line beside the packets. */
export interface ProgramCall {
	readonly side: Side;
	readonly timeNs: bigint;
	/** As the program names it: `accept()`. */
	readonly text: string;
}

/** What a segment met on its way: one of the other side, which left before this one came in. */
interface Crosses {
	/** The packet that was recorded first; `null` for nearly all. */
	readonly crosses: number | null;
}

/** One row of a connection's course, from the top down. */
export type TimelineRow =
	/** A segment; `copies` are the other packets that recorded the same one. */
	| (Crosses & {
			readonly kind: 'packet';
			readonly packet: AnnotatedPacket;
			readonly weight: SegmentWeight;
			readonly copies: readonly number[];
	  })
	/** Nothing for longer than a second; `arp` are ARP packets of the two hosts meanwhile. */
	| { readonly kind: 'pause'; readonly ns: bigint; readonly arp: readonly number[] }
	| { readonly kind: 'arp'; readonly arp: readonly number[] }
	/** Bytes of this side that are not in the capture. */
	| { readonly kind: 'missing'; readonly side: Side; readonly bytes: number }
	/** What was before or after the recording. */
	| { readonly kind: 'outside'; readonly end: 'start' | 'end' }
	/** Exchanges like one above, told in a row. */
	| {
			readonly kind: 'exchanges';
			readonly count: number;
			readonly packets: readonly number[];
			readonly ns: bigint;
			/** In them each reply acknowledges its request, while the one above has an ACK of its own. */
			readonly repliesAcknowledge: boolean;
			readonly arp: readonly number[];
	  }
	/** The middle of a long phase, told in a row. */
	| {
			readonly kind: 'segments';
			readonly packets: readonly number[];
			readonly bytes: number;
			readonly arp: readonly number[];
	  }
	| { readonly kind: 'call'; readonly call: ProgramCall };

/** Rows that belong together: a phase, or an exchange (or several folded ones) of the data phase. */
export interface TimelineSpan {
	readonly phase: Phase;
	/** Numbers of the first and last exchange, from 1; `null` where there is none. */
	readonly exchanges: { readonly first: number; readonly last: number } | null;
	readonly firstRow: number;
	readonly lastRow: number;
}

/** The rows during which a side is in a state; `null` where nothing captured tells which. */
export interface StateBand {
	readonly state: TcpState | null;
	/** States that the side was in for a moment during the first row, before this one. */
	readonly through: readonly TcpState[];
	readonly firstRow: number;
	readonly lastRow: number;
}

/** The course of one connection, in rows: what every ladder diagram shows. */
export interface Timeline {
	readonly connection: Connection;
	readonly rows: readonly TimelineRow[];
	/** Of each row: since the first packet of the capture; `null` where a row has no time. */
	readonly times: readonly (bigint | null)[];
	readonly spans: readonly TimelineSpan[];
	readonly states: { readonly client: readonly StateBand[]; readonly server: readonly StateBand[] };
}

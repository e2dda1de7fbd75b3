import type { Damage } from '../file/damage.ts';
import type { Endpoint } from '../tcp/connection.ts';
import type { Acknowledged } from '../tcp/note.ts';
import type { Side } from '../tcp/segment-batch.ts';

/** The labs that a report has words of its own for; `tcp` is any other capture. */
export type ReportLab = 'reqresp' | 'upcall' | 'voting' | 'tcp';

/** How long a SYN, SYN-ACK or FIN was waited for before it was sent again. */
interface Resent {
	readonly packets: readonly number[];
	readonly waitsNs: readonly bigint[];
}

/**
 * Everything that a report can say of a capture, with the packets that it rests on. A statement is made only when it is
 * true; the wording is in `i18n/`.
 */
export type Statement = { readonly packets: readonly number[] } & (
	| CaptureStatement
	| OpeningStatement
	| DataStatement
	| VoteStatement
	| ArpStatement
	| ClosingStatement
	| CallStatement
);

export type StatementKind = Statement['kind'];
export type StatementOf<K extends StatementKind> = Extract<Statement, { readonly kind: K }>;

type CaptureStatement =
	| { readonly kind: 'aim'; readonly lab: ReportLab | 'packets' }
	| { readonly kind: 'lab-recognised'; readonly lab: string; readonly port: number }
	| {
			readonly kind: 'capture-summary';
			readonly count: number;
			readonly spanNs: bigint;
			readonly connections: number;
			/** The ends of the connection, if there is one alone. */
			readonly only: { readonly client: Endpoint; readonly server: Endpoint } | null;
			/** Copies of packets are counted in `count` and `copies` alone. */
			readonly copies: number;
			readonly segments: number;
			readonly arp: number;
			readonly other: number;
	  }
	| {
			readonly kind: 'connection-complete';
			readonly connection: number | null;
			readonly handshake: readonly number[];
			readonly exchanges: number;
			readonly close: readonly number[];
			readonly starter: Side | null;
			readonly isReset: boolean;
	  }
	| { readonly kind: 'recorded-at'; readonly firstNs: bigint }
	| { readonly kind: 'simulated' }
	| { readonly kind: 'no-tcp' }
	| { readonly kind: 'rough-times' }
	| { readonly kind: 'damaged'; readonly damage: Damage }
	/** What to do about a damaged file next time. */
	| { readonly kind: 'record-whole' }
	/** Connections that begin in the capture; `packets` are their SYNs. */
	| { readonly kind: 'connections-begin'; readonly count: number }
	/** Connections that began before it; `packets` are the first of each. */
	| { readonly kind: 'connections-began-before'; readonly count: number }
	| { readonly kind: 'connections-left-out'; readonly shown: number; readonly count: number }
	| { readonly kind: 'rows-left-out'; readonly shown: number; readonly count: number }
	/** Which numbers the packet table has; `ends` where its packets are told by their sides. */
	| {
			readonly kind: 'packet-numbers';
			readonly hasCopies: boolean;
			readonly ends: { readonly client: Endpoint; readonly server: Endpoint } | null;
	  };

type OpeningStatement =
	| { readonly kind: 'opens'; readonly client: Endpoint; readonly server: Endpoint }
	/** Raw initial sequence numbers of both sides. */
	| { readonly kind: 'initial-numbers'; readonly client: number; readonly server: number }
	/** An Ack one above the Seq of a SYN: raw numbers. */
	| {
			readonly kind: 'syn-counts-one';
			readonly syn: number;
			readonly ack: number;
			readonly sequence: number;
			readonly acknowledgment: number;
	  }
	| { readonly kind: 'handshake-time'; readonly ns: bigint }
	| ({ readonly kind: 'syn-resent' } & Resent)
	| ({ readonly kind: 'syn-ack-resent' } & Resent)
	| { readonly kind: 'refused'; readonly port: number; readonly syn: number; readonly rst: number }
	| { readonly kind: 'no-answer'; readonly server: Endpoint; readonly waitsNs: readonly bigint[] }
	| { readonly kind: 'handshake-unfinished' }
	| { readonly kind: 'syn-ack-not-captured' }
	| { readonly kind: 'opened-simultaneously' }
	| { readonly kind: 'syn-challenged' }
	| { readonly kind: 'handshake-not-captured'; readonly first: number; readonly isSynAck: boolean }
	| { readonly kind: 'fast-open'; readonly bytes: number; readonly accepted: boolean | null };

type DataStatement =
	| { readonly kind: 'no-data' }
	| {
			readonly kind: 'replies-follow-rule';
			readonly following: number;
			readonly judged: number;
			readonly prefix: string;
			readonly addedBytes: number;
	  }
	| { readonly kind: 'replies-break-rule'; readonly count: number; readonly prefix: string }
	/** How the requests were acknowledged, as far as the capture shows it. */
	| {
			readonly kind: 'request-acks';
			/** Requests whose ACK is in the capture. */
			readonly requests: number;
			/** ACKs without data. */
			readonly own: readonly number[];
			/** Replies that acknowledge their request. */
			readonly byReply: readonly number[];
			/** The only own ACK is that of the first request. */
			readonly onlyFirst: boolean;
	  }
	| { readonly kind: 'ack-sum'; readonly packet: number; readonly acknowledged: Acknowledged }
	/** The word at which the client ends is in no message; `fin` is where it closes. */
	| { readonly kind: 'end-word-absent'; readonly word: string; readonly fin: number }
	| { readonly kind: 'end-word-sent'; readonly word: string; readonly isAnswered: boolean }
	| { readonly kind: 'first-speaker'; readonly side: Side }
	/** Every message of the server comes directly after one of the client; `lab` says whether it should. */
	| { readonly kind: 'server-follows'; readonly count: number; readonly lab: ReportLab }
	| { readonly kind: 'server-unasked'; readonly count: number; readonly lab: ReportLab }
	| { readonly kind: 'unanswered'; readonly count: number }
	| { readonly kind: 'split-message'; readonly side: Side; readonly exchange: number; readonly segments: number }
	| {
			readonly kind: 'segment-formula';
			readonly formula: '3k + 7' | '2k + 8';
			readonly messages: number;
			readonly segments: number;
	  }
	| { readonly kind: 'data-resent'; readonly count: number }
	| { readonly kind: 'exchanges-left-out'; readonly shown: number; readonly count: number };

type VoteStatement =
	| {
			readonly kind: 'votes-counted';
			readonly total: number;
			readonly options: readonly { readonly option: string; readonly votes: number }[];
			/** The server's counts are those that follow from the requests; `null` if that cannot be told. */
			readonly agrees: boolean | null;
	  }
	| { readonly kind: 'votes-invalid'; readonly count: number }
	| { readonly kind: 'vote-count-differs'; readonly option: string; readonly said: number; readonly expected: number }
	| { readonly kind: 'exit-unanswered'; readonly word: string; readonly bothClose: boolean }
	| { readonly kind: 'counts-begin-anew'; readonly connection: number }
	| { readonly kind: 'counts-go-on'; readonly connection: number };

type ArpStatement =
	| { readonly kind: 'no-arp' }
	/** Broadcast questions before the first TCP segment. */
	| { readonly kind: 'arp-finds'; readonly asker: string; readonly target: string; readonly firstSegment: number }
	/** Unicast questions while the hosts know each other already. */
	| { readonly kind: 'arp-rechecks'; readonly count: number; readonly firstSegment: number; readonly afterNs: bigint }
	| { readonly kind: 'arp-broadcast-later'; readonly asker: string; readonly target: string }
	| { readonly kind: 'arp-announces'; readonly count: number };

type ClosingStatement =
	| { readonly kind: 'closes-three'; readonly starter: Side }
	| { readonly kind: 'closes-four'; readonly starter: Side; readonly pauseNs: bigint }
	| { readonly kind: 'closes-simultaneously' }
	| { readonly kind: 'closes-half'; readonly starter: Side; readonly isAcknowledged: boolean }
	| { readonly kind: 'aborted'; readonly by: Side }
	| { readonly kind: 'fin-answered-by-reset'; readonly by: Side }
	| { readonly kind: 'open-at-end'; readonly last: number }
	| { readonly kind: 'last-ack-missing'; readonly fin: number }
	| {
			readonly kind: 'fin-counts-one';
			readonly fin: number;
			readonly ack: number;
			readonly acknowledged: Acknowledged;
	  }
	| {
			readonly kind: 'time-wait';
			readonly side: Side;
			readonly from: number;
			readonly ack: number;
			/** Its ACK is the last one; where both close at the same time, each side has its own. */
			readonly isLast: boolean;
	  }
	/** The other side's kernel acknowledges a FIN that its program does not look at. */
	| {
			readonly kind: 'program-waits';
			readonly starter: Side;
			readonly fin: number;
			readonly ack: number;
			readonly ackAfterNs: bigint;
			readonly otherFin: number;
			readonly pauseNs: bigint;
	  }
	| { readonly kind: 'data-on-fin'; readonly side: Side; readonly bytes: number }
	| ({ readonly kind: 'fin-resent'; readonly side: Side } & Resent);

type CallStatement =
	/** The calls were not recorded: which packets they make is told from the capture. */
	{ readonly kind: 'calls-inferred' } | { readonly kind: 'calls-recorded'; readonly uncertaintyNs: bigint | null };

import type { Phase } from '../../tcp/segment-batch.ts';
import type { PacketField } from '../fact.ts';
import type { FlagSet } from '../text/token.ts';
import type { HostRef } from './host.ts';
import type { PacketQuery, RowRef } from './packet-query.ts';
import type { OrderedEvent } from './say-connections.ts';

export interface PacketSay {
	readonly say: 'packet';
	readonly rows: RowRef | null;
	readonly query: PacketQuery;
	/** Part of the conversation that it is told of: it chooses among packets that fit, and refutes nothing. */
	readonly phase: Phase | null;
	/** No such packet is there. */
	readonly isNegated: boolean;
	/** `tidak pernah dikirim`: the sending itself is denied. */
	readonly isNeverSent?: true;
	/** A reply: it follows a packet of the other side. */
	readonly isReply: boolean;
	/** It is only the place of another statement ("in rows 1–3 …"), or its words are few: not enough to refute. */
	readonly isWeak: boolean;
	readonly isFirst: boolean;
	/** It is the last of these. */
	readonly lastOf?: PacketQuery;
	/** It says that something is acknowledged: more flags than ACK do no harm. */
	readonly acknowledges: boolean;
	/** Bytes of which its acknowledgment number tells that they came. */
	readonly received?: number;
}

export interface RowFlagsSay {
	readonly say: 'row-flags';
	readonly rows: RowRef;
	/** How many different flags, or which. */
	readonly count: number | null;
	readonly flags: FlagSet | null;
}

export interface LengthsSay {
	readonly say: 'lengths';
	readonly values: readonly number[];
	readonly from: HostRef | null;
}

export interface TimeSay {
	readonly say: 'time';
	readonly seconds: number;
	readonly digits: number;
	readonly scale: number;
	readonly written: string;
	readonly what: 'moment' | 'round-trip' | 'duration' | 'gap' | 'any';
	readonly query: PacketQuery | null;
	readonly rows: RowRef | null;
	/** It says at what moment, however few digits it has. */
	readonly isWhen: boolean;
	readonly isAbout: boolean;
}

/** A text without quotes; one of these may be it. */
export interface UnquotedSay {
	readonly say: 'unquoted';
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly rows: RowRef | null;
	readonly texts: readonly string[];
	/** Behind `pesan`: what else the clause says does not confirm it. */
	readonly isNamed: boolean;
}

/** Named packets are one that was recorded twice, or one was sent again. */
export interface CopiesSay {
	readonly say: 'copies';
	readonly rows: RowRef;
	readonly isResent: boolean;
}

/** A field that a packet has, or each packet of a host. */
export interface FieldSay {
	readonly say: 'field';
	readonly field: PacketField;
	readonly value: number;
	readonly host: HostRef | null;
	readonly flags: FlagSet | null;
	readonly rows: RowRef | null;
}

/** One end of a span of time. */
export interface GapEnd {
	readonly rows: RowRef | null;
	readonly event: OrderedEvent | null;
	/** Which of several, from 1; -1 is the last. */
	readonly pick: number | null;
}

/** How long it is from one thing to another. */
export interface GapSay extends SaidTime {
	readonly say: 'gap';
	readonly first: GapEnd;
	readonly second: GapEnd;
	readonly bound: 'exactly' | 'at-most' | 'at-least';
}

/** How long a reply takes, to a message that is counted or to any. */
export interface AnswerTimeSay extends SaidTime {
	readonly say: 'answer-time';
	readonly message: RowRef | null;
	readonly bound: GapSay['bound'];
}

/** A time as it is written, and how exactly. */
export interface SaidTime {
	readonly seconds: number;
	readonly digits: number;
	readonly scale: number;
	readonly written: string;
	readonly isAbout: boolean;
}

/** One host's ACK tells that another host's data came. */
export interface AcknowledgesSay {
	readonly say: 'acknowledges';
	readonly from: HostRef;
	readonly of: HostRef;
}

/** A packet of one side acknowledges one that is described. */
export interface AckedSay {
	readonly say: 'acked';
	readonly by: HostRef | null;
	/** The packet that acknowledges. */
	readonly rows: RowRef | null;
	readonly flags: FlagSet | null;
	readonly acknowledgment: number | null;
	/** It carries nothing else. */
	readonly isPure: boolean;
	/** What is acknowledged. */
	readonly object: PacketQuery;
	readonly objectRows: RowRef | null;
	/** Texts without quotes that may be what is acknowledged. */
	readonly texts: readonly string[];
}

/** One packet acknowledges another, or its number is the sum of the other's. */
export interface AcknowledgmentSay {
	readonly say: 'acknowledgment';
	readonly rows: RowRef;
	/** The packet that is acknowledged. */
	readonly of: RowRef | null;
	readonly parts: { readonly acknowledgment: number; readonly sequence: number; readonly length: number } | null;
}

/** What a request is answered with. */
export interface ReturnsSay {
	readonly say: 'returns';
	readonly operation: string | null;
	readonly path: string | null;
	readonly operands: readonly number[];
	readonly value: number;
	readonly rows: RowRef | null;
}

import type { Phase, Side } from '../../tcp/segment-batch.ts';
import type { ClaimKind, PatternId, Reason } from '../claim.ts';
import type { CountedThing, EventName } from '../fact.ts';
import type { CallName, FlagSet, MqttName } from '../text/token.ts';
import type { HostRef } from './host.ts';

/** One checkable part of a sentence as it was understood, before any capture is looked at. */
export type Say = SayBase &
	(
		| PacketSay
		| HandshakeSay
		| CloseSay
		| CountSay
		| AbsenceSay
		| EndpointSay
		| ArpSay
		| OrderSay
		| UniversalSay
		| CallSay
		| LogSay
		| RowFlagsSay
		| LengthsSay
		| TimeSay
		| FileSay
		| SumSay
		| TypeSay
		| AcknowledgesSay
		| CitedSay
		| AcknowledgmentSay
		| SpeakerSay
		| StateSay
		| UncheckedSay
		| DocumentSay
	);

/** What needs a capture. */
export type CaptureSay = Exclude<
	Say,
	{ readonly say: 'sum' | 'type' | 'unchecked' | 'document' | 'cited' | 'acknowledgment' }
>;

export interface SayBase {
	/** The first is the atom's own; the others are checked with it. */
	readonly kinds: readonly [ClaimKind, ...ClaimKind[]];
	readonly pattern: PatternId;
	/** Places in the normal text of the sentence. */
	readonly start: number;
	readonly end: number;
	/** Said of a condition or in general: nothing can refute it, and this is why. */
	readonly tentative: Reason | null;
	/** Of a side clause ("after …", "when …"): alone it does not confirm what the sentence says. */
	readonly isSide?: boolean;
	/** A number that was not understood: nothing else confirms the sentence. */
	readonly isUnread?: boolean;
}

/** Rows by number, as they were written. */
export interface RowRef {
	readonly rows: readonly number[];
	readonly isRange: boolean;
	/** `step`, `paket ordinal`: what the number counts. */
	readonly noun: string;
}

/** A packet as it is described; what is not said is `null`. */
export interface PacketQuery {
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly isBetween: boolean;
	readonly flags: readonly FlagSet[];
	/** `dengan flag ACK` is true of PSH, ACK; `mengirim ACK` is a packet with this flag alone. */
	readonly isExact: boolean;
	readonly carries: 'data' | 'nothing' | null;
	readonly texts: readonly string[];
	readonly http: {
		readonly method: string | null;
		readonly path: string | null;
		readonly version: string | null;
		readonly status: string | null;
	} | null;
	readonly mqtt: { readonly message: MqttName; readonly topic: string | null } | null;
	readonly sequence: number | null;
	readonly acknowledgment: number | null;
	readonly bytes: number | null;
	readonly window: number | null;
	readonly seconds: { readonly value: number; readonly digits: number; readonly written: string } | null;
	readonly sourcePort: number | null;
	readonly destinationPort: number | null;
	readonly anyPort: number | null;
	readonly protocol: string | null;
	readonly frameBytes: number | null;
}

export interface PacketSay {
	readonly say: 'packet';
	readonly rows: RowRef | null;
	readonly query: PacketQuery;
	/** Part of the conversation that it is told of: it chooses among packets that fit, and refutes nothing. */
	readonly phase: Phase | null;
	/** No such packet is there. */
	readonly isNegated: boolean;
	/** A reply: it follows a packet of the other side. */
	readonly isReply: boolean;
	/** It is only the place of another statement ("in rows 1–3 …"), or its words are few: not enough to refute. */
	readonly isWeak: boolean;
	readonly isFirst: boolean;
	/** It says that something is acknowledged: more flags than ACK do no harm. */
	readonly acknowledges: boolean;
}

export interface HandshakeSay {
	readonly say: 'handshake';
	readonly rows: RowRef | null;
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly isNegated: boolean;
	/** How many segments, where a number is said. */
	readonly segments: number | null;
}

export interface CloseSay {
	readonly say: 'close';
	readonly rows: RowRef | null;
	readonly starter: HostRef | null;
	/** It is first, not only one of both. */
	readonly startsFirst: boolean;
	readonly segments: number | null;
	readonly isGraceful: boolean;
	readonly isReset: boolean;
	/** It is told by its FIN. */
	readonly isFin: boolean;
	readonly isNegated: boolean;
	/** It says that both sides close, or that it is done. */
	readonly isWhole: boolean;
}

export interface CountSay {
	readonly say: 'count';
	readonly thing: CountedThing;
	readonly value: number;
	readonly bound: 'exactly' | 'at-least' | 'at-most' | 'about';
	readonly isOnly: boolean;
	readonly isOfWhole: boolean;
	readonly side: Side | null;
	readonly host: HostRef | null;
	readonly flags: FlagSet | null;
	readonly filter: string | null;
	/** What is told of them is true of so many; others may be there. */
	readonly isSubject: boolean;
}

export interface AbsenceSay {
	readonly say: 'absence';
	readonly thing: CountedThing;
	/** `no RST`: false; `terdapat retransmisi`: true. */
	readonly isPresent: boolean;
	readonly phase: Phase | null;
}

export interface EndpointSay {
	readonly say: 'endpoint';
	readonly host: HostRef;
	readonly role: Side | 'source' | 'destination' | null;
	readonly address: string | null;
	readonly isPattern: boolean;
	readonly port: number | null;
	readonly isNegated: boolean;
	/** The row that it is told of. */
	readonly rows: RowRef | null;
}

export interface ArpSay {
	readonly say: 'arp';
	readonly rows: RowRef | null;
	readonly asker: HostRef | null;
	readonly target: HostRef | null;
	readonly does: 'asks' | 'answers' | 'both' | 'any';
	readonly isBroadcast: boolean | null;
	readonly mac: string | null;
	readonly isNegated: boolean;
}

/** A part of the conversation that stands in an order. */
export interface OrderedEvent {
	readonly name: EventName;
	readonly query: PacketQuery | null;
}

export interface OrderSay {
	readonly say: 'order';
	readonly first: OrderedEvent;
	readonly second: OrderedEvent;
	/** "setiap": pairwise. */
	readonly isEvery: boolean;
}

export interface UniversalSay {
	readonly say: 'universal';
	readonly what:
		| { readonly kind: 'message-is-answered'; readonly side: Side }
		| { readonly kind: 'message-is-acknowledged'; readonly side: Side | null; readonly isSeparate: boolean }
		| { readonly kind: 'reply-has'; readonly text: string; readonly side: Side | null }
		/** Each reply has so many bytes more than its request. */
		| { readonly kind: 'reply-is-longer'; readonly bytes: number }
		/** Each message of this side comes directly behind one of the other. */
		| { readonly kind: 'message-follows'; readonly side: Side }
		| {
				readonly kind: 'packets-are';
				readonly scope: PacketQuery;
				readonly query: PacketQuery;
				readonly isOnly: boolean;
		  };
}

export interface CallSay {
	readonly say: 'call';
	readonly call: CallName;
	readonly from: HostRef | null;
}

export interface LogSay {
	readonly say: 'log';
	readonly log:
		| { readonly kind: 'connection'; readonly address: string; readonly port: number | null }
		| { readonly kind: 'message'; readonly from: Side; readonly text: string }
		| { readonly kind: 'listening'; readonly port: number }
		| { readonly kind: 'published'; readonly text: string };
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
	readonly isAbout: boolean;
}

export interface FileSay {
	readonly say: 'file';
	readonly name: string;
}

export interface SumSay {
	readonly say: 'sum';
	readonly expression: string;
	readonly written: string;
	readonly said: number;
	readonly result: number;
	readonly isTrue: boolean;
	/** It only goes along with what the capture must show. */
	readonly isAside: boolean;
}

export interface TypeSay {
	readonly say: 'type';
	readonly wanted: 'port' | 'address';
	readonly given: string;
}

/** One host's ACK tells that another host's data came. */
export interface AcknowledgesSay {
	readonly say: 'acknowledges';
	readonly from: HostRef;
	readonly of: HostRef;
}

/** Packets that are to show something: each of them has to do with what is said. */
export interface CitedSay {
	readonly say: 'cited';
	readonly rows: RowRef;
	/** What they are to show. */
	readonly of: readonly Say[];
	/** Whatever else the words speak of. */
	readonly topics: readonly Topic[];
}

/** One packet acknowledges another, or its number is the sum of the other's. */
export interface AcknowledgmentSay {
	readonly say: 'acknowledgment';
	readonly rows: RowRef;
	/** The packet that is acknowledged. */
	readonly of: RowRef | null;
	readonly parts: { readonly acknowledgment: number; readonly sequence: number; readonly length: number } | null;
}

/** Who sends the first data. */
export interface SpeakerSay {
	readonly say: 'speaker';
	readonly side: Side;
}

/** A side is in a state from a packet on. */
export interface StateSay {
	readonly say: 'state';
	readonly side: Side;
	readonly state: string;
	readonly rows: RowRef;
}

/** A part of a connection that words name. */
export type Topic =
	| { readonly kind: 'handshake' | 'close' | 'data' | 'arp' }
	| { readonly kind: 'flags'; readonly set: FlagSet }
	/** `the first segment`: counted in the capture, among TCP packets or in its connection. */
	| { readonly kind: 'ordinal'; readonly row: number };

export interface UncheckedSay {
	readonly say: 'unchecked';
	readonly reason: Reason;
}

/** Settled by other places of the report. */
export interface DocumentSay {
	readonly say: 'document';
	readonly isTrue: boolean;
	readonly said: string;
	readonly elsewhere: string;
	readonly line: number;
}

export const ANY_PACKET: PacketQuery = {
	from: null,
	to: null,
	isBetween: false,
	flags: [],
	isExact: false,
	carries: null,
	texts: [],
	http: null,
	mqtt: null,
	sequence: null,
	acknowledgment: null,
	bytes: null,
	window: null,
	seconds: null,
	sourcePort: null,
	destinationPort: null,
	anyPort: null,
	protocol: null,
	frameBytes: null,
};

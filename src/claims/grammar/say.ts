import type { ClaimKind, PatternId, Reason } from '../claim.ts';
import type { FlagSet } from '../text/token.ts';
import type { RowRef } from './packet-query.ts';
import type {
	CallSay,
	CloseSay,
	HandshakeSay,
	LogSay,
	OrderSay,
	SpeakerSay,
	StateSay,
	UniversalSay,
} from './say-connections.ts';
import type { AbsenceSay, CountSay, VotesSay } from './say-counts.ts';
import type { ArpSay, EndpointSay, MacOwnerSay, MqttRoleSay, MssSay } from './say-hosts.ts';
import type {
	AckedSay,
	AcknowledgesSay,
	AcknowledgmentSay,
	AnswerTimeSay,
	CopiesSay,
	FieldSay,
	GapSay,
	LengthsSay,
	PacketSay,
	ReturnsSay,
	RowFlagsSay,
	TimeSay,
	UnquotedSay,
} from './say-packets.ts';

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
		| AckedSay
		| GapSay
		| MacOwnerSay
		| MqttRoleSay
		| MssSay
		| CopiesSay
		| FieldSay
		| UnquotedSay
		| ReturnsSay
		| VotesSay
		| AnswerTimeSay
		| SpeakerSay
		| StateSay
		| UncheckedSay
		| DocumentSay
	);

/** What needs a capture. */
export type CaptureSay = Exclude<
	Say,
	{ readonly say: 'sum' | 'type' | 'unchecked' | 'document' | 'cited' | 'acknowledgment' | 'acked' | 'gap' }
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
	/** Its rows were named in another clause of the sentence: they may be of that one alone. */
	readonly isCarried?: 'same-subject' | 'other-subject';
	/** `the attempt from port 38850`: only of the connections that have this port. */
	readonly within?: number;
	/** A number that was not understood: nothing else confirms the sentence. */
	readonly isUnread?: boolean;
	/** The clause that it stands in, and the one that it is said to come after. */
	readonly clause?: number;
	readonly follows?: number;
	/** Words beside it that nothing takes up: they may be what it hangs on, so it cannot be refuted. */
	readonly unsaid?: readonly string[];
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

/** Packets that are to show something: each of them has to do with what is said. */
export interface CitedSay {
	readonly say: 'cited';
	readonly rows: RowRef;
	/** What they are to show. */
	readonly of: readonly Say[];
	/** Whatever else the words speak of. */
	readonly topics: readonly Topic[];
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

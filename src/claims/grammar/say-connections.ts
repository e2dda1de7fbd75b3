import type { Side } from '../../tcp/segment-batch.ts';
import type { EventName } from '../fact.ts';
import type { CallName } from '../text/token.ts';
import type { HostRef } from './host.ts';
import type { PacketQuery, RowRef } from './packet-query.ts';

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

/** A part of the conversation that stands in an order. */
export interface OrderedEvent {
	readonly name: EventName;
	readonly query: PacketQuery | null;
	/** The message that is counted: `the second message`. */
	readonly nth?: RowRef;
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
		/** All packets are of one protocol. */
		| { readonly kind: 'all-are-of'; readonly protocol: 'tcp' | 'udp' | 'arp' }
		/** Each SYN, so many of them, gets this. */
		| {
				readonly kind: 'syn-is-answered';
				readonly by: 'SYN, ACK' | 'RST';
				readonly port: number | null;
				readonly count: number | null;
		  }
		/** The n-th attempt to connect is accepted or refused. */
		| { readonly kind: 'attempt-is'; readonly n: number; readonly by: 'SYN, ACK' | 'RST' }
		/** The n-th message of a side has an ACK of its own, and no other. */
		| { readonly kind: 'only-nth-acked'; readonly side: Side; readonly n: number }
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

import type { CloseShape } from '../tcp/close.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { Reason, Verdict } from './claim.ts';

/** What a message shows of a packet. */
export interface PacketFace {
	readonly number: number;
	/** Address and port, or address, or MAC. */
	readonly source: string;
	readonly destination: string;
	readonly side: Side | null;
	/** `TCP`, `ARP`, `HTTP`, … */
	readonly protocol: string;
	readonly flags: readonly string[];
	/** Relative, as Wireshark shows it. */
	readonly sequence: number | null;
	readonly acknowledgment: number | null;
	/** Payload. */
	readonly bytes: number;
	/** The payload's first line, if it is text. */
	readonly text: string | null;
	/** `who-has 172.18.0.2`, `is-at aa:…`; `null` unless ARP. */
	readonly arp: string | null;
}

/** A field in which a packet is not as it was said to be. */
export interface FieldDifference {
	readonly field: FieldName;
	/** Both as they are printed; `found` is empty where there is none of it. */
	readonly said: string;
	readonly found: string;
}

export type FieldName =
	| 'sender'
	| 'receiver'
	| 'flags'
	| 'sequence'
	| 'acknowledgment'
	| 'length'
	| 'window'
	| 'text'
	| 'protocol'
	| 'time'
	| 'source-port'
	| 'destination-port'
	| 'phase'
	| 'state'
	| PacketField;

/** What packets of one host have in common. */
export type PacketField = 'window-scale' | 'ttl';

/** What is counted. */
export type CountedThing =
	| 'packets'
	| 'tcp-packets'
	| 'arp-packets'
	| 'udp-packets'
	| 'icmp-packets'
	| 'connections'
	| 'handshakes'
	| 'messages'
	| 'requests'
	| 'replies'
	| 'exchanges'
	| 'retransmissions'
	| 'flags'
	| 'syn'
	| 'syn-ack'
	| 'ack'
	| 'fin'
	| 'rst'
	| 'psh'
	| 'clients'
	| 'servers'
	| 'hosts'
	| 'ports'
	| 'segments-of-close'
	| 'segments-of-handshake'
	| 'arp-requests'
	| 'arp-replies'
	| 'errors'
	| 'duplicates'
	| 'votes'
	| 'bytes';

/** A part of a conversation that is before or after another. */
export type EventName =
	| 'arp'
	| 'tcp'
	| 'handshake'
	| 'data'
	| 'request'
	| 'reply'
	| 'close'
	| 'syn'
	| 'syn-ack'
	| 'ack'
	| 'fin'
	| 'rst'
	| 'http'
	| 'dns'
	| 'packets';

/** What was found out about an atom, as data; the sentences are in `i18n/`. */
export type Fact =
	/** These packets are as was said. */
	| { readonly kind: 'packets'; readonly faces: readonly PacketFace[]; readonly more: number }
	/** A named row is not as was said. */
	| { readonly kind: 'row-differs'; readonly face: PacketFace; readonly differences: readonly FieldDifference[] }
	/** A packet that was pointed at has nothing to do with what is said; `packets` have. */
	| { readonly kind: 'shown-elsewhere'; readonly face: PacketFace; readonly packets: readonly number[] }
	/** The capture has no row of this number. */
	| { readonly kind: 'no-such-row'; readonly row: number; readonly packets: number }
	/** Such packets go the other way only. */
	| { readonly kind: 'other-direction'; readonly faces: readonly PacketFace[]; readonly more: number }
	/** No such packet, where there would be one; `nearest` are the most alike. */
	| { readonly kind: 'none-such'; readonly said: string; readonly nearest: readonly PacketFace[] }
	| { readonly kind: 'text-missing'; readonly text: string; readonly sent: readonly SentText[]; readonly more: number }
	| {
			readonly kind: 'order';
			readonly first: EventName;
			readonly firstPackets: readonly number[];
			readonly second: EventName;
			readonly secondPackets: readonly number[];
			readonly gapNs: bigint | null;
	  }
	| { readonly kind: 'handshake'; readonly packets: readonly number[] }
	| { readonly kind: 'handshake-before-capture'; readonly face: PacketFace }
	| { readonly kind: 'handshake-refused'; readonly packets: readonly number[] }
	| { readonly kind: 'handshake-unanswered'; readonly packets: readonly number[] }
	| {
			readonly kind: 'close';
			readonly shape: CloseShape;
			readonly starter: Side | null;
			readonly packets: readonly number[];
	  }
	| { readonly kind: 'close-not-captured'; readonly lastPacket: number }
	| {
			readonly kind: 'count';
			readonly thing: CountedThing;
			readonly said: number;
			readonly found: number;
			/** Of many, the first. */
			readonly packets: readonly number[];
			/** The capture ends early or starts late: there were at least so many. */
			readonly atLeast: boolean;
			/** Copies counted, where they make a difference. */
			readonly withCopies: number | null;
	  }
	| {
			readonly kind: 'endpoint';
			readonly role: Side | 'source' | 'destination' | null;
			readonly said: string;
			readonly found: string | null;
			readonly packets: readonly number[];
	  }
	/** An address was given where a port was asked, or the other way round. */
	| { readonly kind: 'wrong-type'; readonly wanted: 'port' | 'address'; readonly said: string }
	| { readonly kind: 'flags-of-rows'; readonly rows: readonly number[]; readonly flags: readonly string[] }
	| {
			readonly kind: 'lengths';
			readonly said: readonly number[];
			readonly found: readonly number[];
			readonly packets: readonly number[];
	  }
	| {
			readonly kind: 'time';
			readonly face: PacketFace;
			readonly said: string;
			/** Since the first packet, or what the clock counts. */
			readonly found: string;
			readonly clock: 'since-first' | 'since-previous' | 'round-trip' | 'duration' | 'of-day';
	  }
	/** From one packet to another. */
	| { readonly kind: 'gap'; readonly from: number; readonly to: number; readonly said: string; readonly found: string }
	| { readonly kind: 'absent'; readonly thing: CountedThing; readonly among: number }
	| {
			readonly kind: 'present';
			readonly thing: CountedThing;
			readonly packets: readonly number[];
			readonly found: number;
	  }
	| { readonly kind: 'no-wire'; readonly call: string; readonly packets: readonly number[] }
	| { readonly kind: 'arp'; readonly packets: readonly number[]; readonly asks: 'broadcast' | 'unicast' | null }
	| { readonly kind: 'arp-differs'; readonly said: string; readonly found: string; readonly packets: readonly number[] }
	| {
			readonly kind: 'all-of';
			readonly holds: number;
			readonly of: number;
			readonly packets: readonly number[];
			readonly counter: PacketFace | null;
	  }
	| { readonly kind: 'one-packet-twice'; readonly packets: readonly number[] }
	| { readonly kind: 'never-talk'; readonly hosts: readonly [string, string]; readonly packets: readonly number[] }
	| {
			readonly kind: 'capture-name';
			readonly said: string;
			readonly found: string;
			readonly port: number | null;
	  }
	| { readonly kind: 'sum'; readonly expression: string; readonly said: string; readonly result: string }
	/** Two places of the report disagree. */
	| { readonly kind: 'document-differs'; readonly said: string; readonly elsewhere: string; readonly line: number }
	| { readonly kind: 'document-agrees'; readonly said: string; readonly line: number }
	/** It cannot be checked; the reason says it all. */
	| { readonly kind: 'unchecked'; readonly reason: Reason };

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { readonly kind: K }>;

/** A text that was sent, where it stands. */
export interface SentText {
	readonly packet: number;
	readonly text: string;
}

/** What may have been meant. */
export type Hint =
	/** Rows that fit, near the named ones. */
	| { readonly kind: 'other-rows'; readonly rows: readonly number[] }
	| { readonly kind: 'swapped-numbers'; readonly sequence: number; readonly acknowledgment: number }
	| { readonly kind: 'swapped-direction' }
	| { readonly kind: 'frame-length'; readonly frameBytes: number; readonly payloadBytes: number }
	| { readonly kind: 'raw-number'; readonly raw: number; readonly relative: number }
	| { readonly kind: 'nearest-text'; readonly packet: number; readonly text: string }
	| { readonly kind: 'other-run' }
	| { readonly kind: 'record-earlier' }
	| { readonly kind: 'record-longer' }
	/** Say which rows, hosts or ports are meant. */
	| { readonly kind: 'name-it' }
	/** These words were not understood; without them it could be checked. */
	| { readonly kind: 'unsaid'; readonly words: readonly string[] };

export type HintKind = Hint['kind'];
export type HintOf<K extends HintKind> = Extract<Hint, { readonly kind: K }>;

/** A verdict with what it rests on, before it is tied to a place. */
export interface Finding {
	readonly verdict: Verdict;
	readonly reason: Reason | null;
	readonly packets: readonly number[];
	readonly connection: number | null;
	readonly fact: Fact;
	readonly hint: Hint | null;
	/** Said of a condition or in general, and not so in this capture: nothing else of the sentence confirms it then. */
	readonly wasRefuted?: true;
}

import type { ProtocolName } from '../decode/packet-batch.ts';
import type { FlagName } from '../decode/tcp.ts';
import type { LabelName } from '../tcp/label.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { Count } from './count.ts';

/**
 * What a capture must show: the words of a rubric's `require` and of `expect` specifications, the same in both.
 * Everything that is named must hold. What is said of a connection holds if one of the lab's connections meets it;
 * `connection` says it of each connection in turn.
 */
export interface Requirement extends ConnectionRequirement {
	/** How many, or what some of them are. */
	readonly packets?: Count | readonly PacketRequirement[] | undefined;
	readonly connections?: Count | undefined;
	/** In this order, one for each connection of the lab. */
	readonly connection?: readonly ConnectionRequirement[] | undefined;
	readonly arp?: ArpRequirement | undefined;
	/** Texts of which each is somewhere in a message or in a UDP payload; capitals do not matter. */
	readonly payloadContains?: string | readonly string[] | undefined;
	/** Whether the file is whole to its end, and no frame of it was cut. */
	readonly whole?: boolean | undefined;
}

/** What one connection must show. */
export interface ConnectionRequirement {
	readonly client?: EndpointRequirement | undefined;
	readonly server?: EndpointRequirement | undefined;
	readonly handshake?: HandshakeFound | undefined;
	/** How many of them, or which. */
	readonly exchanges?: Count | ExchangesRequirement | readonly ExchangeRequirement[] | undefined;
	readonly close?: CloseRequirement | undefined;
	readonly retransmissions?: Count | undefined;
	/** TCP packets, copies not counted. */
	readonly segments?: Count | undefined;
	/** Payload bytes of a side, as sent. */
	readonly clientBytes?: Count | undefined;
	readonly serverBytes?: Count | undefined;
	/** The capture begins after the connection did. */
	readonly startsMidConnection?: boolean | undefined;
	/** The capture ends before the connection does. */
	readonly endsOpen?: boolean | undefined;
	readonly firstSpeaker?: Side | undefined;
}

export interface EndpointRequirement {
	readonly address?: string | undefined;
	readonly port?: number | undefined;
}

/** How far the opening of a connection can be seen. */
export type HandshakeFound = 'complete' | 'incomplete' | 'not-captured' | 'refused' | 'no-answer';

/** Exchanges that count: with a request and a reply, at this server port, and with this reply to `{message}`. */
export interface ExchangesRequirement {
	readonly min?: number | undefined;
	readonly max?: number | undefined;
	readonly port?: number | undefined;
	readonly reply?: string | undefined;
}

/** What the client says, and what the server then says; `null`: nothing. */
export interface ExchangeRequirement {
	readonly client?: string | null | undefined;
	readonly server?: string | null | undefined;
}

/** The names of the shapes: those of `CloseShape`, with digits too; `any` is every end of a connection. */
export type CloseWord =
	| 'any'
	| 'three-segment'
	| '3-segment'
	| 'four-segment'
	| '4-segment'
	| 'simultaneous'
	| 'reset'
	| 'half'
	| 'none';

export interface CloseRequirement {
	readonly shape?: CloseWord | undefined;
	readonly starter?: Side | undefined;
	/** Both FINs and the ACKs of them, or an RST, were captured. */
	readonly complete?: boolean | undefined;
}

export interface ArpRequirement {
	readonly requests?: Count | undefined;
	readonly replies?: Count | undefined;
	/** Requests to all hosts, and to one. */
	readonly broadcast?: Count | undefined;
	readonly unicast?: Count | undefined;
}

/** What packet `n` of the file must be. */
export interface PacketRequirement {
	readonly n: number;
	readonly protocol?: ProtocolName | undefined;
	/** All of its flags. */
	readonly flags?: readonly FlagName[] | undefined;
	readonly from?: Side | undefined;
	readonly to?: Side | undefined;
	/** TCP or UDP payload in bytes. */
	readonly dataLength?: number | undefined;
	/** The whole payload as text. */
	readonly payload?: string | undefined;
	/** Relative, as Wireshark shows them. */
	readonly seq?: number | undefined;
	readonly ack?: number | undefined;
	/** All of Wireshark's labels, by the names that tshark gives them. */
	readonly labels?: readonly LabelName[] | undefined;
}

/** One thing that was required. */
export type RequirementWord =
	| 'packets'
	| 'connections'
	| 'arp-requests'
	| 'arp-replies'
	| 'arp-broadcast'
	| 'arp-unicast'
	| 'payload-contains'
	| 'whole'
	| 'connection'
	| 'client-address'
	| 'client-port'
	| 'server-address'
	| 'server-port'
	| 'handshake'
	| 'exchanges'
	| 'exchange-request'
	| 'exchange-reply'
	| 'close-shape'
	| 'close-starter'
	| 'close-complete'
	| 'retransmissions'
	| 'segments'
	| 'client-bytes'
	| 'server-bytes'
	| 'starts-mid-connection'
	| 'ends-open'
	| 'first-speaker'
	| 'packet'
	| 'packet-protocol'
	| 'packet-flags'
	| 'packet-from'
	| 'packet-to'
	| 'packet-data-length'
	| 'packet-payload'
	| 'packet-seq'
	| 'packet-ack'
	| 'packet-labels';

/** What was required, what there is, and the packets that show it; `i18n/` has the words. */
export interface Outcome {
	readonly word: RequirementWord;
	readonly met: boolean;
	/** In the words of the specification, or as `countText`. */
	readonly expected: OutcomeValue;
	readonly found: OutcomeValue;
	/** Which one, where there are several: the packet, or the exchange from 1. */
	readonly at: number | null;
	readonly connection: number | null;
	readonly packets: readonly number[];
}

export type OutcomeValue = string | number | boolean | null;

import type { ReplyPattern } from '../../profile/reply-pattern.ts';
import type { Impairment, LinkName } from './links.ts';
import type { RecordingPlan } from './recorder.ts';

/** What the server's program answers to what one read gives. */
export type ReplyRule =
	| { readonly kind: 'prefix'; readonly prefix: string }
	/** What the first pattern that fits makes of the message; it closes where that is nothing. */
	| { readonly kind: 'patterns'; readonly patterns: readonly ReplyPattern[] }
	/** Reads, and says nothing. */
	| { readonly kind: 'silent' };

export interface ServerPlan {
	readonly reply: ReplyRule;
	/** How long the program takes for an answer, beside being woken. */
	readonly replyDelayMs?: number;
	/** How long it takes to close after the client did: over 40 ms the kernel's ACK goes alone. */
	readonly closeDelayMs?: number;
	/** Reads so many bytes at a time, with pauses. */
	readonly slowReader?: { readonly bytes: number; readonly pauseMs: number };
	/** Ctrl+C on the server: it closes everything and ends. */
	readonly stopsAtMs?: number;
	/** Closes each connection this long after it was accepted. */
	readonly closesAfterMs?: number;
	/** After so many messages it ends the connection without reading the next: RST. */
	readonly resetsAfter?: number;
	/** The message that closes without a reply. */
	readonly lastWord?: string;
	/** What it says as soon as it has a connection. */
	readonly greeting?: string;
	/** Waits so long before its first read. */
	readonly slowStartMs?: number;
	/** Ctrl+C on the server a little after so many replies. */
	readonly stopsAfter?: number;
	/** Breaks the connection off (linger 0) instead of this reply, counted from 1. */
	readonly abortsAt?: number;
	/** Events that it sends unasked, so long after the connection. */
	readonly pushes?: readonly { readonly atMs: number; readonly text: string }[];
	/** Sends an event to all so often, or what one client says to all others. */
	readonly push?: { readonly everyMs: number } | 'messages';
	readonly receiveBufferBytes?: number;
}

/** How the client's program ends its side. */
export type ClientEnd = 'close' | 'half-close' | 'reset' | 'stay';

export type ClientPlan = {
	/** When it starts. */
	readonly atMs?: number;
	readonly end?: ClientEnd;
	readonly keepAliveMs?: number;
	/** Waits so long before it closes, and does not look at the connection meanwhile. */
	readonly waitMs?: number;
	/** Sends its FIN right behind the last message, and reads on. */
	readonly endsWithLast?: boolean;
	/** Gives up when there is no answer to its SYN for so long. */
	readonly giveUpMs?: number;
	/** The server also speaks unasked: what comes is printed, and no reply is waited for. */
	readonly upcalls?: boolean;
	/** Without Nagle's algorithm (TCP_NODELAY). */
	readonly noDelay?: boolean;
	readonly receiveBufferBytes?: number;
} & (
	| { readonly kind: 'auto'; readonly messages: readonly string[]; readonly pauseMs?: number }
	/**
	 * Typed lines, each so long after its prompt (of a list, the n-th line after the n-th pause, and on from the first);
	 * ends at the end word, which is not sent, or sent for voting.
	 */
	| { readonly kind: 'fed'; readonly lines: readonly string[]; readonly pauseMs: number | readonly number[] }
	/** Somebody types: time stands still at each prompt. */
	| { readonly kind: 'typed' }
	/** Writes all this at once, in writes of this size, and waits for as many bytes as `expectBytes` says. */
	| {
			readonly kind: 'bulk';
			readonly bytes: number;
			readonly writeBytes: number;
			readonly expectBytes: number;
			/** Repeated as often as need be; bytes that differ from their neighbours unless given. */
			readonly text?: string;
			/** Reads while it writes. */
			readonly readsMeanwhile?: boolean;
	  }
);

/** A lab as the simulator runs it. */
export interface SimulatedScenario {
	readonly port: number;
	readonly endWord: string;
	readonly sendsEndWord: boolean;
	/** `null`: nobody listens. */
	readonly server: ServerPlan | null;
	/** The server is started only then. */
	readonly serverStartsAtMs?: number;
	readonly clients: readonly ClientPlan[];
	/** Both sides connect to each other, and their SYNs cross. */
	readonly opensSimultaneously?: boolean;
	/** The server closes at the moment at which the client does, and their FINs cross. */
	readonly closesSimultaneously?: boolean;
	/** Both hosts forget each other's MAC address once the client has its first reply. */
	readonly forgetsNeighbours?: boolean;
	readonly links?: { readonly [L in LinkName]?: Impairment };
	/** Frames that are lost right behind the bridge, by their numbers in the capture. */
	readonly losePackets?: readonly number[];
	/** Neither side offers selective acknowledgments. */
	readonly withoutSack?: boolean;
	/** Both hosts know each other's MAC address for ever. */
	readonly withoutArp?: boolean;
	readonly recordFrom: 'start' | 'connected' | { readonly atMs: number };
	/** `closed`: a second after the last connection has ended on both sides; `end`: until the time is over. */
	readonly recordUntil: 'end' | 'closed' | 'replied' | { readonly atMs: number };
	readonly recording: Omit<RecordingPlan, 'startNs'>;
	/** After so much virtual time everything stops. */
	readonly limitMs: number;
	/** The client's first port; random unless given. */
	readonly clientPort?: number;
	/** First numbers, raw; random unless given. */
	readonly initialSequence?: { readonly client: number; readonly server: number };
}

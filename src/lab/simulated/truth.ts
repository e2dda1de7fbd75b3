import type { HostName, LinkName } from './links.ts';
import type { EmissionKind, SocketEvent, TcpState } from './tcb.ts';

/** A segment as an endpoint sent it; numbers are raw. */
export interface Emission {
	/** From 0, in the order of sending. */
	readonly id: number;
	readonly side: HostName;
	/** Which connection: the client's port. */
	readonly clientPort: number;
	readonly kind: EmissionKind;
	/** For what was sent before: the emission that did so first. */
	readonly of: number | null;
	readonly flags: number;
	readonly sequence: number;
	readonly end: number;
	readonly acknowledgment: number;
	readonly payloadBytes: number;
	readonly atNs: number;
	/** How often it came through to the other side; more than once if the network made copies. */
	readonly delivered: number;
	/** Where it, or copies of it, were lost. */
	readonly lostAt: readonly LinkName[];
}

/** A segment on the bridge, where captures are made. */
export interface Passage {
	/** `null` for ARP. */
	readonly emission: number | null;
	readonly atNs: number;
	/** The network made it out of another one. */
	readonly isCopy: boolean;
	/** Packets of the capture that hold it: none before the recording, several with `any`. */
	readonly packets: readonly number[];
	/** Of both sides once the other side has got it; `null` if it never did. */
	readonly states: SidePair<TcpState> | null;
	/** Both sides then knew what had passed the bridge, and no more, so that who looks there can tell these states. */
	readonly isSettled: boolean;
}

export type SidePair<T> = { readonly [H in HostName]: T };

/** What a side's program did and got. */
export interface ProgramLog {
	/** The state of its endpoint when all was over. */
	readonly state: TcpState;
	readonly sent: Uint8Array;
	readonly received: Uint8Array;
	/** The other side's end of stream was read. */
	readonly sawEnd: boolean;
	/** The error that the program got, if any. */
	readonly error: Extract<SocketEvent, 'refused' | 'reset' | 'timed-out'> | null;
	/** It threw the connection away itself: closed it with unread data, or with linger 0. */
	readonly aborted: boolean;
}

/** What really happened: more than any capture can show. */
export interface Truth {
	readonly emissions: readonly Emission[];
	readonly passages: readonly Passage[];
	/** By the client's port. */
	readonly programs: ReadonlyMap<number, SidePair<ProgramLog>>;
	/** False if something was still going on when the time was over. */
	readonly isFinished: boolean;
}

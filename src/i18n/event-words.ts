import type { CallRowKind } from '../events/calls.ts';
import type { Order } from '../events/place-events.ts';
import type { Call } from '../events/program-event.ts';

/** What is said of the calls of a lab's programs, beside the packets. */
export interface EventWords {
	/** Stands where a packet has its flags. */
	readonly program: string;
	/** What happened, and how it stands to its packets. */
	readonly row: (facts: EventFacts) => string;
	/** What happened, in few words, for a lifeline. */
	readonly call: (facts: EventFacts) => string;
	/** How the times were taken and what they cannot tell. */
	readonly times: (times: { readonly uncertaintyNs: bigint | null }) => string;
	readonly badLines: (lines: { readonly count: number }) => string;
	readonly table: CallTableWords;
}

/** A call with the packets that it sent or heard of. */
export interface EventFacts {
	readonly call: Call;
	readonly local: string | null;
	readonly bytes: number | null;
	readonly error: string | null;
	readonly packets: readonly number[];
	readonly gapNs: bigint | null;
	/** `null` without a packet. */
	readonly order: Order | null;
	/** The capture has the connection. */
	readonly isKnown: boolean;
}

/** The table "call → packets" (`calls`: how often it was called). */
interface CallTableWords {
	readonly title: (of: { readonly connection: number }) => string;
	readonly call: string;
	readonly by: string;
	readonly times: string;
	readonly wire: string;
	readonly packets: string;
	readonly calls: { readonly [K in CallRowKind]: string };
	readonly wires: { readonly [K in CallRowKind]: string };
}

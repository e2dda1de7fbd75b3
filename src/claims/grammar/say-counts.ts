import type { Phase, Side } from '../../tcp/segment-batch.ts';
import type { CountedThing } from '../fact.ts';
import type { FlagSet, MqttName } from '../text/token.ts';
import type { HostRef } from './host.ts';
import type { OrderedEvent } from './say-connections.ts';

/** `sebelum frame 20`, `after the handshake`. */
export interface CountLimit {
	readonly isBefore: boolean;
	readonly rows: readonly number[] | null;
	readonly event: OrderedEvent | null;
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
	/** Ports of the protocol over UDP that is counted. */
	readonly ports: readonly number[] | null;
	/** The MQTT message that is counted. */
	readonly mqtt: MqttName | null;
	/** Only what lies before or after this is counted. */
	readonly limit: CountLimit | null;
	/** What is told of them is true of so many; others may be there. */
	readonly isSubject: boolean;
}

/** Votes of the voting lab. */
export interface VotesSay {
	readonly say: 'votes';
	/** Its letter; `null` for all options. */
	readonly option: string | null;
	readonly isValid: boolean | null;
	readonly value: number;
}

export interface AbsenceSay {
	readonly say: 'absence';
	readonly thing: CountedThing;
	/** `no RST`: false; `terdapat retransmisi`: true. */
	readonly isPresent: boolean;
	/** Who sends none; `null` if nobody does. */
	readonly host: HostRef | null;
	readonly phase: Phase | null;
}

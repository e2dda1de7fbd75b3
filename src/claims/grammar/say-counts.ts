import type { Phase, Side } from '../../tcp/segment-batch.ts';
import type { CountedThing } from '../fact.ts';
import type { FlagSet } from '../text/token.ts';
import type { HostRef } from './host.ts';

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

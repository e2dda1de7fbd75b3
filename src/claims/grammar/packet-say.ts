import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import type { SayBase } from './say.ts';
import type { PacketSay } from './say-packets.ts';

type Told = Pick<SayBase, 'kinds' | 'pattern' | 'start' | 'end'> & Partial<SayBase & Omit<PacketSay, 'say' | 'query'>>;

/** A statement about a packet that is described; of what is not given nothing is said. */
export function packetSay(query: Partial<PacketQuery>, told: Told): SayBase & PacketSay {
	return {
		say: 'packet',
		query: { ...ANY_PACKET, ...query },
		rows: null,
		phase: null,
		isNegated: false,
		isReply: false,
		isWeak: false,
		isFirst: false,
		acknowledges: false,
		tentative: null,
		...told,
	};
}

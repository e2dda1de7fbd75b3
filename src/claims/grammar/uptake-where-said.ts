import type { Side } from '../../tcp/segment-batch.ts';
import type { Concept } from '../text/lexicon.ts';
import { valuesOf } from './said-values.ts';
import type { Say } from './say.ts';

/** What a statement takes up only where it says so. */
export const SPECIAL: { readonly [C in Concept]?: (say: Say) => boolean } = {
	CLIENT: (say) => hasSide(say, 'client', 'server'),
	SERVER: (say) => hasSide(say, 'server', 'client'),
	PUBLISHER: (say) => valuesOf(say).has('publisher'),
	SUBSCRIBER: (say) => valuesOf(say).has('subscriber'),
	ONLY: (say) =>
		(say.say === 'count' && say.isOnly) ||
		(say.say === 'close' && say.segments !== null) ||
		(say.say === 'packet' && say.query.isExact),
	EMPTY: (say) => valuesOf(say).has('ack') || valuesOf(say).has('nothing') || (say.say === 'acked' && say.isPure),
	FAILED: (say) => valuesOf(say).has('RST'),
	LAST: (say) => (say.say === 'packet' && say.lastOf !== undefined) || valuesOf(say).has('-1'),
	EVERY: (say) => (say.say === 'absence' && say.thing === 'duplicates') || (say.say === 'arp' && say.isEvery),
	EACH: (say) => (say.say === 'arp' && say.isEvery) || isOfRows(say),
	FIRST: (say) =>
		((say.say === 'packet' || say.say === 'arp') && say.isFirst) || (say.say === 'close' && say.startsFirst),
	NOT: isNegative,
	WITHOUT: isNegative,
	SEPARATE: (say) => valuesOf(say).has('nothing') || (say.say === 'acked' && say.isPure),
	BOTH: (say) => say.say === 'packet' && say.query.isBetween,
	EACH_OTHER: (say) => say.say === 'packet' && say.query.isBetween,
	UDP: (say) => valuesOf(say).has('udp') || valuesOf(say).has('udp-packets'),
	HTTP: (say) => say.say === 'packet' && say.query.http !== null,
	MQTT: (say) => say.say === 'packet' && say.query.mqtt !== null,
	ARP: (say) => valuesOf(say).has('arp') || valuesOf(say).has('arp-packets') || valuesOf(say).has('arp-requests'),
	WINDOW: (say) => say.say === 'packet' && say.query.window !== null,
	HANDSHAKE: (say) => valuesOf(say).has('handshakes') || valuesOf(say).has('SYN'),
	OPEN: (say) => valuesOf(say).has('SYN'),
	CLOSE: (say) => valuesOf(say).has('FIN') || valuesOf(say).has('RST'),
	RESET: (say) => valuesOf(say).has('RST') || valuesOf(say).has('rst'),
	REFUSE: (say) => valuesOf(say).has('RST') || valuesOf(say).has('rst'),
	RETRANSMISSION: (say) => valuesOf(say).has('retransmissions'),
	DUPLICATE: (say) => valuesOf(say).has('duplicates'),
};

/** `Frames 6 and 8 each carry data`: that is asked of every named packet anyway. */
export function isOfRows(say: Say): boolean {
	return say.say === 'packet' && (say.rows?.rows.length ?? 0) > 1;
}

function isNegative(say: Say): boolean {
	return 'isNegated' in say && say.isNegated;
}

/** A side, or the one that it speaks with. */
function hasSide(say: Say, side: Side, other: Side): boolean {
	const values = valuesOf(say);
	if (values.has(side)) return true;
	if (say.say === 'universal') return say.what.kind !== 'packets-are';
	const isTold = (say.say === 'packet' && say.isReply) || say.say === 'count' || say.say === 'speaker';
	return isTold && values.has(other);
}

import type { KeptFacts } from './kept-facts.ts';
import { COUNTERS_BLOCK, OPTION } from './pcapng.ts';
import { type Clock, clockNs } from './pcapng-clock.ts';
import { type BlockBytes, readOptions, readText, readUint64 } from './pcapng-options.ts';
import type { InterfaceCounters } from './read-result.ts';

const { counters: CODE } = OPTION;

type CounterName = 'received' | 'dropped' | 'accepted' | 'osDropped' | 'delivered';
const COUNTERS: ReadonlyMap<number, CounterName> = new Map([
	[CODE.received, 'received'],
	[CODE.dropped, 'dropped'],
	[CODE.accepted, 'accepted'],
	[CODE.osDropped, 'osDropped'],
	[CODE.delivered, 'delivered'],
]);

/** Keeps an Interface Statistics Block in `[at, end)` (section 4.6); the last of an interface counts. */
export function keepCounters(
	block: BlockBytes,
	at: number,
	end: number,
	{ interfaceId, clock }: { readonly interfaceId: number; readonly clock: Clock },
	facts: KeptFacts,
): void {
	const known = facts.interfaces[interfaceId];
	if (known) known.counters = readCounters(block, at, end, clock, facts);
}

function readCounters(block: BlockBytes, at: number, end: number, clock: Clock, facts: KeptFacts): InterfaceCounters {
	const { view, little } = block;
	const comments: string[] = [];
	const times: { startNs: bigint | null; endNs: bigint | null } = { startNs: null, endNs: null };
	const counts: { -readonly [N in CounterName]: number | null } = {
		received: null,
		dropped: null,
		accepted: null,
		osDropped: null,
		delivered: null,
	};
	for (const option of readOptions(block, at + COUNTERS_BLOCK.options.at, end, facts.bad)) {
		const name = COUNTERS.get(option.code);
		const isTime = option.code === CODE.start || option.code === CODE.end;
		if (option.code === OPTION.comment) {
			if (facts.hasRoom(option.length)) comments.push(readText(view, option.at, option.length));
		} else if ((name || isTime) && option.length !== 8) {
			facts.bad({ at: block.position + option.at - 4, need: option.length, have: 8 });
		} else if (name) {
			counts[name] = readUint64(block, option.at);
		} else if (isTime) {
			const high = view.getUint32(option.at, little);
			const ns = clockNs(clock, high, view.getUint32(option.at + 4, little));
			times[option.code === CODE.start ? 'startNs' : 'endNs'] = ns;
		}
	}
	return { ...times, ...counts, comments };
}

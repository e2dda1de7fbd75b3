import type { CountedThing, Finding } from '../fact.ts';
import type { CountSay } from '../grammar/say-counts.ts';
import { type CaptureModel, isCovered } from '../model/capture-model.ts';
import { type Counted, readingsOf } from './counted.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { limitedModel } from './limited.ts';

/** Compares a number with all that it may count; it is refuted only if it is none of them. */
export function judgeCount(whole: CaptureModel, say: CountSay): Finding {
	const model = say.limit ? limitedModel(whole, say.limit) : whole;
	if (model === null) return unchecked('UNBOUND');
	const readings = readingsOf(model, say);
	const [first] = readings;
	if (!first) return unchecked('UNBOUND');
	const fits = readings.find(({ found }) => holds(found, say));
	const fact = ({ found, rows }: Counted) => ({
		kind: 'count' as const,
		thing: say.thing,
		said: say.value,
		found,
		packets: rows.slice(0, 6).map(({ number }) => number),
		atLeast: !isWhole(model) && say.thing !== 'packets',
		withCopies: model.hasCopies && say.thing === 'packets' ? model.rows.length : null,
	});
	if (fits) return confirmed(fits.rows.length <= 60 ? fits.rows : [], fact(fits));
	if (say.bound === 'about' || (say.isSubject && say.value < first.found)) return unchecked('UNBOUND', [], fact(first));
	if (isOfSession(say.thing) && !isWhole(model) && say.value > first.found)
		return unchecked('NOT_IN_CAPTURE', first.rows.slice(0, 6), fact(first));
	if (NEVER_REFUTED.includes(say.thing)) return unchecked('UNBOUND', [], fact(first));
	return refuted(first.rows.slice(0, 60), fact(first));
}

/** What is counted of these is too loosely named. */
const NEVER_REFUTED: readonly CountedThing[] = [
	'hosts',
	'ports',
	'flags',
	'errors',
	'duplicates',
	'exchanges',
	'bytes',
	'clients',
	'servers',
];

function holds(found: number, { value, bound }: CountSay): boolean {
	if (bound === 'at-least') return found >= value;
	if (bound === 'at-most') return found <= value;
	if (bound === 'about') return Math.abs(found - value) <= Math.max(1, value * 0.1);
	return found === value;
}

/** A packet of the session that the capture does not hold may be among those that were counted. */
function isOfSession(thing: CountedThing): boolean {
	return (
		thing !== 'packets' &&
		thing !== 'tcp-packets' &&
		thing !== 'arp-packets' &&
		thing !== 'udp-packets' &&
		thing !== 'connections'
	);
}

function isWhole(model: CaptureModel): boolean {
	return model.connections.every((connection) => isCovered(model, connection));
}

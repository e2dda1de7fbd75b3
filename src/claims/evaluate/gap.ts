import type { FactOf, Finding } from '../fact.ts';
import type { GapEnd, GapSay, SaidTime } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import type { RowNumbers } from './evaluate.ts';
import { eventRows } from './event-rows.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { missingHost } from './hosts.ts';
import { secondsOf } from './match.ts';
import { isNth, nthReadings } from './nth.ts';

/** Of more packets than this at one end it is not clear which is meant. */
const MOST_OF_END = 6;
/** "About" may be off by so much. */
const ABOUT = 0.15;

type Pair = readonly [CaptureRow, CaptureRow];

/** How long it is from one packet to another. Refuted only where each end is one thing and the time is clearly another. */
export function judgeGap(model: CaptureModel, say: GapSay, numbersOf: RowNumbers): Finding {
	const hosts = [say.first, say.second].flatMap(({ event }) => [event?.query?.from ?? null, event?.query?.to ?? null]);
	if (hosts.some((host) => missingHost(model, host) === 'unbound')) return unchecked('UNBOUND');
	const [first, second] = [endRows(model, say.first, numbersOf), endRows(model, say.second, numbersOf)];
	const pairs = pairsOf(first, second);
	const good = pairs.find(([a, b]) => holds(b.ns - a.ns, say));
	if (good) return confirmed(good, gapFact(good, say));
	const [nearest] = pairs.toSorted((one, other) => distance(one, say) - distance(other, say));
	if (!nearest) return unchecked('NOT_IN_CAPTURE');
	const said = isOfAll(say) ? { ...say, isAbout: false } : say;
	const isSure = isOne(model, say, first, second) && pairs.every(([a, b]) => !isPossible(b.ns - a.ns, said));
	return isSure ? refuted(nearest, gapFact(nearest, say)) : unchecked('UNBOUND', nearest, gapFact(nearest, say));
}

/** All pairs of a few packets; of many, neighbours only. */
function pairsOf(first: readonly CaptureRow[], second: readonly CaptureRow[]): readonly Pair[] {
	const isFew = first.length <= MOST_OF_END && second.length <= MOST_OF_END;
	return second.flatMap((b) => {
		const before = first.filter(({ number }) => number < b.number);
		return (isFew ? before : before.slice(-1)).map((a): Pair => [a, b]);
	});
}

function distance([a, b]: Pair, { seconds }: GapSay): number {
	return Math.abs(Number(b.ns - a.ns) / 1e9 - seconds);
}

/** Each end is a packet, or a part of the only connection. */
function isOne(model: CaptureModel, say: GapSay, first: readonly CaptureRow[], second: readonly CaptureRow[]): boolean {
	const areRows = [say.first, say.second].every(({ rows }) => rows !== null && !isNth(rows) && rows.rows.length === 1);
	const isWhole = model.connections.length === 1 && model.connections.every(({ startSeen }) => startSeen);
	const areTold = [say.first, say.second].every(isTold) && first.length === 1 && second.length === 1;
	return areRows || areTold || isOfAll(say) || (isWhole && first.length <= MOST_OF_END && second.length <= MOST_OF_END);
}

/** From the first packet of the capture to its last is one span, whatever is in it. */
function isOfAll({ first, second }: GapSay): boolean {
	const areAny = [first, second].every(({ event }) => event?.name === 'packets' && event.query === null);
	return areAny && first.pick === 1 && second.pick === -1;
}

/** A packet that is told by its flags or its text. */
function isTold({ event }: GapEnd): boolean {
	return event?.query != null && (event.query.flags.length > 0 || event.query.texts.length > 0);
}

/** The packets where something begins or ends. */
function endRows(model: CaptureModel, { rows, event, pick }: GapEnd, numbersOf: RowNumbers): readonly CaptureRow[] {
	if (rows && isNth(rows)) {
		const numbers = nthReadings(model, rows).flatMap((each) => [each[0] ?? 0, each.at(-1) ?? 0]);
		return rowsAt(model, [...new Set(numbers)]);
	}
	if (rows) return rowsAt(model, numbersOf(rows.rows));
	const found = event ? eventRows(model, event) : [];
	if (event?.name === 'tcp' && pick !== null)
		return [found, ...byConnection(found)].flatMap((all) => all.at(pick < 0 ? pick : pick - 1) ?? []);
	return pick === null ? found : [found.at(pick < 0 ? pick : pick - 1)].filter((row) => row !== undefined);
}

function byConnection(rows: readonly CaptureRow[]): readonly (readonly CaptureRow[])[] {
	return [...new Set(rows.map(({ connection }) => connection))].map((one) =>
		rows.filter(({ connection }) => connection === one),
	);
}

/** Whether it is as long as was said, or within the bound. */
export function holds(ns: bigint, say: SaidTime & Pick<GapSay, 'bound'>): boolean {
	// "More than a second" is not meant to the second.
	const slack = Math.min(say.scale * 10 ** -say.digits, 0.02 * say.seconds);
	if (say.bound === 'at-most') return Number(ns) / 1e9 <= say.seconds + slack;
	return say.bound === 'at-least' ? Number(ns) / 1e9 >= say.seconds - slack : isNear(ns, say);
}

/** As was said, or so near to it that nothing is to be refuted. */
export function isPossible(ns: bigint, say: SaidTime & Pick<GapSay, 'bound'>): boolean {
	const found = Number(ns) / 1e9;
	if (say.bound === 'exactly') return isRoughly(ns, say);
	return holds(ns, say) || Math.abs(found - say.seconds) <= 0.25 * Math.max(found, say.seconds);
}

/** As was said, within one unit of its last digit. */
export function isNear(ns: bigint, { seconds, digits, scale, isAbout }: SaidTime): boolean {
	const unit = scale * 10 ** -digits * 1.001;
	return Math.abs(Number(ns) / 1e9 - seconds) <= Math.max(unit, isAbout ? seconds * ABOUT : 0);
}

/** Whoever rounds, reads another digit or counts from the packet beside it is not that far off: nothing to be refuted. */
export function isRoughly(ns: bigint, said: SaidTime): boolean {
	const found = Number(ns) / 1e9;
	const off = Math.abs(found - said.seconds);
	const ratio = found / said.seconds;
	const isClose =
		off <=
		Math.max(Math.min(2 * said.scale * 10 ** -said.digits, said.seconds / 2), 0.25 * Math.max(found, said.seconds));
	return isNear(ns, said) || isClose || (said.isAbout && ratio > 0.5 && ratio < 2);
}

/** How long it is from one packet to the other, and what was said. */
export function gapFact([a, b]: readonly [CaptureRow, CaptureRow], { written }: SaidTime): FactOf<'gap'> {
	return {
		kind: 'gap',
		from: a.number,
		to: b.number,
		said: written,
		found: secondsOf(b.ns - a.ns, 6),
	};
}

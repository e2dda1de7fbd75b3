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

/** Of more pairs than this it is not clear which is meant. */
const MOST_REFUTED = 2;
/** "About" may be off by so much. */
const ABOUT = 0.15;

/** How long it is from one packet to another. Refuted only where there is one of each and the time is clearly another. */
export function judgeGap(model: CaptureModel, say: GapSay, numbersOf: RowNumbers): Finding {
	const hosts = [say.first, say.second].flatMap(({ event }) => [event?.query?.from ?? null, event?.query?.to ?? null]);
	if (hosts.some((host) => missingHost(model, host) === 'unbound')) return unchecked('UNBOUND');
	const [first, second] = [endRows(model, say.first, numbersOf), endRows(model, say.second, numbersOf)];
	const pairs = first.flatMap((a) =>
		second.filter((b) => b.number > a.number && isTogether(a, b)).map((b) => [a, b] as const),
	);
	const good = pairs.find(([a, b]) => isNear(b.ns - a.ns, say));
	if (good) return confirmed(good, gapFact(good, say));
	const [only] = pairs;
	const isSure =
		only !== undefined && pairs.length <= MOST_REFUTED && pairs.every(([a, b]) => !isRoughly(b.ns - a.ns, say));
	return isSure ? refuted(only, gapFact(only, say)) : unchecked(pairs.length === 0 ? 'NOT_IN_CAPTURE' : 'UNBOUND');
}

function isTogether(a: CaptureRow, b: CaptureRow): boolean {
	return a.connection === b.connection || a.connection === null || b.connection === null;
}

/** The packets where something begins or ends. */
function endRows(model: CaptureModel, { rows, event }: GapEnd, numbersOf: RowNumbers): readonly CaptureRow[] {
	if (rows && isNth(rows)) {
		const numbers = nthReadings(model, rows).flatMap((each) => [each[0] ?? 0, each.at(-1) ?? 0]);
		return rowsAt(model, [...new Set(numbers)]);
	}
	if (rows) return rowsAt(model, numbersOf(rows.rows));
	const found = event ? eventRows(model, event) : [];
	// Of a handshake or of ARP frames the first and the last are meant.
	const isLong = event?.query === null && found.length > 2;
	return isLong ? [found[0] as CaptureRow, found.at(-1) as CaptureRow] : found.slice(0, 40);
}

/** As was said, within one unit of its last digit. */
export function isNear(ns: bigint, { seconds, digits, scale, isAbout }: SaidTime): boolean {
	const unit = scale * 10 ** -digits * 1.001;
	return Math.abs(Number(ns) / 1e9 - seconds) <= Math.max(unit, isAbout ? seconds * ABOUT : 0);
}

/** Not as was said, but no more than twice as long or half as long: nothing to be refuted. */
export function isRoughly(ns: bigint, said: SaidTime): boolean {
	const ratio = Number(ns) / 1e9 / said.seconds;
	return isNear(ns, said) || (said.isAbout && ratio > 0.5 && ratio < 2);
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

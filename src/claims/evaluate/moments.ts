import type { Finding } from '../fact.ts';
import type { TimeSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { faceOf, refuted, unchecked } from './finding.ts';
import { secondsOf, timeFits } from './match.ts';

/** A time that no clock shows of the packets that are spoken of: refuted where it is said when they were. */
export function judgeMoment(
	model: CaptureModel,
	say: TimeSay,
	named: readonly CaptureRow[],
	numbers: readonly number[] | null,
): Finding {
	const [row] = named;
	const isOfOne = numbers?.length === 1 && say.what === 'moment';
	if (row && isOfOne && (say.digits >= 3 || isElsewhen(row, say))) return refuted([row], timeFact(row, say));
	if (row && isAtOtherTime(model, say, named)) return refuted(named.slice(0, 3), timeFact(row, say));
	return atOtherPacket(model, say, named);
}

function timeFact(row: CaptureRow, { written }: TimeSay) {
	const clock = 'since-first' as const;
	return { kind: 'time' as const, face: faceOf(row), said: written, found: secondsOf(row.ns, 6), clock };
}

/** A moment was said, and the few packets that are spoken of are seconds or many percent from it, by any clock. */
function isAtOtherTime(model: CaptureModel, say: TimeSay, named: readonly CaptureRow[]): boolean {
	const isTold =
		say.rows !== null || (say.query !== null && (say.query.flags.length > 0 || say.query.texts.length > 0));
	if (!say.isWhen || !isTold || named.length === 0 || named.length > MOST_NAMED) return false;
	const unit = say.scale * 10 ** -say.digits;
	const isFar = (ns: bigint): boolean => {
		const seconds = Number(ns) / 1e9;
		return Math.abs(seconds - say.seconds) > Math.max(2 * unit, 0.05 * seconds);
	};
	return named.every((row) => {
		const own = model.connections.find(({ connection }) => connection === row.connection);
		const start = rowAt(model, own?.firstPacket ?? 0)?.ns ?? 0n;
		const previous = rowAt(model, row.number - 1)?.ns ?? row.ns;
		return isFar(row.ns) && isFar(row.ns - start) && isFar(row.ns - previous);
	});
}

/** Of more packets than this another may be meant. */
const MOST_NAMED = 3;

/** Of the one packet that is meant: another time than by any clock, and not a slip of the last digits. */
function isElsewhen({ ns }: CaptureRow, { seconds, digits, scale }: TimeSay): boolean {
	const off = Math.abs(Number(ns) / 1e9 - seconds);
	return digits >= 1 && scale === 1 && seconds < 1e6 && off > Math.max(0.05, 10 * 10 ** -digits, 0.02 * seconds);
}

/** At this moment another packet was recorded than the one that is spoken of. */
function atOtherPacket(model: CaptureModel, say: TimeSay, named: readonly CaptureRow[]): Finding {
	const [right, ...others] = named;
	if (say.query === null || !right || say.what !== 'moment') return unchecked('UNBOUND');
	if (others.length === 0 && isElsewhen(right, say)) return refuted([right], timeFact(right, say));
	if (say.digits < 4) return unchecked('UNBOUND');
	const [row] = model.once.filter(({ ns }) => timeFits(ns, say.seconds, say.digits));
	// A close is over with its last ACK.
	const isOfClose = row?.phase === 'close' && right.phase === 'close' && row.connection === right.connection;
	return row && !isOfClose ? refuted([row, right], timeFact(right, say)) : unchecked('UNBOUND');
}

import type { Finding } from '../fact.ts';
import type { RowRef } from '../grammar/packet-query.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import { unchecked } from './finding.ts';

/** Whether "rows" are messages that are counted: `the second reply`. */
export function isNth({ noun }: RowRef): boolean {
	return noun.startsWith('nth ');
}

/**
 * Judges what is said of the n-th message. Which one that is may be read in several ways (of the main connection or of
 * all, of one side or of both): one reading in which it holds confirms, and only if it holds in none is it refuted.
 */
export function judgeNth(model: CaptureModel, ref: RowRef, judgeAt: (rows: readonly number[]) => Finding): Finding {
	const findings = nthReadings(model, ref).map((rows) => ({ rows, finding: judgeAt(rows) }));
	const [first] = findings;
	if (!first) return unchecked('NOT_IN_CAPTURE');
	const good = findings.find(({ finding }) => finding.verdict === 'confirmed');
	if (good) return good.finding;
	const open = findings.find(({ finding }) => finding.verdict !== 'refuted');
	if (open) return open.finding;
	// The first message of a capture that starts late is not the first of the session; of one in parts a part may be meant.
	const isSure =
		findings.every(({ rows }) => rows.length === ref.rows.length) &&
		model.connections.every(({ startSeen, endSeen }) => startSeen && (endSeen || !ref.rows.includes(-1)));
	return isSure ? first.finding : { ...first.finding, verdict: 'not-checkable', reason: 'NOT_IN_CAPTURE', hint: null };
}

/** The packets of the messages, once for each way to count them; ways in which there are not so many are left out. */
export function nthReadings(model: CaptureModel, { rows, noun }: RowRef): readonly (readonly number[])[] {
	const main = model.main?.connection;
	const scopes = [model.messages.filter(({ connection }) => connection === main), model.messages];
	const what = noun.slice('nth '.length);
	const sides = what === 'reply' ? ['server'] : what === 'request' ? ['client'] : ['client', null, 'server'];
	const segments = model.tcp.filter(({ bytes, wasResent }) => bytes > 0 && !wasResent);
	const lists = sides.flatMap((side) =>
		what === 'segment'
			? [
					segments.filter((row) => side === null || row.side === side).map(({ number }) => [number]),
					segments
						.filter((row) => row.connection === main && (side === null || row.side === side))
						.map(({ number }) => [number]),
				]
			: scopes.map((all) => all.filter((one) => side === null || one.side === side).map(({ packets }) => packets)),
	);
	const found = lists.map((list) => rows.map((n) => list.at(n < 0 ? n : n - 1)));
	const whole = found.flatMap((each) => (each.every((one) => one !== undefined) ? [each.flat()] : []));
	return [...new Map(whole.map((each) => [each.join(), each])).values()];
}

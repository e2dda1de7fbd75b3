import type { Finding } from '../fact.ts';
import type { RowFlagsSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import { confirmed, refuted, unchecked } from './finding.ts';

/** How many different flags rows have, or which. */
export function judgeRowFlags(model: CaptureModel, say: RowFlagsSay, numbers: readonly number[]): Finding {
	const rows = numbers.flatMap((number) => rowAt(model, number) ?? []);
	if (rows.length < numbers.length)
		return unchecked('NOT_IN_CAPTURE', rows, {
			kind: 'no-such-row',
			row: numbers.at(-1) ?? 0,
			packets: model.rows.length,
		});
	const flags = [...new Set(rows.flatMap((row) => row.flags))];
	const fact = { kind: 'flags-of-rows' as const, rows: numbers, flags };
	const sets = new Set(rows.map((row) => row.flags.join())).size;
	const holds_ = say.flags ? say.flags.every((flag) => flags.includes(flag)) : say.count === flags.length;
	if (holds_) return confirmed(rows, fact);
	if (
		rows.some(({ protocol }) => protocol !== 'tcp') ||
		(say.flags === null && say.count === sets && sets !== flags.length && rows.length !== say.count)
	)
		return unchecked('UNBOUND', rows, fact);
	return refuted(rows, fact);
}

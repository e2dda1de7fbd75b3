import type { Finding } from '../fact.ts';
import type { AnswerTimeSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { gapFact, holds, isPossible } from './gap.ts';
import { nthReadings } from './nth.ts';

/** How long a reply takes; of a message that is counted it is refuted where its reply takes clearly longer or shorter. */
export function judgeAnswerTime(model: CaptureModel, say: AnswerTimeSay): Finding {
	const all = model.connections.flatMap(({ exchanges }) =>
		exchanges.flatMap(({ request, reply }): readonly (readonly [CaptureRow, CaptureRow])[] => {
			const [a] = rowsAt(model, request?.packets.slice(-1) ?? []);
			const [b] = rowsAt(model, reply?.packets.slice(0, 1) ?? []);
			return a && b ? [[a, b]] : [];
		}),
	);
	const numbers = say.message ? nthReadings(model, say.message).flat() : null;
	const pairs = numbers ? all.filter((pair) => pair.some(({ number }) => numbers.includes(number))) : all;
	const good = pairs.find(([a, b]) => holds(b.ns - a.ns, say));
	if (good) return confirmed(good, gapFact(good, say));
	const [only] = pairs;
	const isSure = only !== undefined && numbers !== null && pairs.every(([a, b]) => !isPossible(b.ns - a.ns, say));
	return isSure ? refuted(only, gapFact(only, say)) : unchecked(pairs.length === 0 ? 'NOT_IN_CAPTURE' : 'UNBOUND');
}

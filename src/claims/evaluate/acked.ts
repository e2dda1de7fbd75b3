import type { Finding } from '../fact.ts';
import type { AckedSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { acknowledges, endOf } from './acknowledger.ts';
import { isAllCovered } from './coverage.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';
import { flagsFit, matches, textFit } from './match.ts';

/** What is acknowledged, with the first packet that acknowledges it. */
interface Pair {
	readonly of: CaptureRow;
	readonly by: CaptureRow;
}

/**
 * One packet acknowledges another: both are looked for. Refuted only where what is acknowledged is told beyond doubt and
 * another side, another number or another row acknowledges it.
 */
export function judgeAcked(
	model: CaptureModel,
	say: AckedSay,
	numbers: readonly number[] | null,
	objectNumbers: readonly number[] | null,
): Finding {
	if ([say.by, say.object.from].some((host) => missingHost(model, host) === 'unbound')) return unchecked('UNBOUND');
	const found = objectsOf(model, say, objectNumbers);
	const pairs = found.flatMap((of) => ackersOf(model, of).map((by): Pair => ({ of, by })));
	const good = pairs.filter((pair) => fits(model, pair, say, numbers));
	if (good.length > 0) return confirmed(firstOfEach(good).flatMap(({ of, by }) => [of, by]));
	return otherwise(model, say, found, numbers);
}

function objectsOf(model: CaptureModel, say: AckedSay, numbers: readonly number[] | null): readonly CaptureRow[] {
	const among = numbers ? rowsAt(model, numbers) : model.tcp;
	// Of a text it is told whose it is; who acknowledges it is what is to be judged.
	const isOwn = say.object.texts.length > 0 || say.texts.length > 0 || numbers !== null;
	const query = isOwn ? { ...say.object, from: null, to: null } : say.object;
	const rows = among.filter((row) => row.protocol === 'tcp' && endOf(row) !== null && matches(model, row, query));
	const [text] = say.object.texts;
	if (text !== undefined) {
		const exact = rows.filter((row) => textFit(row.text, text) === 'exact');
		return exact.length > 0 ? exact : rows;
	}
	const whole = rows.filter((row) => say.texts.some((each) => isSame(row.text, each)));
	if (whole.length > 0) return whole;
	return isOwn && numbers === null ? [] : rows;
}

function isSame(text: string, written: string): boolean {
	return text.trim().toLowerCase() === written.trim().toLowerCase();
}

/** All packets that acknowledge the end of a segment, up to the first that acknowledges more. */
function ackersOf(model: CaptureModel, of: CaptureRow): readonly CaptureRow[] {
	const all = model.tcp.filter((row) => acknowledges(row, of));
	const end = endOf(of);
	return all.filter((row, i) => i === 0 || row.acknowledgment === end);
}

function fits(model: CaptureModel, { of, by }: Pair, say: AckedSay, numbers: readonly number[] | null): boolean {
	if (numbers !== null && !numbers.includes(by.number)) return false;
	if (!isHost(model, by, 'source', say.by)) return false;
	if (say.flags !== null && !flagsFit(by, say.flags, false)) return false;
	if (say.isPure && by.bytes > 0) return false;
	const isNumber =
		say.acknowledgment === null || [by.acknowledgment, by.rawAcknowledgment].includes(say.acknowledgment);
	return isNumber && (say.object.from === null || isHost(model, of, 'source', say.object.from));
}

function firstOfEach(pairs: readonly Pair[]): readonly Pair[] {
	return pairs.filter(({ of }, i) => pairs.findIndex((other) => other.of === of) === i).slice(0, 12);
}

function otherwise(
	model: CaptureModel,
	say: AckedSay,
	found: readonly CaptureRow[],
	numbers: readonly number[] | null,
): Finding {
	const [row] = numbers?.length === 1 ? rowsAt(model, numbers) : [];
	if (row && say.by?.side != null && row.side !== null && row.side !== say.by.side)
		return refuted([row], {
			kind: 'row-differs',
			face: faceOf(row),
			differences: [{ field: 'sender', said: say.by.side, found: row.side }],
		});
	const isNumber = say.acknowledgment !== null && row !== undefined && row.acknowledgment !== null;
	if (isNumber && ![row.acknowledgment, row.rawAcknowledgment].includes(say.acknowledgment))
		return refuted([row], {
			kind: 'row-differs',
			face: faceOf(row),
			differences: [{ field: 'acknowledgment', said: `${say.acknowledgment}`, found: `${row.acknowledgment}` }],
		});
	const [of, ...others] = found;
	const [by] = of ? ackersOf(model, of) : [];
	// Of several alike, another may be meant; a text without quotes may be none.
	if (!of || others.length > 0 || !by || numbers !== null || say.texts.length > 0)
		return unchecked(found.length === 0 ? 'UNBOUND' : 'NOT_IN_CAPTURE', found.slice(0, 3));
	if (!isHost(model, by, 'source', say.by))
		return refuted([of, by], { kind: 'other-direction', faces: [faceOf(by)], more: 0 }, { kind: 'swapped-direction' });
	if (
		say.flags !== null &&
		say.acknowledgment === null &&
		!flagsFit(by, say.flags, false) &&
		isAllCovered(model, say.object)
	)
		return refuted([of, by], {
			kind: 'row-differs',
			face: faceOf(by),
			differences: [{ field: 'flags', said: say.flags.join(', '), found: by.flags.join(', ') }],
		});
	const isOther = say.acknowledgment !== null && say.flags === null;
	if (!isOther || by.acknowledgment === null) return unchecked('UNBOUND', [of, by]);
	const difference = { field: 'acknowledgment' as const, said: `${say.acknowledgment}`, found: `${by.acknowledgment}` };
	return refuted([of, by], { kind: 'row-differs', face: faceOf(by), differences: [difference] });
}

import type { FieldDifference, Finding, Hint } from '../fact.ts';
import { ANY_PACKET, type PacketQuery } from '../grammar/packet-query.ts';
import type { PacketSay } from '../grammar/say-packets.ts';
import { type CaptureModel, isCovered, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { completedMessage } from './completed-message.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { differences, flagsFit, isOnlyFlag, matches, textFit } from './match.ts';
import { isSomewhere } from './texts.ts';

/** One row must be as said; of several, those that the statement is about. */
export function judgeRows(model: CaptureModel, say: PacketSay, numbers: readonly number[]): Finding {
	const rows = rowsAt(model, numbers);
	const last = numbers.at(-1) ?? 0;
	if (rows.length < numbers.length) return beyondEnd(model, rows, last);
	const several = say.query.texts.length > 1 ? judgeTextsAtRows(model, say, rows) : null;
	if (several) return several;
	const fits = (row: CaptureRow): boolean => rowFits(model, row, say);
	const good = rows.filter(fits);
	// "The SYN and the SYN, ACK are frames 4 and 3": each has one of the flags, and perhaps not its own.
	if (areTurned(rows, say.query) && good.length === rows.length) return unchecked('UNBOUND', rows);
	if (good.length > 0 && (good.length === rows.length || !isOfEach(model, say.query, numbers))) return confirmed(good);
	if (areInTurn(rows, say.query)) return confirmed(rows);
	const whole = completedMessage(model, rows, say.query);
	if (whole) return confirmed(whole);
	const bad = rows.find((row) => !fits(row));
	if (!bad || say.isWeak || areSharedOut(model, rows, say.query)) return unchecked('UNBOUND', rows);
	return refuted(
		rows,
		{ kind: 'row-differs', face: faceOf(bad), differences: rowDifferences(model, bad, say) },
		hintFor(model, bad, say, numbers),
	);
}

/** Flags of several rows, without a side that would choose among them, are those of each. */
function isOfEach(model: CaptureModel, query: PacketQuery, numbers: readonly number[]): boolean {
	const hasNoSide = query.isBetween || (query.from === null && query.to === null);
	return numbers.length > 1 && query.flags.length === 1 && hasNoSide && !isClose(model, query, numbers);
}

/** A request and a text beside several rows: each row has one of them, and no row need have all. */
function areSharedOut(model: CaptureModel, rows: readonly CaptureRow[], { texts, http }: PacketQuery): boolean {
	const things: readonly PacketQuery[] = [
		...texts.map((text) => ({ ...ANY_PACKET, texts: [text] })),
		...(http ? [{ ...ANY_PACKET, http }] : []),
	];
	return (
		rows.length > 1 && things.length > 1 && rows.every((row) => things.some((thing) => matches(model, row, thing)))
	);
}

/** As many flags as rows: each row has its own. */
function areInTurn(rows: readonly CaptureRow[], { flags, isExact }: PacketQuery): boolean {
	const isEach = flags.length > 1 && flags.length === rows.length;
	return isEach && rows.every((row, i) => flagsFit(row, flags[i] ?? [], isExact));
}

/** As many flags as rows, of which some row has not its own. */
function areTurned(rows: readonly CaptureRow[], query: PacketQuery): boolean {
	return query.flags.length > 1 && query.flags.length === rows.length && !areInTurn(rows, query);
}

/**
 * Several texts beside rows are of several messages: `"A" (packet 6) and "B" (packet 10)`, `"A" is answered with "B" in
 * packet 15`. Confirmed if each row holds one of them and each is somewhere; only a row that holds none is judged on.
 */
function judgeTextsAtRows(model: CaptureModel, say: PacketSay, rows: readonly CaptureRow[]): Finding | null {
	const { texts } = say.query;
	const holds = (row: CaptureRow, text: string): boolean => rowFits(model, row, withTexts(say, [text]));
	if (!rows.every((row) => texts.some((text) => textFit(row.text, text) !== 'none'))) return null;
	const isInOrder = texts.length === rows.length && rows.every((row, i) => holds(row, texts[i] ?? ''));
	if (isInOrder) return confirmed(rows);
	const isEach = rows.every((row) => texts.some((text) => holds(row, text)));
	const areAll = texts.every((text) => isSomewhere(model, text));
	return isEach && areAll && rows.length < texts.length ? confirmed(rows) : unchecked('UNBOUND', rows);
}

function withTexts(say: PacketSay, texts: readonly string[]): PacketSay {
	return { ...say, query: { ...say.query, texts } };
}

/** A row behind the last of a whole capture does not exist; behind the last of a part it may. */
export function beyondEnd(model: CaptureModel, rows: readonly CaptureRow[], row: number): Finding {
	const fact = { kind: 'no-such-row' as const, row, packets: model.rows.length };
	const isWhole = model.connections.length > 0 && model.connections.every((connection) => isCovered(model, connection));
	return isWhole && row < 1_000_000 ? refuted(rows, fact) : unchecked('NOT_IN_CAPTURE', rows, fact);
}

function rowDifferences(model: CaptureModel, row: CaptureRow, say: PacketSay): readonly FieldDifference[] {
	const found = differences(model, row, say.query);
	if (found.length > 0) return found;
	const said = say.query.flags.map((set) => set.join(', ')).join();
	return [{ field: 'flags', said, found: row.flags.join(', ') }];
}

/** At a named row a bare ACK is the whole of it, unless data are spoken of too. */
function rowFits(model: CaptureModel, row: CaptureRow, say: PacketSay): boolean {
	if (!matches(model, row, say.query)) return false;
	const [set] = say.query.flags;
	const isBareAck = say.query.flags.length === 1 && set?.join() === 'ACK';
	return (
		!isBareAck ||
		isOnlyFlag(row, ['ACK']) ||
		say.query.carries === 'data' ||
		say.query.texts.length > 0 ||
		say.isReply ||
		say.acknowledges
	);
}

/** "Frame 15–17: FIN, ACK" may mean the whole close: both FINs and the ACK of the last. */
function isClose(model: CaptureModel, { flags }: PacketQuery, numbers: readonly number[]): boolean {
	if (flags.length !== 1 || !flags[0]?.includes('FIN')) return false;
	return model.connections.some(({ close }) => {
		const fins = close.packets.filter((number) => rowAt(model, number)?.flags.includes('FIN'));
		return (
			numbers.every((number) => close.packets.includes(number)) &&
			fins.length > 0 &&
			fins.every((fin) => numbers.includes(fin))
		);
	});
}

function hintFor(model: CaptureModel, row: CaptureRow, say: PacketSay, numbers: readonly number[]): Hint | null {
	const { query } = say;
	if (
		query.sequence !== null &&
		query.acknowledgment !== null &&
		row.sequence === query.acknowledgment &&
		row.acknowledgment === query.sequence
	)
		return { kind: 'swapped-numbers', sequence: row.sequence, acknowledgment: row.acknowledgment };
	if (query.bytes !== null && query.bytes === row.frameBytes)
		return { kind: 'frame-length', frameBytes: row.frameBytes, payloadBytes: row.bytes };
	for (const shift of [1, -1, 2, -2]) {
		const moved = numbers.map((number) => number + shift);
		const rows = rowsAt(model, moved);
		const isAll =
			rows.length === moved.length &&
			(moved.length === 1 ? rows.every((each) => rowFits(model, each, say)) : judgeShifted(model, say, moved));
		if (isAll) return { kind: 'other-rows', rows: moved };
	}
	const turned = { ...query, from: query.to, to: query.from };
	if ((query.from || query.to) && differences(model, row, turned).length === 0) return { kind: 'swapped-direction' };
	return null;
}

function judgeShifted(model: CaptureModel, say: PacketSay, numbers: readonly number[]): boolean {
	return rowsAt(model, numbers).every((row) => rowFits(model, row, say)) || isClose(model, say.query, numbers);
}

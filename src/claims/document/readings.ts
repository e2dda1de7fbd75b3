import type { RowReading } from '../claim.ts';
import { filterRows } from '../evaluate/display-filter.ts';
import { judge, type RowNumbers } from '../evaluate/evaluate.ts';
import type { RowRef } from '../grammar/packet-query.ts';
import type { Say } from '../grammar/say.ts';
import { type CaptureModel, rowsOfConnection } from '../model/capture-model.ts';
import { isOf } from '../text/token.ts';
import type { Statement } from './statement.ts';

const AS_FRAMES: RowNumbers = (rows) => rows;

export interface ChosenReading {
	readonly reading: RowReading;
	readonly numbersOf: RowNumbers;
	/** What its numbers may count as well, where too little is said to tell. */
	readonly doubts: readonly RowNumbers[];
}

/**
 * What "row n" counts in statements that stand together: tried in order, frame number first; the first in which the most
 * of them hold is taken.
 *
 * @param isAlone No other rows are named in the whole report.
 */
export function chooseReading(model: CaptureModel, statements: readonly Statement[], isAlone: boolean): ChosenReading {
	const rowSays = statements.flatMap(rowSaysOf);
	const isBare = statements.some(({ says }) => says.some((say) => 'rows' in say && say.rows?.noun === '('));
	const frame: ChosenReading = {
		reading: { kind: 'frame' },
		numbersOf: AS_FRAMES,
		doubts: isBare ? otherReadings(model, []).map(({ numbersOf }) => numbersOf) : [],
	};
	if (rowSays.length === 0) return frame;
	const filters = [
		...new Set(
			statements.flatMap(({ tokens }) => tokens.flatMap((token) => (isOf(token, 'filter') ? [token.filter] : []))),
		),
	];
	const others = otherReadings(model, filters);
	// One packet's number fits somewhere else too easily: that is a doubt, and no reading.
	if (filters.length === 0 && isOnePacket(rowSays, isAlone))
		return { ...frame, doubts: others.map(({ numbersOf }) => numbersOf) };
	const readings = [frame, ...others];
	let best = { reading: frame, holds: -1 };
	for (const reading of readings) {
		const holds = rowSays.filter((say) => holdsIn(model, say, reading.numbersOf)).length;
		if (holds > best.holds) best = { reading, holds };
		if (holds === rowSays.length) break;
	}
	return best.holds > 0 ? best.reading : frame;
}

/** Whether all rows that the statements of a report name are the same. */
export function nameOneRow(statements: readonly Statement[]): boolean {
	return (
		new Set(
			statements
				.flatMap(rowSaysOf)
				.flatMap(refOf)
				.map(({ rows }) => rows.join()),
		).size === 1
	);
}

function rowSaysOf({ says }: Statement): readonly Say[] {
	return says.filter((say) => 'rows' in say && say.rows !== null && say.kinds.includes('K01') && !isExplicit(say));
}

/** @param isAlone Rows that stand alone in a report may be of any numbering. */
function isOnePacket(rowSays: readonly Say[], isAlone: boolean): boolean {
	const refs = rowSays.flatMap(refOf);
	// Also one list of packets: `paket 1, 2, dan 3`.
	const isOne = new Set(refs.map(({ rows }) => rows.join())).size === 1;
	return (
		isOne && refs.every(({ noun }) => /^(?:paket|packets?)$/.test(noun) || (isAlone && /^(?:rows?|baris)$/.test(noun)))
	);
}

function refOf(say: Say): readonly RowRef[] {
	return 'rows' in say && say.rows ? [say.rows] : [];
}

/** `Frame 6`, `#6`, `paket nomor 6`: the number that the file gives it, and no other. */
export function isExplicit(say: Say): boolean {
	return 'rows' in say && say.rows !== null && EXPLICIT.test(say.rows.noun);
}

const EXPLICIT = /^(?:#$|\($|frames?$|bingkai|no\.?$|nomor$|pkt|records?$)| number$/;

function holdsIn(model: CaptureModel, say: Say, numbersOf: RowNumbers): boolean {
	return judge(model, say, numbersOf).verdict === 'confirmed';
}

function otherReadings(model: CaptureModel, filters: readonly string[]): readonly ChosenReading[] {
	const byList = (reading: RowReading, numbers: readonly number[]): ChosenReading => ({
		reading,
		numbersOf: (rows) => rows.map((row) => numbers[row - 1] ?? Number.MAX_SAFE_INTEGER),
		doubts: [],
	});
	const main = model.main?.connection;
	const connections = model.connections.filter(({ connection }) => connection === main);
	return [
		...connections.map(({ connection }) =>
			byList(
				{ kind: 'connection', connection },
				rowsOfConnection(model, connection).map(({ number }) => number),
			),
		),
		byList(
			{ kind: 'tcp' },
			model.tcp.map(({ number }) => number),
		),
		...filters.flatMap((filter) => {
			const rows = filterRows(model, filter);
			return rows
				? [
						byList(
							{ kind: 'filter', filter },
							rows.map(({ number }) => number),
						),
					]
				: [];
		}),
	];
}

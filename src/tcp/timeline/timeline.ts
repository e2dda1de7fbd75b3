import type { Analysis, Connection } from '../analysis.ts';
import type { Side } from '../segment-batch.ts';
import type { TcpState } from '../state-moves.ts';
import { type StatePair, statesThrough } from '../states.ts';
import { blocksOf, type TimedRow } from './blocks.ts';
import { type FoldedBlock, foldBlocks, unfolded } from './fold.ts';
import type { ProgramCall, StateBand, Timeline, TimelineSpan } from './row.ts';

/** How a course is told. */
export interface TimelineOptions {
	/** Every exchange and segment in a row of its own. */
	readonly expand?: boolean;
	/** What the programs did. */
	readonly calls?: readonly ProgramCall[];
}

const UNKNOWN: StatePair = { client: null, server: null };

/**
 * The course of a connection, in rows.
 *
 * @throws RangeError if there is no such connection.
 */
export function timelineOf(analysis: Analysis, number: number, options: TimelineOptions = {}): Timeline {
	const connection = analysis.connection(number);
	const { blocks, tail } = blocksOf(analysis, connection, options.calls ?? []);
	const folded = options.expand ? unfolded(blocks) : foldBlocks(blocks);
	const course = createCourse();
	if (!connection.startSeen) course.add([outside('start')]);
	for (const block of folded) course.addBlock(block);
	course.add(tail);
	if (!connection.endSeen && !isRefused(connection)) course.add([outside('end')]);
	return { connection, ...course.made() };
}

/** An attempt that was never opened has no end that could be missing. */
function isRefused({ lifeCycle: { opening } }: Connection): boolean {
	return opening.kind === 'refused';
}

/** The states before the last one that a side goes through at a row of its own. */
function throughAt(
	timed: TimedRow | undefined,
	before: TcpState | null,
	after: TcpState | null,
	side: Side,
): readonly TcpState[] {
	const segment = timed?.row.kind === 'packet' ? timed.row.packet.segment : null;
	if (segment?.side !== side) return [];
	return statesThrough({ before, after }, segment)
		.slice(0, -1)
		.filter((state) => state !== null);
}

function outside(end: 'start' | 'end'): TimedRow {
	return { row: { kind: 'outside', end }, ns: null };
}

/** Puts rows under each other, and sees where spans and states begin and end. */
function createCourse() {
	const rows: TimedRow[] = [];
	const spans: TimelineSpan[] = [];
	const pairs: StatePair[] = [];
	let states = UNKNOWN;

	function add(added: readonly TimedRow[]): void {
		for (const timed of added) {
			rows.push(timed);
			if (timed.row.kind === 'packet') states = timed.row.packet.states ?? states;
			pairs.push(timed.row.kind === 'outside' ? UNKNOWN : states);
		}
	}

	function addBlock({ lead, rows: own, phase, exchanges, last }: FoldedBlock): void {
		add(lead);
		const firstRow = rows.length;
		add(own);
		states = last?.states ?? states;
		if (own.at(-1)?.row.kind === 'exchanges') pairs[pairs.length - 1] = states;
		spans.push({ phase, exchanges, firstRow, lastRow: rows.length - 1 });
	}

	return {
		add,
		addBlock,
		made: (): Omit<Timeline, 'connection'> => ({
			rows: rows.map(({ row }) => row),
			times: rows.map(({ ns }) => ns),
			spans,
			states: { client: bandsOf(pairs, rows, 'client'), server: bandsOf(pairs, rows, 'server') },
		}),
	};
}

function bandsOf(pairs: readonly StatePair[], rows: readonly TimedRow[], side: Side): readonly StateBand[] {
	const bands: StateBand[] = [];
	pairs.forEach((pair, row) => {
		const state = pair[side];
		const band = bands.at(-1);
		if (band && band.state === state) bands[bands.length - 1] = { ...band, lastRow: row };
		else
			bands.push({
				state,
				through: throughAt(rows[row], band?.state ?? null, state, side),
				firstRow: row,
				lastRow: row,
			});
	});
	return bands;
}

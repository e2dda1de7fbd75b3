import type { AnnotatedPacket } from '../analysis.ts';
import type { Note } from '../note.ts';
import type { Block, TimedRow } from './blocks.ts';
import type { TimelineRow } from './row.ts';

/** A block, or several exchanges that are told in a row. */
export interface FoldedBlock extends Omit<Block, 'exchange'> {
	readonly exchanges: { readonly first: number; readonly last: number } | null;
	/** The last packet that it stands for; it says in which states the sides are behind it. */
	readonly last: AnnotatedPacket | undefined;
}

/** A phase keeps so many rows of its start and of its end. */
const KEPT_FIRST = 6;
const KEPT_LAST = 4;
/** Notes that make an exchange one to look at. */
const TROUBLE: ReadonlySet<Note['kind']> = new Set([
	'resent',
	'gap',
	'fills-gap',
	'reset',
	'acknowledges-unseen',
	'repeats-ack',
]);

/** Folds exchanges that are like an earlier one, and the middle of long phases. */
export function foldBlocks(blocks: readonly Block[]): readonly FoldedBlock[] {
	const folded: FoldedBlock[] = [];
	let model: Block | undefined;
	let run: Block[] = [];
	const close = (): void => {
		if (model && run.length > 0) folded.push(foldExchanges(model, run));
		run = [];
	};
	for (const block of blocks) {
		const isPlain = isPlainExchange(block);
		if (isPlain && model) run.push(block);
		else {
			close();
			folded.push(shortened(block));
		}
		if (isPlain) model ??= block;
	}
	close();
	return folded;
}

/** Every block as it is. */
export function unfolded(blocks: readonly Block[]): readonly FoldedBlock[] {
	return blocks.map((block) => ({ ...block, exchanges: exchangesOf(block), last: packetsOf(block).at(-1) }));
}

/** One segment asks, one answers, and nothing went wrong. */
function isPlainExchange(block: Block): boolean {
	const packets = packetsOf(block);
	const data = packets.filter(({ segment }) => (segment?.payloadBytes ?? 0) > 0);
	const [request, reply] = data;
	return (
		block.phase === 'data' &&
		data.length === 2 &&
		request?.segment?.side === 'client' &&
		reply?.segment?.side === 'server' &&
		packets.every(({ notes, labels }) => notes.every(({ kind }) => !TROUBLE.has(kind)) && labels?.names.length === 0)
	);
}

function foldExchanges(model: Block, run: readonly Block[]): FoldedBlock {
	const packets = run.flatMap(packetsOf);
	const [first, last] = [packets[0], packets.at(-1)];
	const rows = run.flatMap(({ lead, rows: own }) => [...lead, ...own]);
	// A pause before the first one is told before the row that tells of all.
	const lead = run[0]?.lead ?? [];
	return {
		phase: 'data',
		exchanges: { first: run[0]?.exchange ?? 0, last: run.at(-1)?.exchange ?? 0 },
		lead,
		rows: [
			{
				row: {
					kind: 'exchanges',
					count: run.length,
					packets: packets.map(({ packet }) => packet.number),
					ns: first && last ? last.relativeNs - first.relativeNs : 0n,
					repliesAcknowledge: hasOwnAck(model) && !run.some(hasOwnAck),
					arp: arpIn(rows.filter((row) => !lead.includes(row))),
				},
				ns: first?.relativeNs ?? null,
			},
		],
		last,
	};
}

/** The server acknowledges the request before it replies. */
function hasOwnAck(block: Block): boolean {
	const first = packetsOf(block).find(({ segment }) => segment?.side === 'server');
	return first?.segment?.payloadBytes === 0;
}

/** A block whose middle is told in a row, if it is long. */
function shortened(block: Block): FoldedBlock {
	const whole = { ...block, exchanges: exchangesOf(block), last: packetsOf(block).at(-1) };
	const middle = block.rows.slice(KEPT_FIRST, -KEPT_LAST);
	if (middle.length < 3) return whole;
	const packets = packetsOf({ rows: middle });
	const segments: TimelineRow = {
		kind: 'segments',
		packets: packets.map(({ packet }) => packet.number),
		bytes: packets.reduce((sum, { segment }) => sum + (segment?.payloadBytes ?? 0), 0),
		arp: arpIn(middle),
	};
	const rows = [
		...block.rows.slice(0, KEPT_FIRST),
		{ row: segments, ns: middle.find(({ ns }) => ns !== null)?.ns ?? null },
		...block.rows.slice(-KEPT_LAST),
	];
	return { ...whole, rows };
}

function exchangesOf({ exchange }: Block): FoldedBlock['exchanges'] {
	return exchange === null ? null : { first: exchange, last: exchange };
}

function packetsOf({ rows }: Pick<Block, 'rows'>): readonly AnnotatedPacket[] {
	return rows.flatMap(({ row }) => (row.kind === 'packet' ? [row.packet] : []));
}

function arpIn(rows: readonly TimedRow[]): readonly number[] {
	return rows.flatMap(({ row }) => ('arp' in row ? row.arp : []));
}

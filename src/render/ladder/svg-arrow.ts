import type { Side } from '../../tcp/segment-batch.ts';
import type { SegmentWeight } from '../../tcp/timeline/row.ts';
import { element, type SvgAttributes, type SvgNode } from '../svg-node.ts';
import { shorten, textWidth } from '../wrap.ts';
import { arrowText, type Ladder, type PacketRow } from './ladder-text.ts';
import { LANE_LETTERS, LINE, type PlacedRow, X } from './svg-layout.ts';
import { BOLD, line, MIDDLE, MIDDLED, RIGHT, text, WORDS_AT } from './svg-shapes.ts';
import { COLORS, stroke } from './svg-style.ts';

/** An arrow falls by so many pixels, as time passes on the way. */
const FALL = 6;
/** The same for two that cross. */
const CROSSING_FALL = 16;
/** From the top of a row to its arrow's start. */
const ARROW_AT = 20;

/** A packet's arrow, with the words on it and those below it. */
export function arrow(placed: PlacedRow, row: PacketRow, { words: catalogue }: Ladder, id: string): readonly SvgNode[] {
	const { top, lines, crossed } = placed;
	const side = row.packet.segment?.side ?? 'client';
	const isClient = side === 'client';
	const [from, to] = isClient ? [X.client, X.server] : [X.server, X.client];
	const gap = (isClient ? 1 : -1) * 2;
	const y = top + ARROW_AT;
	return [
		line(`M${from} ${y}L${to - gap} ${endOf(placed)}`, {
			...{ fill: 'none', ...stroke(row.weight, side) },
			'marker-end': `url(#${id}-${markerOf(row.weight, side)})`,
		}),
		label(row, catalogue, labelPlace(placed, isClient)),
		...lines.map((each, i) =>
			text(MIDDLE, top + ARROW_AT + (crossed?.is === 'last' ? 28 : 18) + i * LINE, each, {
				...MIDDLED,
				'font-size': 11,
				fill: COLORS.quiet,
			}),
		),
	];
}

/** Where an arrow ends: one that crosses another falls to below where that one starts. */
function endOf({ top, crossed }: PlacedRow): number {
	if (crossed === null) return top + ARROW_AT + FALL;
	return (crossed.is === 'first' ? crossed.top : top) + ARROW_AT + CROSSING_FALL;
}

interface LabelPlace {
	readonly x: number;
	readonly y: number;
	readonly anchor: SvgAttributes;
	readonly letters: number;
}

/** Above the middle of the arrow; of one that crosses the arrow above, between the two where they are apart. */
function labelPlace({ top, crossed }: PlacedRow, isClient: boolean): LabelPlace {
	if (crossed?.is !== 'last') return { x: MIDDLE, y: top + WORDS_AT, anchor: MIDDLED, letters: LANE_LETTERS };
	const place = { y: top + ARROW_AT + 1, letters: LANE_LETTERS / 2 };
	return isClient ? { ...place, x: X.server - 14, anchor: RIGHT } : { ...place, x: X.client + 14, anchor: {} };
}

function markerOf(weight: SegmentWeight, side: Side): string {
	if (weight === 'reset') return `reset-${side}`;
	return weight === 'ack' ? `ack-${side}` : `data-${side}`;
}

/** The words on an arrow; the payload is shortened to what fits. */
function label(row: PacketRow, catalogue: Ladder['words'], { x, y, anchor, letters }: LabelPlace): SvgNode {
	const { head: start, numbers, size, payload, times } = arrowText(row, catalogue);
	const before = ` ${numbers}${size ? ` · ${size} ` : ''}`;
	const room = letters - textWidth(start + before + times) - 2;
	const data = `"${shorten(payload, Math.max(4, room))}"`;
	return element(
		'text',
		{ x, y, ...anchor },
		element('tspan', BOLD, start),
		before,
		...(payload ? [element('tspan', { direction: 'ltr', 'unicode-bidi': 'isolate' }, data)] : []),
		...(times ? [element('tspan', { ...BOLD, dx: 6 }, times)] : []),
	);
}

import { type ComponentChild, h } from 'preact';
import type { Ladder } from '../../render/ladder/ladder-text.ts';
import { ladderNode } from '../../render/ladder/svg.ts';
import { layoutRows, X } from '../../render/ladder/svg-layout.ts';
import { COLORS } from '../../render/ladder/svg-style.ts';
import type { SvgAttributes, SvgNode } from '../../render/svg-node.ts';
import type { TimelineRow } from '../../tcp/timeline/row.ts';

/**
 * A ladder as elements, in the page's own colours; behind each packet lies a band that can be clicked.
 *
 * @param id Begins all names in the picture.
 */
export function drawLadder(ladder: Ladder, id: string): ComponentChild {
	const { attributes, children, tag } = ladderNode(ladder, id);
	const paper = children.findIndex((child) => typeof child !== 'string' && child.tag === 'rect');
	const elements = children.map((child) => (typeof child === 'string' ? child : elementOf(child)));
	return h(
		tag,
		themedAll(attributes),
		...elements.slice(0, paper + 1),
		...bandsOf(ladder),
		...elements.slice(paper + 1),
	);
}

function bandsOf(ladder: Ladder): readonly ComponentChild[] {
	return layoutRows(ladder).rows.flatMap(({ row, top, bottom }, i) => {
		const [packet] = packetsOfRow(row);
		if (packet === undefined) return [];
		const place = { x: X.client - 4, y: top, width: X.server - X.client + 8, height: bottom - top };
		return [h('rect', { class: 'band', 'data-row': i, 'data-packet': packet, ...place })];
	});
}

/** What a row stands for: a packet and its copies, or many in one. */
export function packetsOfRow(row: TimelineRow): readonly number[] {
	if (row.kind === 'packet') return [row.packet.packet.number, ...row.copies];
	return row.kind === 'exchanges' || row.kind === 'segments' ? row.packets : [];
}

function elementOf({ tag, attributes, children }: SvgNode): ComponentChild {
	return h(
		tag,
		themedAll(attributes),
		...children.map((child) => (typeof child === 'string' ? child : elementOf(child))),
	);
}

const THEMED: ReadonlyMap<unknown, string> = new Map(
	Object.entries(COLORS).map(([name, color]) => [color, `var(--ladder-${name})`]),
);

function themedAll(attributes: SvgAttributes): SvgAttributes {
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, THEMED.get(value) ?? value]));
}

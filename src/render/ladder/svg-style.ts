import type { Side } from '../../tcp/segment-batch.ts';
import type { SegmentWeight } from '../../tcp/timeline/row.ts';
import { element, type SvgAttributes, type SvgNode } from '../svg-node.ts';

/** Blue and vermilion of Okabe and Ito, which the colour-blind tell apart; the greys are dark enough to read. */
export const COLORS = {
	client: '#0072b2',
	server: '#d55e00',
	ink: '#1a1a1a',
	line: '#333333',
	quiet: '#555555',
	faint: '#888888',
	bandLight: '#f7f7f7',
	bandDark: '#e4e4e4',
	paper: '#ffffff',
} as const;

const STROKES: { readonly [W in SegmentWeight]: SvgAttributes } = {
	control: { 'stroke-width': 3 },
	data: { 'stroke-width': 1.8 },
	ack: { 'stroke-width': 1, 'stroke-dasharray': '6 4' },
	reset: { 'stroke-width': 3 },
};

/** How the arrow of a segment is drawn: what it is for by its line, who sent it by its colour, too. */
export function stroke(weight: SegmentWeight, side: Side): SvgAttributes {
	return { stroke: COLORS[side], ...STROKES[weight] };
}

/** Arrow heads of both sides, and the hatch of what was not captured. */
export function defs(id: string): SvgNode {
	return element('defs', {}, ...markers(id, 'client'), ...markers(id, 'server'), hatch(id));
}

function markers(id: string, side: Side): readonly SvgNode[] {
	const color = COLORS[side];
	const marker = (name: string, size: number, refX: number, path: SvgAttributes): SvgNode =>
		element(
			'marker',
			{
				id: `${id}-${name}-${side}`,
				...{ viewBox: '0 0 10 10', refX, refY: 5, markerWidth: size, markerHeight: size },
				...{ markerUnits: 'userSpaceOnUse', orient: 'auto' },
			},
			element('path', path),
		);
	return [
		marker('data', 12, 10, { d: 'M0 0L10 5L0 10z', fill: color }),
		marker('ack', 10, 9, { d: 'M1 1L9 5L1 9', fill: 'none', stroke: color, 'stroke-width': 1.5 }),
		marker('reset', 14, 9, { d: 'M1 1L9 9M9 1L1 9', fill: 'none', stroke: color, 'stroke-width': 2.2 }),
	];
}

function hatch(id: string): SvgNode {
	return element(
		'pattern',
		{
			...{ id: `${id}-hatch`, width: 7, height: 7 },
			...{ patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
		},
		element('rect', { width: 7, height: 7, fill: COLORS.paper }),
		element('path', { d: 'M0 0V7', stroke: COLORS.faint, 'stroke-width': 2 }),
	);
}

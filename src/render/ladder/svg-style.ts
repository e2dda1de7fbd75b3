import type { Side } from '../../tcp/segment-batch.ts';
import type { SegmentWeight } from '../../tcp/timeline/row.ts';

/** Blue and vermilion of Okabe and Ito, which the colour-blind tell apart; the greys are dark enough to read. */
export const COLORS = {
	client: '#0072b2',
	server: '#d55e00',
	line: '#333333',
	quiet: '#555555',
	faint: '#888888',
	bandLight: '#f7f7f7',
	bandDark: '#e4e4e4',
} as const;

const STROKES: { readonly [W in SegmentWeight]: string } = {
	control: 'stroke-width="3"',
	data: 'stroke-width="1.8"',
	ack: 'stroke-width="1" stroke-dasharray="6 4"',
	reset: 'stroke-width="3"',
};

/** How the arrow of a segment is drawn: what it is for by its line, who sent it by its colour, too. */
export function stroke(weight: SegmentWeight, side: Side): string {
	return `stroke="${COLORS[side]}" ${STROKES[weight]}`;
}

/** Arrow heads of both sides, and the hatch of what was not captured. */
export function defs(id: string): string {
	return `<defs>${markers(id, 'client')}${markers(id, 'server')}${hatch(id)}</defs>`;
}

function markers(id: string, side: Side): string {
	const color = COLORS[side];
	const open = (name: string, size: number, ref: number): string =>
		`<marker id="${id}-${name}-${side}" viewBox="0 0 10 10" refX="${ref}" refY="5" markerWidth="${size}" markerHeight="${size}" markerUnits="userSpaceOnUse" orient="auto">`;
	return [
		`${open('data', 12, 10)}<path d="M0 0L10 5L0 10z" fill="${color}"/></marker>`,
		`${open('ack', 10, 9)}<path d="M1 1L9 5L1 9" fill="none" stroke="${color}" stroke-width="1.5"/></marker>`,
		`${open('reset', 14, 9)}<path d="M1 1L9 9M9 1L1 9" fill="none" stroke="${color}" stroke-width="2.2"/></marker>`,
	].join('');
}

function hatch(id: string): string {
	return `<pattern id="${id}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/><path d="M0 0V7" stroke="${COLORS.faint}" stroke-width="2"/></pattern>`;
}

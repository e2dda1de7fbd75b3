import type { Catalogue } from '../../i18n/catalogue.ts';
import { element, type SvgNode } from '../svg-node.ts';
import { COLORS, stroke } from './svg-style.ts';

const ENTRIES = ['control', 'data', 'ack', 'reset'] as const;
const STEP = 150;
const LEFT = 106;
const SAMPLE = 34;

/** What the lines stand for, in a line below the ladder. */
export function svgLegend({ ladder: { legend } }: Catalogue, top: number, id: string): SvgNode {
	const y = top + 26;
	const samples = ENTRIES.flatMap((weight, i) => {
		const x = LEFT + i * STEP;
		const head = weight === 'control' ? 'data' : weight;
		return [
			element('path', {
				...{ d: `M${x} ${y}h${SAMPLE}`, fill: 'none', ...stroke(weight, 'client') },
				'marker-end': `url(#${id}-${head}-client)`,
			}),
			word(x, y, legend[weight]),
		];
	});
	const x = LEFT + ENTRIES.length * STEP;
	const hatch = element('rect', {
		...{ x, y: y - 6, width: SAMPLE, height: 12 },
		...{ fill: `url(#${id}-hatch)`, stroke: COLORS.line, 'stroke-dasharray': '4 3' },
	});
	return element('g', { 'font-size': 11 }, ...samples, hatch, word(x, y, legend.missing));
}

function word(x: number, y: number, text: string): SvgNode {
	return element('text', { x: x + SAMPLE + 8, y: y + 4 }, text);
}

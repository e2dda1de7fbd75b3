import { element, type SvgAttributes, type SvgNode } from '../svg-node.ts';
import { X } from './svg-layout.ts';
import { COLORS } from './svg-style.ts';

export const MIDDLED: SvgAttributes = { 'text-anchor': 'middle' };
export const RIGHT: SvgAttributes = { 'text-anchor': 'end' };
export const BOLD: SvgAttributes = { 'font-weight': 'bold' };
export const LIFELINE: SvgAttributes = { stroke: COLORS.line, 'stroke-width': 1.5 };

export const MIDDLE: number = (X.client + X.server) / 2;
/** From the top of a row to the words on its arrow. */
export const WORDS_AT = 14;

export function text(x: number, y: number, words: string, attributes: SvgAttributes): SvgNode {
	return element('text', { x, y, ...attributes }, words);
}

export function line(d: string, attributes: SvgAttributes): SvgNode {
	return element('path', { d, ...attributes });
}

import { escapeMarkup } from './markup.ts';

/** What attributes may say; one that is `undefined` is not there. */
export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** A picture as data: text for a file, or elements in a page, where no text can become markup. */
export interface SvgNode {
	readonly tag: string;
	readonly attributes: SvgAttributes;
	/** Text stands as it is, not escaped. */
	readonly children: readonly (SvgNode | string)[];
}

export function element(tag: string, attributes: SvgAttributes, ...children: readonly (SvgNode | string)[]): SvgNode {
	return { tag, attributes, children };
}

/** The node as markup. @param between Stands between the children of the node itself. */
export function svgMarkup({ tag, attributes, children }: SvgNode, between = ''): string {
	const names = Object.entries(attributes).flatMap(([name, value]) =>
		value === undefined ? [] : [` ${name}="${escapeMarkup(`${value}`)}"`],
	);
	const inside = children.map((child) => (typeof child === 'string' ? escapeMarkup(child) : svgMarkup(child)));
	const open = `<${tag}${names.join('')}`;
	return children.length === 0 ? `${open}/>` : `${open}>${between}${inside.join(between)}${between}</${tag}>`;
}

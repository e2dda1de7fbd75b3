import type { SpecPath } from './spec.ts';

/** A line of a specification. */
export interface SpecLine {
	/** From 1. */
	readonly line: number;
	readonly text: string;
}

/** Finds the lines on which things are required; for what has no node of its own, that of what it is in. */
export async function createLocator(text: string): Promise<(path: SpecPath) => SpecLine> {
	const { isNode, LineCounter, parseDocument } = await import('yaml');
	const counter = new LineCounter();
	const document = parseDocument(text, { lineCounter: counter });
	const lines = text.split('\n');
	const offsetOf = (path: SpecPath): number => {
		for (let length = path.length; length > 0; length--) {
			const node = document.getIn(path.slice(0, length), true);
			if (isNode(node) && node.range) return node.range[0];
		}
		return 0;
	};
	return (path) => {
		const { line } = counter.linePos(offsetOf(path));
		return { line, text: (lines[line - 1] ?? '').trim() };
	};
}

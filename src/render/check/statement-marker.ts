import type { PlainText } from '../../claims/report-document.ts';
import type { ReportNode, VerdictsNode } from '../page-data.ts';
import { safeLines } from '../visible-text.ts';

/** Where a statement stands in its document: its first character, and the one behind its last. */
export interface Stretch {
	readonly id: string;
	readonly start: number;
	readonly end: number;
}

/** Marks statements in the words of a document, which come in their order. */
export interface Marker {
	/** The words, those of statements marked. */
	readonly marked: (of: PlainText) => readonly ReportNode[];
	/** The statements that begin before a place and were not yet told, in one node; nothing if there are none. */
	readonly verdicts: (before: number) => readonly VerdictsNode[];
}

/** @param stretches In the order of the document; where two overlap, the words are those of the first. */
export function createMarker(stretches: readonly Stretch[]): Marker {
	const seen = new Set<string>();
	let at = 0;
	let told = 0;

	function stretchAt(offset: number): Stretch | undefined {
		while ((stretches[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at++;
		const next = stretches[at];
		return next !== undefined && next.start <= offset ? next : undefined;
	}

	function node(text: string, stretch: Stretch | undefined): ReportNode {
		const inside = safeLines(text.replaceAll('\t', '    ').replaceAll('\r', ''));
		if (stretch === undefined || text.trim() === '') return inside;
		const isFirst = !seen.has(stretch.id);
		seen.add(stretch.id);
		return { of: stretch.id, isFirst, inside };
	}

	return {
		marked({ text, offsets }) {
			const nodes: ReportNode[] = [];
			let from = 0;
			let current = stretchAt(offsets[0] ?? -1);
			for (let i = 1; i <= text.length; i++) {
				const next = i < text.length ? stretchAt(offsets[i] ?? -1) : undefined;
				if (i < text.length && next === current) continue;
				nodes.push(node(text.slice(from, i), current));
				[from, current] = [i, next];
			}
			return nodes;
		},
		verdicts(before) {
			const from = told;
			while ((stretches[told]?.start ?? Number.POSITIVE_INFINITY) < before) told++;
			return told > from ? [{ verdicts: stretches.slice(from, told).map(({ id }) => id) }] : [];
		},
	};
}

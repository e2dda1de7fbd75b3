import type { PlainText } from '../report-document.ts';

/** What is written in several ways and means one thing. Each pattern looks at a few characters only. */
const SAME: readonly (readonly [RegExp, string])[] = [
	[/(?:-{1,3}|=)>|[→➔➜⟶⇒⮕►▶]|-{2,3}▶/g, '→'],
	[/<-{1,3}>|<=>|[↔⇄⟷]/g, '↔'],
	[/<-{1,2}(?=\s)|[←⟵]/g, '←'],
	[/[‐‑‒–—−]/g, '-'],
	[/[“”„‟«»]/g, '"'],
	[/[‘’‚‛´]/g, "'"],
	[/[\u00a0\u2000-\u200a\u202f\t\r]/g, ' '],
	[/[\u200b-\u200f\ufeff]|\\(?=[_*#[\]()-])/g, ''],
	[/\*{1,3}/g, ''],
	[/~~[^~\n]{0,400}~~/g, ' '],
];

/** One way of writing for arrows, dashes, quotes and spaces; emphasis that no parser took off and struck text go. */
export function normalText(plain: PlainText): PlainText {
	let current = plain;
	for (const [pattern, by] of SAME) current = replaceAll(current, pattern, by);
	return current;
}

function replaceAll(plain: PlainText, pattern: RegExp, by: string): PlainText {
	const { text, offsets } = plain;
	pattern.lastIndex = 0;
	if (!pattern.test(text)) return plain;
	pattern.lastIndex = 0;
	const parts: string[] = [];
	const moved: number[] = [];
	const copy = (from: number, to: number): void => {
		parts.push(text.slice(from, to));
		for (let i = from; i < to; i++) moved.push(offsets[i] ?? 0);
	};
	let at = 0;
	for (const found of text.matchAll(pattern)) {
		copy(at, found.index);
		parts.push(by);
		for (let i = 0; i < by.length; i++) moved.push(offsets[found.index] ?? 0);
		at = found.index + found[0].length;
	}
	copy(at, text.length);
	moved.push(offsets[text.length] ?? 0);
	return { text: parts.join(''), offsets: moved };
}

/** A part of a plain text, without white space around it. */
export function slicePlain({ text, offsets }: PlainText, from: number, to: number): PlainText {
	let start = from;
	let end = to;
	while (start < end && /\s/.test(text[start] ?? '')) start++;
	while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
	return {
		text: text.slice(start, end),
		offsets: Array.from({ length: end - start + 1 }, (_, i) => offsets[start + i] ?? 0),
	};
}
